import { clustersOf } from './clusters.ts'
import { halfWidths, link, privateLimit } from './weibo-length.ts'

const sentenceEnd = /^[。！？!?；;\n…]$/
/** "Under 300 characters" by the documentation, counted in half-width signs. */
const limit = (privateLimit - 10) * 2

/** Something not to be cut: a link, or what the eye takes for one sign. */
interface Unit {
  readonly text: string
  readonly halves: number
}

function unitOf(text: string): Unit {
  return { text, halves: halfWidths(text) }
}

/** Signs one by one; one too large for any message falls apart. */
function signsOf(text: string): readonly Unit[] {
  return clustersOf(text)
    .map(unitOf)
    .flatMap((unit) => (unit.halves > limit ? [...unit.text].map(unitOf) : [unit]))
}

function unitsOf(text: string): readonly Unit[] {
  const units: Unit[] = []
  let from = 0
  for (const { 0: url, index } of text.matchAll(link)) {
    const whole = unitOf(url)
    units.push(...signsOf(text.slice(from, index)))
    units.push(...(whole.halves > limit ? signsOf(url) : [whole]))
    from = index + url.length
  }
  return [...units, ...signsOf(text.slice(from))]
}

/** After the last sentence of the second half, else where it is full. */
function cutAt(units: readonly Unit[], from: number): number {
  let [to, halves, sentence] = [from, 0, from]
  for (; to < units.length; to++) {
    const { text, halves: more } = units[to] as Unit
    if (halves + more > limit) break
    halves += more
    if (halves > limit / 2 && sentenceEnd.test(text)) sentence = to + 1
  }
  return to < units.length && sentence > from ? sentence : to
}

/** What the relay sends of a reply: a comment whole, a private message in parts. */
export function splitWeibo(text: string, visibility: 'public' | 'private'): readonly string[] {
  return visibility === 'public' ? [text] : splitDirect(text)
}

/** A private text in parts whose join is the text, after sentences where possible, links kept whole. */
export function splitDirect(text: string): readonly string[] {
  const units = unitsOf(text)
  const parts: string[] = []
  for (let from = 0; from < units.length;) {
    const to = cutAt(units, from)
    parts.push(
      units
        .slice(from, to)
        .map((unit) => unit.text)
        .join(''),
    )
    from = to
  }
  return parts
}
