import { everyMatch } from '../../language/every-match.ts'
import { normalise } from '../../language/normal.ts'
import { timesIn, dayOf, weekdayOf } from '../../language/times.ts'
import type { Words } from '../../core/settings.ts'
import type { LintContext } from '../context.ts'
import { momentIn } from '../moments.ts'
import type { Finding, PersonaRule } from '../rule.ts'

interface Doubt {
  readonly start: number
  readonly end: number
  readonly message: Words
}

// The customer cannot look up what 它 is; their own 这个 can be taken up.
const opening =
  /^[\s“"]*(?:(?:您好|你好|亲)[，,。!！\s]*)?(它们?|他们?|她们?|这个|那个|其)(?=是|会|要|可以|不|没|有|需要|已|能|的话|应|明|今|后天|马上|给)/
const doubled =
  /(?<!是)不是不(?!是)(?=[能可会行支给退处想愿管换接同理])|不能不|不会不|并非不|并不是不|没有不(?=能|可)|未必不|不可能不|不无(?=可能|道理)/g
const slashed = /(?<![\d/.])(\d{1,2})\/(\d{1,2})(?![\d/.]|\s?(?:页|步|份|套|条|次|块|的))/g
const dateWords = /前|后|日|到|送|上门|发|截止|活动|安排|改|约|[周期]/
const nextWeek = /下(?:个)?(?:周|星期|礼拜)(?!期)[一二三四五六日天]?/g

function pronoun(text: string, { inbound }: LintContext): readonly Doubt[] {
  const match = opening.exec(text)
  const word = match?.[1] ?? ''
  if (!match || (inbound ?? []).some((message) => message.text.includes(word))) return []
  const end = match.index + match[0].length
  const message = {
    zh: `“${word}”指什么？请直接说出名字。`,
    en: 'It is not clear what this refers to; name it.',
  }
  return [{ start: end - word.length, end, message }]
}

function negations(text: string): readonly Doubt[] {
  return everyMatch(text, doubled).map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    message: {
      zh: '双重否定容易看反，请改成肯定句。',
      en: 'A double negative is misread; say it in the positive.',
    },
  }))
}

function slashes(text: string): readonly Doubt[] {
  return everyMatch(text, slashed).flatMap(({ 0: word, 1: one, 2: other, index }) => {
    const [a, b] = [Number(one), Number(other)]
    const isEither = a >= 1 && b >= 1 && a <= 12 && b <= 12 && a !== b
    const near =
      text.slice(Math.max(0, index - 6), index) +
      text.slice(index + word.length, index + word.length + 6)
    if (!isEither || !dateWords.test(near) || /分之|比例|得分/.test(near)) return []
    const message = {
      zh: `“${word}”可读成两个日期，请写成“×月×日”。`,
      en: 'This can be read as two dates; write the month and the day.',
    }
    return [{ start: index, end: index + word.length, message }]
  })
}

/** On Friday and at the weekend 下周 is the coming week for some and the one after for others. */
function weeks(text: string, context: LintContext): readonly Doubt[] {
  const now = momentIn(context.now)
  if (now === undefined || ![5, 6, 0].includes(weekdayOf(dayOf(now)) ?? 1)) return []
  const dated = timesIn(text, now).filter(
    ({ day, start, end }) => day && /[\d月号]/.test(text.slice(start, end)),
  )
  return everyMatch(text, nextWeek)
    .filter(
      ({ 0: word, index }) =>
        !dated.some(({ start, end }) => start <= index + word.length + 2 && index <= end + 2),
    )
    .map(({ 0: word, index }) => ({
      start: index,
      end: index + word.length,
      message: {
        zh: `临近周末，“${word}”有人理解成再下一周，请写出日期。`,
        en: 'Near the weekend this can mean either week; give the date.',
      },
    }))
}

/** W-A3: a sentence has one reading. */
export const oneReading: PersonaRule = {
  id: 'W-A3',
  because: {
    zh: '一句话有两种读法，总有客户读成另一种。',
    en: 'What can be read in two ways will be read in the wrong one.',
  },
  check(draft, context): readonly Finding[] {
    const normal = normalise(draft)
    const { text } = normal
    const doubts = [
      ...pronoun(text, context),
      ...negations(text),
      ...slashes(text),
      ...weeks(text, context),
    ]
    return doubts.map(({ start, end, message }) => ({
      rule: 'W-A3',
      severity: 'warning',
      ...normal.spanOf(start, end),
      message,
    }))
  },
}
