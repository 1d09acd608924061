import { adapted, type Overlay } from '../model/overlay.ts'
import { foldOf, highestOf, type Example } from './example.ts'
import { fitOverlay, type Slices } from './fit.ts'

const folds = 3
const textsPerSlice = 64
const sharesTried = [1, 0.8, 0.6, 0.45, 0.3, 0.2]
const thresholdsTried = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.97, 0.98, 0.99]
/** Of what is decided so much must be right, on texts that were not learnt from. */
const wanted = 0.9
/** Nothing is that sure: where no threshold was good enough nothing is decided. */
const never = 1

interface Unseen {
  readonly example: Example
  readonly overlay: Overlay
}

/** Each text beside what was learnt without it. */
function* unseenOf(
  field: string,
  examples: readonly Example[],
  classes: readonly string[],
): Slices<readonly Unseen[]> {
  const unseen: Unseen[] = []
  for (let fold = 0; fold < folds; fold++) {
    const isOut = ({ message }: Example): boolean => foldOf(message, folds) === fold
    const rest = examples.filter((example) => !isOut(example))
    const overlay = yield* fitOverlay(field, rest, classes)
    for (const example of examples) if (isOut(example)) unseen.push({ example, overlay })
  }
  return unseen
}

function* lossOf(unseen: readonly Unseen[], share: number): Slices<number> {
  let loss = 0
  for (const [i, { example, overlay }] of unseen.entries()) {
    if (i % textsPerSlice === 0) yield
    const { value, base, grams } = example
    if (value === undefined) continue
    const shares = adapted({ ...overlay, share }, base, grams)
    loss -= Math.log(Math.max(1e-6, shares[overlay.classes.indexOf(value)] ?? 0))
  }
  return loss
}

/** What the text is taken to say: an agent's word, or a shipped guess that was sure and stood. */
function truthOf({ value, base }: Example, classes: readonly string[], sure: number) {
  if (value !== undefined) return value
  const best = highestOf(base)
  return (base[best] ?? 0) >= sure ? classes[best] : undefined
}

/** The lowest threshold from `sure` on at which enough of what is decided is right. */
function* thresholdOf(unseen: readonly Unseen[], share: number, sure: number): Slices<number> {
  const judged: { readonly share: number; readonly isRight: boolean }[] = []
  for (const [i, { example, overlay }] of unseen.entries()) {
    if (i % textsPerSlice === 0) yield
    const truth = truthOf(example, overlay.classes, sure)
    if (truth === undefined) continue
    const shares = adapted({ ...overlay, share }, example.base, example.grams)
    const best = highestOf(shares)
    judged.push({ share: shares[best] ?? 0, isRight: overlay.classes[best] === truth })
  }
  const isGood = (threshold: number): boolean => {
    const decided = judged.filter((one) => one.share >= threshold)
    const right = decided.filter(({ isRight }) => isRight).length
    return decided.length > 0 && right >= wanted * decided.length
  }
  const tried = [sure, ...thresholdsTried.filter((threshold) => threshold > sure)]
  return tried.find(isGood) ?? never
}

/**
 * Learns a field, and measures on texts left out in turn how much of what was learnt may count and from
 * where on it may decide. `sure` is the shipped threshold; the learnt one is never below.
 */
export function* fitCalibrated(
  field: string,
  examples: readonly Example[],
  { classes, sure }: { readonly classes: readonly string[]; readonly sure: number },
): Slices<Overlay> {
  const unseen = yield* unseenOf(field, examples, classes)
  let [share, least] = [1, Infinity]
  for (const tried of sharesTried) {
    const loss = yield* lossOf(unseen, tried)
    if (loss < least) [share, least] = [tried, loss]
  }
  const threshold = yield* thresholdOf(unseen, share, sure)
  const overlay = yield* fitOverlay(field, examples, classes)
  return { ...overlay, share, threshold }
}
