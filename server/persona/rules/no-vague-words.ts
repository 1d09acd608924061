import { everyMatch } from '../../language/every-match.ts'
import { normalise } from '../../language/normal.ts'
import { clausesOf, sentencesOf } from '../../language/sentences.ts'
import { timesIn } from '../../language/times.ts'
import { commitmentsIn } from '../commitments.ts'
import { momentIn } from '../moments.ts'
import type { Finding, PersonaRule } from '../rule.ts'

// Without a time: when. 马上 and 第一时间 are left out, they mostly stand for what is done on the spot.
const when =
  /尽快|尽早|早日|稍后|稍候|待会儿?|过几天|过两天|过些天|改天|近期|近日|不久|择日|晚些时候|晚点|这几天|这两天|有时间(?=再|会|就)/g
// Without an owner: who.
const who = /(?:相关|有关)(?:部门|人员|同事|负责人|单位|科室|团队|工作人员)/g
const owner =
  /[\p{Script=Han}]{1,6}(?<!相关|有关|负责|各个?|其他)(?:部门|小组|组|科|中心|班组|团队|专员|工程师|师傅|经理|主管|店长)/u
// The customer is asked to hurry or to try again.
const askedBefore =
  /(?:请|建议|麻烦|烦请|提醒|希望|最好|务必|方便的话)[您你]?(?:也|先|再)?$|(?:建议|最好|记得|请|麻烦)[^,]{1,8}$|[您你](?:也|先|再|可以|要|最好)?$/

// 如果近期做过医美, 近日已发出: told or supposed, not promised.
const told = /如果|若|要是|万一|是否|过(?!几天|两天|些天)|已经?/

/** W-A2: the customer can hold us to a time and a name. */
export const noVagueWords: PersonaRule = {
  id: 'W-A2',
  because: {
    zh: '“尽快”“相关部门”等于没说；写清谁来做、什么时候有结果。',
    en: '“Soon” and “the department concerned” say nothing; name who acts and by when.',
  },
  check(draft, context): readonly Finding[] {
    const normal = normalise(draft)
    if (normal.text.search(when) === -1 && normal.text.search(who) === -1) return []
    const isDated = commitmentsIn(draft, context.now).some(({ isDefinite }) => isDefinite)
    if (isDated) return []
    const now = momentIn(context.now)
    const clauses = sentencesOf(normal.text).flatMap(clausesOf)
    return clauses.flatMap((clause): readonly Finding[] => {
      const hasTime = timesIn(clause.text, now).some(({ isVague }) => isVague !== true)
      const vague =
        hasTime || told.test(clause.text)
          ? []
          : everyMatch(clause.text, when).filter(
              ({ index }) => !askedBefore.test(clause.text.slice(0, index)),
            )
      const nobody = owner.test(clause.text) ? [] : everyMatch(clause.text, who)
      return [...vague, ...nobody].map(({ 0: word, index }) => ({
        rule: 'W-A2',
        severity: 'warning',
        ...normal.spanOf(clause.start + index, clause.start + index + word.length),
        message: {
          zh: `“${word}”太含糊，请写明谁来处理、什么时候答复。`,
          en: 'Too vague: say who acts and by when.',
        },
      }))
    })
  },
}
