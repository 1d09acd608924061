import { pointsIn } from '../../server/language/points.ts'

/** Something the customer asks, demands or complains of: UTF-16 offsets into the text as given. */
export interface SaidPoint {
  readonly kind: 'question' | 'demand' | 'complaint'
  readonly start: number
  readonly end: number
}

/** The one door to whatever reads customers' words: simple rules today. */
export type PointReader = (text: string) => readonly SaidPoint[]

/** A page is not a message: what goes beyond is shown, not read. */
const readLength = 4000

export const readPoints: PointReader = (text) =>
  pointsIn(text.slice(0, readLength)).map(({ kind, start, end }) => ({ kind, start, end }))

export interface Stretch {
  readonly text: string
  readonly kind: SaidPoint['kind'] | undefined
}

/** A text cut into stretches inside and outside of points; together they are the text. */
export function stretchesOf(text: string, points: readonly SaidPoint[]): readonly Stretch[] {
  const out: Stretch[] = []
  let at = 0
  for (const { start, end, kind } of [...points].sort((a, b) => a.start - b.start)) {
    if (start < at || end <= start) continue
    if (start > at) out.push({ text: text.slice(at, start), kind: undefined })
    out.push({ text: text.slice(start, end), kind })
    at = end
  }
  if (at < text.length) out.push({ text: text.slice(at), kind: undefined })
  return out
}

/** A stretch cut once more where words of evidence begin and end. */
export interface Piece extends Stretch {
  /** These words speak for the feeling that is shown. */
  readonly isEvidence: boolean
}

/** Stretches with words of evidence marked in them; together they are still the text. */
export function piecesOf(
  stretches: readonly Stretch[],
  evidence: readonly { readonly start: number; readonly end: number }[],
): readonly Piece[] {
  let from = 0
  return stretches.flatMap(({ text, kind }) => {
    const [begin, end] = [from, from + text.length]
    from = end
    const cuts = evidence
      .flatMap((one) => [one.start, one.end])
      .filter((at) => at > begin && at < end)
    const edges = [...new Set([begin, ...cuts, end])].sort((a, b) => a - b)
    return edges.slice(1).map((edge, i) => {
      const start = edges[i] ?? begin
      const isEvidence = evidence.some((one) => one.start <= start && edge <= one.end)
      return { text: text.slice(start - begin, edge - begin), kind, isEvidence }
    })
  })
}
