import { maskPersonalData } from '../language/personal-data.ts'
import { bareText, gramsOf } from './bare.ts'

/** An answer that a customer has. */
export interface GivenAnswer {
  readonly id: string
  readonly text: string
  /** Epoch ms. */
  readonly at: number
  /** The customer did not have to ask again. */
  readonly isAccepted: boolean
}

export interface OddAnswer {
  readonly id: string
  /** To the recommended answer, 0 to 1. */
  readonly likeness: number
  /** `numbers`: it names other numbers; `words`: it says something else. */
  readonly because: 'numbers' | 'words'
}

/** How alike the answers to one thing are. */
export interface AnswersAlike {
  readonly n: number
  /** Mean likeness of all pairs, 0 to 1; undefined with fewer than two. */
  readonly consistency: number | undefined
  /** The accepted answer that says most of what all say, personal data masked. */
  readonly recommended: { readonly id: string; readonly text: string } | undefined
  /** The oddest first. */
  readonly odd: readonly OddAnswer[]
}

/** More of them say nothing new. */
const mostRead = 200
const oddBelow = 0.2

/** Share of the pairs of signs that two texts have in common, 0 to 1. */
export function wordLikeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0
  for (const one of a) if (b.has(one)) both += 1
  const all = a.size + b.size - both
  return all === 0 ? 1 : both / all
}

export function wordPairs(text: string): ReadonlySet<string> {
  return new Set(gramsOf(bareText(text), 2))
}

function numbersIn(text: string): string {
  const found = text.normalize('NFKC').match(/\d+(?:[.:]\d+)*/gu) ?? []
  return [...new Set(found)].sort().join(' ')
}

interface Read {
  readonly answer: GivenAnswer
  readonly pairs: ReadonlySet<string>
  readonly numbers: string
  /** Mean likeness to all others. */
  readonly agrees: number
}

function read(answers: readonly GivenAnswer[]): readonly Read[] {
  const pairs = answers.map(({ text }) => wordPairs(text))
  return answers.map((answer, at) => {
    const own = pairs[at] ?? new Set()
    const sum = pairs.reduce((so, other, i) => (i === at ? so : so + wordLikeness(own, other)), 0)
    const agrees = answers.length < 2 ? 1 : sum / (answers.length - 1)
    return { answer, pairs: own, numbers: numbersIn(answer.text), agrees }
  })
}

function better(a: Read, b: Read): number {
  return (
    Number(b.answer.isAccepted) - Number(a.answer.isAccepted) ||
    b.agrees - a.agrees ||
    b.answer.at - a.answer.at ||
    (a.answer.id < b.answer.id ? -1 : 1)
  )
}

function oddTo(best: Read, one: Read): OddAnswer | undefined {
  const likeness = wordLikeness(best.pairs, one.pairs)
  const { id } = one.answer
  if (one.numbers !== best.numbers && one.numbers !== '' && best.numbers !== '')
    return { id, likeness, because: 'numbers' }
  return likeness < oddBelow ? { id, likeness, because: 'words' } : undefined
}

/** The same answers give the same result, in whatever order they come. */
export function answersAlike(answers: readonly GivenAnswer[]): AnswersAlike {
  const newest = [...answers]
    .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
    .slice(0, mostRead)
  const all = read(newest)
  const [best] = [...all].sort(better)
  if (!best) return { n: 0, consistency: undefined, recommended: undefined, odd: [] }
  const mean = all.reduce((sum, { agrees }) => sum + agrees, 0) / all.length
  return {
    n: answers.length,
    consistency: all.length < 2 ? undefined : mean,
    recommended: { id: best.answer.id, text: maskPersonalData(best.answer.text) },
    odd: all
      .filter((one) => one !== best)
      .flatMap((one) => oddTo(best, one) ?? [])
      .sort((a, b) => a.likeness - b.likeness || (a.id < b.id ? -1 : 1)),
  }
}
