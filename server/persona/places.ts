import { everyMatch } from '../language/every-match.ts'
import type { Span } from '../language/normal.ts'
import { onceFor } from '../language/once-for.ts'
import type { Sentence } from '../language/sentences.ts'
import type { Known } from './known.ts'

const suffixes =
  '中转场|中转站|分拨中心|集散中心|转运中心|营业厅|服务站|服务点|网点|门店|大道|小区|花园|店|仓|路|街|站'
const kindsKnown = suffixes
  .split('|')
  .map((suffix) => [suffix, new RegExp(`\\p{Script=Han}{2}${suffix}`, 'u')] as const)
// A name begins where a clause or a word like 在 ends; elsewhere its first sign cannot be told.
const named = new RegExp(
  `(?:^|[\\s“"(]|在|到|去|往|来|从|是|由|位于|前往|送至|发往)([\\p{Script=Han}]{2,3})(${suffixes})(?![\\p{Script=Han}]?[库铺员长家面由标]|(?<=路)上)`,
  'gu',
)
const anyPlace =
  /^(?:附近|就近|最近|线下|线上|我们|咱们|本市|全市|全国|各大|各个|任意|任一|指定|合作|官方|旗舰|专卖|授权|直营|自营|体验|实体|任何|哪家|哪个|这家|那家|该家|购买|原购|您家|您的|贵|同城|当地|本地|其他|其它|多家|两家|三家|几家|网上|直接|可以|走|一|出|回|进|开|新|老|商|书|网|小|大|分|总)/

// 让您在店, 欢迎来店, 钱走原路: words before a place, no name of one.
const noName = /[您你我他她它们了过让迎走钱]|^[来到去放在搁存]|[在来到去原]$/

// Which side of a place: 停在西门.
const door = /([东南西北])(?:侧|边)?门(?![市头诊])/gu

const doorsOf = onceFor(
  ({ facts, wording }: Known) =>
    new Set(
      [...facts, ...wording].flatMap(({ text }) => everyMatch(text, door).map((match) => match[1])),
    ),
)

/** Another door than the only one that is known. */
function doorSlipsIn(clauses: readonly Sentence[], known: Known): readonly Span[] {
  const doors = doorsOf(known)
  if (doors.size !== 1) return []
  return clauses.flatMap((clause) =>
    everyMatch(clause.text, door)
      .filter((match) => !doors.has(match[1]))
      .map(({ 0: whole, index }) => ({
        start: clause.start + index,
        end: clause.start + index + whole.length,
      })),
  )
}

const kindsOf = onceFor(
  ({ words }: Known) =>
    new Set(kindsKnown.filter(([, pattern]) => pattern.test(words)).map(([suffix]) => suffix)),
)

function nameSlipsIn(clauses: readonly Sentence[], known: Known): readonly Span[] {
  const { words } = known
  const kinds = kindsOf(known)
  if (kinds.size === 0) return []
  return clauses.flatMap((clause) =>
    everyMatch(clause.text, named).flatMap((match) => {
      const [whole, stem = '', suffix = ''] = match
      const place = stem + suffix
      // 房型以店里安排为准: the first two signs are no name.
      if (
        !kinds.has(suffix) ||
        anyPlace.test(stem) ||
        noName.test(stem) ||
        /[以由按凭因被把让给的与和跟及为]$/.test(stem)
      )
        return []
      // 跟龙湖小区: the stem may have caught a word too many.
      const isKnown = [0, 1, 2].some(
        (skip) => stem.length - skip > 1 && words.includes(place.slice(skip)),
      )
      if (isKnown || words.includes(stem)) return []
      const start = clause.start + match.index + whole.length - place.length
      return [{ start, end: start + place.length }]
    }),
  )
}

/** Places that are none of the brand's or the ticket's, where one of the same kind is known. */
export function placeSlipsIn(clauses: readonly Sentence[], known: Known): readonly Span[] {
  return [...nameSlipsIn(clauses, known), ...doorSlipsIn(clauses, known)]
}
