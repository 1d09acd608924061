import { everyMatch } from '../../language/every-match.ts'
import { normalise, type Span } from '../../language/normal.ts'
import type { LintContext } from '../context.ts'
import { measure } from '../measure.ts'
import { mentionsIn } from '../mentions.ts'
import type { Finding, PersonaRule } from '../rule.ts'
import { speechOf, type Speech } from '../speech.ts'

// Somebody presents or offers himself under a name of the usual form: 我是小微, 小编这就帮您.
const introduced =
  /(?:我是|我叫|这里是|这边是|我乃)(?:客服|您的客服|您的专属客服)?(小[一-龥])(?=[,。!~\s]|$|为|很|在|帮)/g
// Only who presents itself says its name.
const presenting = /(?:我是|我叫|这里是|这边是|我乃)(?:客服|您的客服|您的专属客服)?$/
const offering =
  /(?:^|[,。!?~:\n])\s*(?:我)?(小[一-龥])(?=(?:这就|马上|立刻|来|先|已经?|会|再|一定)?(?:为|帮|给|替)(?:您|你|大家))/g
const asked = /(?:私信|联系|找|喊|问|戳|告诉|@)(小编)/g
// Other people and plain words of that form.
const notSelf =
  /^小(?:哥|姐|妹|弟|伙|朋|孩|店|区|票|时|心|事|程|王|李|张|刘|陈|杨|赵|黄|周|吴|徐|孙|胡|朱|高|林|何|郭|马|罗|梁|宋|郑|谢|韩|唐|冯|于|董|萧|程|曹|袁|邓|许|傅|沈|曾|彭|吕)$/
// 我 as a word of its own: not 我们, 自我, 我国, 我司.
const self = /(?<!自|你|唯|忘)我(?![们国司店市区省县校院方军行党的天])|我的(?!天)/g

function isKnown(
  name: string,
  { inbound = [], earlier = [], ticket, brand }: LintContext,
): boolean {
  const told = [...inbound, ...earlier].map(({ text }) => text)
  const known = [...told, ...Object.values(ticket?.facts ?? {}), brand?.name ?? '']
  return known.some((text) => text.includes(name))
}

function otherNames(speech: Speech, name: string, context: LintContext): readonly Span[] {
  return [introduced, offering, asked].flatMap((pattern) =>
    everyMatch(speech.text, pattern).flatMap((match) => {
      const other = match[1] ?? ''
      const start = match.index + match[0].lastIndexOf(other)
      const isSelf = other !== name && !name.includes(other) && !notSelf.test(other)
      return isSelf && !isKnown(other, context) ? [{ start, end: start + other.length }] : []
    }),
  )
}

/** The persona that says 我 where it should use its name, or the other way round. */
function otherWords(speech: Speech, name: string, selfReference: string): readonly Span[] {
  if (normalise(selfReference).text === name)
    return everyMatch(speech.text, self).map(({ index }) => ({ start: index, end: index + 1 }))
  if (selfReference !== '我') return []
  return mentionsIn(speech.text, [name]).filter(
    ({ start }) =>
      !/(?:我是|我叫|这里是|我|@)\s?$/.test(speech.text.slice(Math.max(0, start - 4), start)),
  )
}

/** How much longer the draft may become; a fix that makes it too long to send is none. */
function roomIn(draft: string, { channel }: LintContext): number {
  if (channel?.maxLength === undefined) return Infinity
  return channel.maxLength - measure(draft, channel.unit ?? 'chars')
}

/** W-P1: one persona, one name for itself; 我们 always goes with it. */
export const personaName: PersonaRule = {
  id: 'W-P1',
  because: {
    zh: '账号像一个人在说话：名字和自称前后一致，客户才认得出。',
    en: 'The account speaks as one person: one name and one word for itself make it known.',
  },
  check(draft, context) {
    const { persona } = context
    if (!persona) return []
    const speech = speechOf(draft)
    const name = normalise(persona.name).text
    const word = persona.selfReference ?? persona.name
    const message = {
      zh: `自称要一致，请用“${word}”。`,
      en: `Use one word for the persona itself: ${word}.`,
    }
    const others = otherNames(speech, name, context).map((span) => ({
      span,
      text: presenting.test(speech.text.slice(Math.max(0, span.start - 16), span.start))
        ? persona.name
        : word,
    }))
    const mixed = otherWords(speech, name, persona.selfReference ?? '').map((span) => ({
      span,
      text: word,
    }))
    let room = roomIn(draft, context)
    const unit = context.channel?.unit ?? 'chars'
    return [...others, ...mixed].map(({ span, text }): Finding => {
      const { start, end } = speech.spanOf(span.start, span.end)
      room -= measure(text, unit) - measure(draft.slice(start, end), unit)
      const fix = room >= 0 ? { fix: [{ start, end, text }] } : {}
      return { rule: 'W-P1', severity: 'warning', start, end, message, ...fix }
    })
  },
}
