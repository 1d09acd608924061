import { normalise } from '../language/normal.ts'
import type { LintContext } from '../persona/context.ts'
import type { PersonaRule } from '../persona/rule.ts'
import type { Dice } from './hostile-replies.ts'
import type { LiveRules } from './lexicon-live.ts'
import { opening, unmarked } from './lexicon-marks.ts'
import type { Case } from './lexicon-samples.ts'
import { PatternWriter } from './pattern-sample.ts'

/** A text that may need the entry, and the context it is judged in. */
type Candidate = Omit<Case, 'isFlagged'>

/** A pattern with and without the entry. */
class Pair {
  readonly #whole: RegExp
  readonly #lacking: RegExp
  readonly writer: PatternWriter
  constructor(source: string, flags: string, id: number) {
    const plain = flags.replaceAll(/[gy]/g, '')
    this.#whole = new RegExp(unmarked(source), plain)
    this.#lacking = new RegExp(unmarked(source, id), plain)
    this.writer = new PatternWriter(source, opening(id))
  }
  match(text: string): RegExpExecArray | null {
    return this.#whole.exec(text)
  }
  /** Whether the entry makes a difference to what is found in the text. */
  isTold(text: string): boolean {
    const [one, other] = [this.#whole.exec(text), this.#lacking.exec(text)]
    return one?.[0] !== other?.[0] || one?.index !== other?.index
  }
  put(text: string, words: string): string | undefined {
    const found = this.match(text)
    if (!found || found[0] === words) return undefined
    return text.slice(0, found.index) + words + text.slice(found.index + found[0].length)
  }
}

const leads = ['', '', '', '您', '您好,', '我们', '这', '请', '您太']
const tails = ['。', '。', '?', ',您好。', '了。', '的。', '吗?']
const longestDraft = 160
const longestContext = 1600
const rounds = 400

function leavesOf(context: LintContext): readonly string[] {
  const leaves: string[] = []
  JSON.stringify(context, (_, value: unknown) => {
    if (typeof value === 'string' && /\p{Script=Han}/u.test(value)) leaves.push(value)
    return value
  })
  return leaves
}

function withLeaf(context: LintContext, leaf: string, put: string): LintContext {
  const text = JSON.stringify(context).replace(JSON.stringify(leaf), () => JSON.stringify(put))
  return JSON.parse(text) as LintContext
}

export class Candidates {
  readonly #rule: PersonaRule
  readonly #cases: readonly Case[]
  readonly #flagged: readonly Case[]
  readonly #contexts: readonly LintContext[]
  readonly #dice: Dice

  constructor(rule: PersonaRule, cases: readonly Case[], dice: Dice) {
    this.#rule = rule
    this.#dice = dice
    this.#cases = cases.filter(
      ({ draft, context }) =>
        draft.length <= longestDraft && JSON.stringify(context).length <= longestContext,
    )
    this.#flagged = this.#cases.filter(({ isFlagged }) => isFlagged)
    const contexts = new Map(
      this.#cases.map(({ context }) => [JSON.stringify(context), context] as const),
    )
    this.#contexts = [...contexts]
      .sort(([a], [b]) => a.length - b.length)
      .slice(0, 4)
      .map(([, context]) => context)
  }

  *of(id: number, live: LiveRules): Generator<Candidate> {
    const dice = this.#dice
    const pairs = live.sourcesOf(id).map((source) => new Pair(source, live.flagsOf(source), id))
    const beside = live
      .besideOf(id)
      .map(({ key, pattern }) => ({ key, writer: new PatternWriter(pattern) }))
    // Cases with a match of the pattern, of any entry's.
    const hosts = pairs.map((pair) =>
      this.#cases.filter(({ draft }) => pair.match(normalise(draft).text)),
    )
    for (let round = 0; round < rounds; round++) {
      const pair = pairs[round % pairs.length]
      if (!pair) return
      const words = pair.writer.write(dice)
      const draft = dice.one(leads) + words + dice.one(tails)
      const isTold = pair.isTold(words) || pair.isTold(draft)
      if (!isTold && round % 8 > 0) continue
      if (isTold && this.#contexts.length > 0) yield { draft, context: dice.one(this.#contexts) }
      if (beside.length > 0) yield this.#forgiven(dice.one(beside), words)
      const own = hosts[round % pairs.length] ?? []
      if (own.length > 0) yield* this.#inPlace(dice.one(own), pair, words)
      const cases = this.#flagged.length > 0 && dice.below(2) === 0 ? this.#flagged : this.#cases
      if (cases.length > 0) yield* this.#within(dice.one(cases), pair, words)
    }
  }

  /** What the entry forgives, with the entry where it is looked for. */
  #forgiven({ key, writer }: { key: string; writer: PatternWriter }, words: string): Candidate {
    const dice = this.#dice
    const said = writer.write(dice)
    const join = key === 'unlessAround' ? dice.one(['', '', ',']) : ''
    const isFirst = key === 'unlessBefore' || (key === 'unlessAround' && dice.below(2) === 0)
    const draft = isFirst ? words + join + said : said + join + words
    return {
      draft: dice.one(['', '', '您好,']) + draft + dice.one(tails),
      context: dice.one([{}, ...this.#contexts]),
    }
  }

  /** A case with the words in place of what the pattern finds; or there and in its context too. */
  *#inPlace({ draft, context }: Case, pair: Pair, words: string): Generator<Candidate> {
    const put = pair.put(normalise(draft).text, words)
    if (put === undefined) return
    yield { draft: put, context }
    const leaf = this.#dice.one(['', ...leavesOf(context)])
    const told = pair.put(leaf, pair.writer.write(this.#dice))
    if (told !== undefined) yield { draft: put, context: withLeaf(context, leaf, told) }
  }

  /** A case with the words at a place that matters in it, or in what the customer wrote. */
  *#within({ draft, context, isFlagged }: Case, pair: Pair, words: string): Generator<Candidate> {
    const dice = this.#dice
    const [found] = isFlagged ? this.#rule.check(draft, context) : []
    const places = found
      ? [found.start, found.start, found.end, 0, draft.length]
      : [0, draft.length]
    const place = dice.one(places)
    const cut = found && place === found.start ? dice.below(found.end - found.start + 1) : 0
    const join = cut > 0 ? '' : dice.one(['', '', ',', '。'])
    const [before, after] = [draft.slice(0, place), draft.slice(place + cut)]
    yield {
      draft: before + (before === '' ? '' : join) + words + (after === '' ? '' : join) + after,
      context,
    }
    const leaves = leavesOf(context)
    if (leaves.length === 0) return
    const leaf = dice.one(leaves)
    const put = pair.put(leaf, words) ?? dice.one([`${leaf}${words}。`, `${words},${leaf}`])
    yield { draft, context: withLeaf(context, leaf, put) }
  }
}
