import { adapted, type Overlay } from '../model/overlay.ts'
import { highestOf, type Example } from './example.ts'

/** What reads a field: the shipped model alone, or with an overlay. */
export interface Reader {
  readonly classes: readonly string[]
  readonly threshold: number
  readonly own: Overlay | undefined
}

/** Figures on the labels that were held back. */
export interface Score {
  readonly right: number
  readonly decided: number
  readonly decidedRight: number
  /** Mean of the negative logarithms of the right classes' shares. */
  readonly loss: number
  /** Mean confidence; above `right / n` means too sure. */
  readonly confidence: number
}

export type Verdict = 'better' | 'no_better' | 'chance' | 'too_sure' | 'changes_others'

export interface Comparison {
  readonly n: number
  readonly before: Score
  readonly after: Score
  /** Labels that only the new one, and only the old one, reads rightly. */
  readonly mended: number
  readonly broken: number
  /** Texts held back that nobody objected to and the shipped model was sure of, and how many of them change. */
  readonly calm: number
  readonly calmChanged: number
  /** The same of all texts that nobody objected to, where they change to a class the shipped model has. */
  readonly othersChanged: number
  readonly verdict: Verdict
}

/** As likely as this a model no better mends so many more than it breaks. */
const chance = 0.05
/** So many texts in a hundred that nobody objected to may change. */
const calmMargin = 0.05
const leastLoss = 1e-6

interface Judgement {
  readonly isRight: boolean
  readonly isDecided: boolean
  readonly share: number
  readonly loss: number
}

function sharesOf({ own }: Reader, { base, grams }: Example): Float64Array {
  return own ? adapted(own, base, grams) : base
}

function judge(reader: Reader, example: Example): Judgement {
  const shares = sharesOf(reader, example)
  const best = highestOf(shares)
  const share = shares[best] ?? 0
  const right = shares[reader.classes.indexOf(example.value ?? '')] ?? 0
  return {
    isRight: reader.classes[best] === example.value,
    isDecided: share >= reader.threshold,
    share,
    loss: -Math.log(Math.max(leastLoss, right)),
  }
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000

function scoreOf(judged: readonly Judgement[]): Score {
  const mean = (of: (one: Judgement) => number): number =>
    rounded(judged.reduce((sum, one) => sum + of(one), 0) / Math.max(1, judged.length))
  const decided = judged.filter(({ isDecided }) => isDecided)
  return {
    right: judged.filter(({ isRight }) => isRight).length,
    decided: decided.length,
    decidedRight: decided.filter(({ isRight }) => isRight).length,
    loss: mean(({ loss }) => loss),
    confidence: mean(({ share }) => share),
  }
}

/** How likely a fair coin shows heads at least `heads` times in `throws` (one-sided sign test). */
export function coinChance(heads: number, throws: number): number {
  let [ways, sum] = [1, 0]
  for (let k = 0; k <= throws; k++) {
    if (k >= heads) sum += ways
    ways = (ways * (throws - k)) / (k + 1)
  }
  return sum / 2 ** throws
}

function verdictOf(found: Omit<Comparison, 'verdict'>): Verdict {
  const { before, after, mended, broken, calm, calmChanged } = found
  if (after.right <= before.right || after.loss >= before.loss) return 'no_better'
  // Agents correct what is wrong: what they let stand counts against a model that reads it otherwise.
  if (mended - broken <= found.othersChanged) return 'changes_others'
  // So few that a coin could have done it; beyond a thousand the difference speaks for itself.
  if (mended + broken < 1000 && coinChance(mended, mended + broken) > chance) return 'chance'
  const wrong = ({ decided, decidedRight }: Score): number => decided - decidedRight
  if (wrong(after) > Math.max(wrong(before), 0.1 * after.decided)) return 'too_sure'
  return calmChanged > calmMargin * calm ? 'changes_others' : 'better'
}

/** Whether the new reader may take the old one's place, on texts neither was learnt from. */
export function compared(
  { before, after }: { readonly before: Reader; readonly after: Reader },
  heldBack: readonly Example[],
  sure: number,
): Comparison {
  const labels = heldBack.filter(({ value }) => value !== undefined)
  const pairs = labels.map((one) => ({ old: judge(before, one), new: judge(after, one) }))
  const others = heldBack.filter(({ value }) => value === undefined)
  const calm = others.filter(({ base }) => (base[highestOf(base)] ?? 0) >= sure)
  const changes = (one: Example): boolean =>
    highestOf(sharesOf(after, one)) !== highestOf(sharesOf(before, one))
  const isShipped = (one: Example): boolean => highestOf(sharesOf(after, one)) < one.base.length
  const found = {
    n: labels.length,
    before: scoreOf(pairs.map((pair) => pair.old)),
    after: scoreOf(pairs.map((pair) => pair.new)),
    mended: pairs.filter((pair) => pair.new.isRight && !pair.old.isRight).length,
    broken: pairs.filter((pair) => pair.old.isRight && !pair.new.isRight).length,
    calm: calm.length,
    calmChanged: calm.filter(changes).length,
    othersChanged: others.filter((one) => changes(one) && isShipped(one)).length,
  }
  return { ...found, verdict: verdictOf(found) }
}
