import { createHash } from 'node:crypto'
import { wordLikeness, wordPairs } from '../../understanding/answers-alike.ts'

/** Whom a text is for; what is not known is left out of it. */
export interface Addressee {
  /** Stable: the same person gets the same wording. */
  readonly key: string
  readonly name?: string | undefined
  /** Where it happened to them, as they said. */
  readonly place?: string | undefined
}

interface Wording {
  readonly openings: readonly ((who: string) => string)[]
  readonly lines: readonly ((place: string) => string)[]
  readonly closings: readonly string[]
}

/** Nothing of this states a fact: whatever is said stands in the answer itself. */
const chinese: Wording = {
  openings: [
    (who) => (who === '' ? '您好，' : `${who}，您好，`),
    (who) => (who === '' ? '您好！' : `${who}您好！`),
    (who) => (who === '' ? '您好~' : `您好，${who}。`),
    (who) => (who === '' ? '你好，' : `${who}，你好！`),
    (who) => (who === '' ? '' : `${who}，`),
  ],
  lines: [
    (place) => `您反映的${place}情况，同步给您：`,
    (place) => `关于您说的${place}这件事：`,
    (place) => `${place === '' ? '您' : `您在${place}`}遇到的问题，跟您说一下进展：`,
    (place) => `来回复您反映的${place}问题：`,
    (place) => `您留言里${place === '' ? '' : `提到的${place}`}的事，这边告诉您：`,
    () => '',
  ],
  closings: [
    '',
    '给您添麻烦了，抱歉。',
    '谢谢您告诉我们。',
    '有新情况您随时留言。',
    '让您久等了，抱歉。',
    '感谢您的反馈。',
    '还有疑问请直接回复我们。',
  ],
}

const english: Wording = {
  openings: [
    (who) => (who === '' ? 'Hello, ' : `Hello ${who}, `),
    (who) => (who === '' ? 'Hi, ' : `Hi ${who}, `),
    (who) => (who === '' ? '' : `${who}, `),
  ],
  lines: [
    (place) => `about what you reported${place === '' ? '' : ` in ${place}`}: `,
    (place) => `an update on your report${place === '' ? '' : ` from ${place}`}: `,
    () => '',
  ],
  closings: [
    '',
    ' Sorry for the trouble.',
    ' Thank you for telling us.',
    ' Just answer here if anything is open.',
    ' Thanks for your patience.',
  ],
}

function wordingOf(text: string): Wording {
  return /\p{Script=Han}/u.test(text) ? chinese : english
}

function countOf({ openings, lines, closings }: Wording): number {
  return openings.length * lines.length * closings.length
}

/** A name that reads as one; anything else would look like a mistake of ours. */
function callOf({ name = '' }: Addressee): string {
  return /^[\p{L}\p{N}_-]{1,16}$/u.test(name) ? name : ''
}

function filled(text: string, addressee: Addressee): string {
  return text
    .replaceAll(/[{[【]称呼[}\]】]/gu, () => callOf(addressee) || '您')
    .replaceAll(/[{[【]地点[}\]】]/gu, () => addressee.place ?? '当地')
}

/** The answer with this person's own lines around it. */
export function worded(text: string, addressee: Addressee, variant: number): string {
  const { openings, lines, closings } = wordingOf(text)
  const [o, l] = [openings.length, lines.length]
  const opening = openings[variant % o]?.(callOf(addressee)) ?? ''
  const line = lines[Math.floor(variant / o) % l]?.(addressee.place ?? '') ?? ''
  const closing = closings[Math.floor(variant / (o * l)) % closings.length] ?? ''
  const isNamed = /[{[【]称呼[}\]】]/u.test(text)
  return `${isNamed ? '' : opening}${line}${filled(text.trim(), addressee)}${closing}`
}

export interface Chosen {
  readonly variant: number
  /** Likeness to the likest of those before, 0 to 1. */
  readonly closest: number
}

export interface Choosing {
  /** Whether a text is short enough for the place where it goes. */
  readonly fits: (text: string) => boolean
  /** Pairs of signs of the texts chosen before for the same account, the newest last. */
  readonly before: ReadonlySet<string>[]
}

/** Compared with so many of those before. */
const remembered = 40
const tried = 24
/** Good enough: a fifth of the signs differ. */
const farEnough = 0.8
/** Coprime to every count above, so that steps of it visit each variant. */
const stride = 11

function startOf(key: string, count: number): number {
  return createHash('sha256').update(key).digest().readUInt32BE(0) % count
}

/**
 * The variant that is least like the texts before, the same for the same person, answer and predecessors.
 * undefined = none is short enough.
 */
export function chooseVariant(
  text: string,
  addressee: Addressee,
  { fits, before }: Choosing,
): Chosen | undefined {
  const count = countOf(wordingOf(text))
  const start = startOf(addressee.key, count)
  const recent = before.slice(-remembered)
  let best: (Chosen & { readonly pairs: ReadonlySet<string> }) | undefined
  // All variants are looked at only where none of the first fits.
  for (let n = 0; n < count && (n < tried || !best); n += 1) {
    const variant = (start + n * stride) % count
    const made = worded(text, addressee, variant)
    if (!fits(made)) continue
    const pairs = wordPairs(made)
    const closest = Math.max(0, ...recent.map((other) => wordLikeness(pairs, other)))
    if (!best || closest < best.closest) best = { variant, closest, pairs }
    if (closest <= farEnough) break
  }
  if (!best) return undefined
  before.push(best.pairs)
  return { variant: best.variant, closest: best.closest }
}
