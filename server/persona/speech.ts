import { everyMatch } from '../language/every-match.ts'
import { remembered } from '../language/remembered.ts'
import { normalise, type Span } from '../language/normal.ts'
import { sentencesOf, type Sentence } from '../language/sentences.ts'

/** A draft as rules on tone read it. Offsets are those of `text` and `whole`, which are equally long. */
export interface Speech {
  /** Plain text in which what others said (quotations, 您说…) is blanked out. */
  readonly text: string
  /** Plain text with quotations. */
  readonly whole: string
  /** Sentences of `whole`. */
  readonly sentences: readonly Sentence[]
  /** The span of the draft as given. */
  spanOf(start: number, end: number): Span
}

// Blanks and dots between two Chinese signs separate nothing a reader would stop at: 没 办·法.
const filler = /(?<=\p{Script=Han})[ \t·•*_]{1,3}(?=\p{Script=Han})/gu
const quoted = /[“"「『‘]([^”"」』’\n]{1,60})[”"」』’]/g
// Reported speech of the customer: its words are not ours. 您怕什么, 您说怪谁 are addressed to them.
const reported =
  /[您你](?:们|刚才|刚刚|之前|上面|在评论里)?(?:说|提到|反映|反馈|描述|指出|质疑|担心|怀疑|觉得|认为|以为|听说|听到)(?:过|到)?(?!的|这|那|[^,。]{0,2}(?:怪谁|什么|对|得|怎么|是吧|呢))([^,。!?;:\n]{1,30})/g
// What a colleague said, where the sentence takes it back.
const regretted =
  /(?:同事|客服|之前|当时|上次|师傅|店员|有人)[^,。!?;\n]{0,8}(?:说|回复|答复|告诉|讲|骂)([^,。!?;\n]{1,24})(?=[^。!?\n]{0,30}(?:不对|不该|不应|生硬|不妥|不周|道歉|抱歉|对不起|欠妥|停了|处理了他))/g

function blanked(text: string, pattern: RegExp): string {
  return text.replace(pattern, (match, words: string) => {
    const at = match.lastIndexOf(words)
    return match.slice(0, at) + '□'.repeat(words.length) + match.slice(at + words.length)
  })
}

function read(draft: string): Speech {
  const normal = normalise(draft)
  const kept: number[] = []
  let whole = ''
  let at = 0
  function keep(end: number): void {
    for (; at < end; at++) kept.push(at)
  }
  for (const { 0: gap, index } of everyMatch(normal.text, filler)) {
    whole += normal.text.slice(at, index)
    keep(index)
    at = index + gap.length
  }
  whole += normal.text.slice(at)
  keep(normal.text.length)
  kept.push(normal.text.length)
  const text = blanked(blanked(blanked(whole, quoted), reported), regretted)
  return {
    text,
    whole,
    sentences: sentencesOf(whole),
    spanOf: (start, end) =>
      normal.spanOf(
        kept[start] ?? normal.text.length,
        end > start ? (kept[end - 1] ?? normal.text.length) + 1 : (kept[start] ?? 0),
      ),
  }
}

/** Reads a draft once for all rules that look at it, and what was said before it once for all drafts. */
export const speechOf = remembered(read)

const stops: ReadonlySet<string> = new Set(',。!?;:、\n')

/** What stands before `at` in the same clause, 24 signs at most. */
export function before(text: string, at: number): string {
  const near = text.slice(Math.max(0, at - 24), at)
  for (let i = near.length - 1; i >= 0; i--) if (stops.has(near[i] ?? '')) return near.slice(i + 1)
  return near
}

/** What follows `at`, 24 signs at most. */
export function after(text: string, at: number): string {
  return text.slice(at, at + 24)
}

/** The sentence around a span, 80 signs to either side at most. */
export function around(text: string, { start, end }: Span): string {
  const left = text.slice(Math.max(0, start - 80), start)
  const right = text.slice(end, end + 80)
  const from = Math.max(...[...'。!?;\n'].map((mark) => left.lastIndexOf(mark)))
  const to = right.search(/[。!?;\n]/)
  return (
    left.slice(from + 1) + text.slice(start, end) + (to === -1 ? right : right.slice(0, to + 1))
  )
}

/** A way of saying something, and where it is meant otherwise. All patterns read plain text. */
export interface Phrase {
  /** Global. */
  readonly pattern: RegExp
  /** What stands before it in its clause makes it harmless. */
  readonly unlessBefore?: RegExp
  /** What follows it makes it harmless. */
  readonly unlessAfter?: RegExp
  /** Something in its sentence makes it harmless. */
  readonly unlessAround?: RegExp
}

function isMeant(text: string, span: Span, phrase: Phrase): boolean {
  return !(
    phrase.unlessBefore?.test(before(text, span.start)) ||
    phrase.unlessAfter?.test(after(text, span.end)) ||
    phrase.unlessAround?.test(around(text, span))
  )
}

/** Where one of the phrases is said and meant, in order, never overlapping; spans of `text`. */
export function saidIn(text: string, phrases: readonly Phrase[]): readonly Span[] {
  const found: Span[] = []
  for (const phrase of phrases)
    for (const { 0: words, index } of everyMatch(text, phrase.pattern)) {
      const span = { start: index, end: index + words.length }
      if (isMeant(text, span, phrase)) found.push(span)
    }
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: Span[] = []
  for (const span of found) {
    const previous = kept.at(-1)
    if (previous === undefined || span.start >= previous.end) kept.push(span)
  }
  return kept
}

const heard = new WeakMap<Speech, Map<readonly Phrase[], readonly Span[]>>()

/** Where one of the phrases is said in our own words; several rules ask the same of one draft. */
export function ownWordsIn(speech: Speech, phrases: readonly Phrase[]): readonly Span[] {
  const known = heard.get(speech) ?? new Map<readonly Phrase[], readonly Span[]>()
  heard.set(speech, known)
  const cached = known.get(phrases)
  if (cached) return cached
  const found = saidIn(speech.text, phrases)
  known.set(phrases, found)
  return found
}
