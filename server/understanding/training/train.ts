import { normalise } from '../../language/normal.ts'
import { categories, type CorpusLine } from '../corpus/read.ts'
import { gramsOf } from '../features/grams.ts'
import { signReader, signsIn } from '../rules/signs.ts'
import { fitField, type FieldExample, type FieldFit, type FieldSettings } from './fit-field.ts'

/** A line of the corpus and the file it stands in. */
export interface TrainingLine extends CorpusLine {
  readonly topic: string
}

/** What there is to learn from. */
export interface TrainingData {
  readonly corpus: readonly TrainingLine[]
  /** Reviews: praise or not. */
  readonly reviews: readonly { readonly text: string; readonly isPraise: boolean }[]
  /** Comments: offensive or not. */
  readonly comments: readonly { readonly text: string; readonly isOffensive: boolean }[]
}

interface Read {
  readonly grams: Int32Array
  readonly signs: Float64Array
  readonly moodSigns: Float64Array
  readonly group: string
}

type FieldOf = (line: CorpusLine) => string
interface Plan extends FieldSettings {
  readonly labelOf: FieldOf
  /** How much a line of the corpus counts beside one of the public sets. */
  readonly weight: number
}

const plans: readonly Plan[] = [
  {
    field: 'polarity',
    classes: ['negative', 'neutral', 'positive'],
    wanted: 0.9,
    weight: 2,
    labelOf: ({ gold }) => gold.polarity,
  },
  {
    field: 'anger',
    classes: ['0', '1', '2', '3'],
    wanted: 0.9,
    sideOf: 2,
    weight: 1,
    labelOf: ({ gold }) => String(gold.anger),
  },
  {
    field: 'escalation',
    classes: ['none', 'regulator', 'media', 'legal'],
    wanted: 0.97,
    weight: 1,
    labelOf: ({ gold }) => gold.escalation,
  },
  {
    field: 'abuse',
    classes: ['false', 'true'],
    wanted: 0.95,
    weight: 2,
    labelOf: ({ gold }) => String(gold.abuse),
  },
  {
    field: 'relevance',
    classes: ['demand', 'talk', 'noise'],
    wanted: 0.9,
    weight: 1,
    labelOf: ({ gold }) => gold.relevance,
  },
  {
    field: 'category',
    classes: categories,
    wanted: 0.9,
    evenness: 0.5,
    weight: 1,
    labelOf: ({ gold }) => gold.category,
  },
]

type Judgement = Pick<FieldExample, 'label' | 'weight' | 'isOurs'>

function example(field: string, read: Read, judgement: Judgement): FieldExample {
  const { grams, group } = read
  const signs = field === 'polarity' ? read.moodSigns : read.signs
  return { grams, signs, group, ...judgement }
}

/** Learns all fields; the same data gives the same models. */
export function trainModels(
  { corpus, reviews, comments }: TrainingData,
  tell: (field: string) => void = () => undefined,
): readonly FieldFit[] {
  const reader = signReader()
  function read(text: string, group: string): Read {
    const plain = normalise(text).text
    const signs = signsIn(plain, reader).values
    const moodSigns = signsIn(plain, reader, 'mood').values
    return { grams: gramsOf(plain), signs, moodSigns, group }
  }
  const lines = corpus.map((line) => ({ line, read: read(line.text, line.topic) }))
  const others: Readonly<Record<string, readonly FieldExample[]>> = {
    polarity: reviews.map(({ text, isPraise }, i) =>
      example('polarity', read(text, `review ${i}`), {
        label: isPraise ? 2 : 0,
        weight: 1,
        isOurs: false,
      }),
    ),
    abuse: comments.map(({ text, isOffensive }, i) =>
      example('abuse', read(text, `comment ${i}`), {
        label: isOffensive ? 1 : 0,
        weight: 1,
        isOurs: false,
      }),
    ),
  }
  return plans.map(({ labelOf, weight, ...settings }) => {
    tell(settings.field)
    const ours = lines.map(({ line, read: known }) =>
      example(settings.field, known, {
        label: settings.classes.indexOf(labelOf(line)),
        weight,
        isOurs: true,
      }),
    )
    return fitField([...(others[settings.field] ?? []), ...ours], settings)
  })
}
