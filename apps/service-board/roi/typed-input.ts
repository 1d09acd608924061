import { typedInputKinds, type TypedInput } from '../../../server/api/kpi-sheet.ts'
import { complaintsIn, numberIn, textComplaint, type Complaint } from '../sheet/typed.ts'

export const inputFields = [
  'kind',
  'of',
  'month',
  'likely',
  'low',
  'high',
  'source',
  'owner',
] as const
export type InputField = (typeof inputFields)[number]
export type InputTexts = Readonly<Record<InputField, string>>

type Kind = TypedInput['kind']

const counts: ReadonlySet<Kind> = new Set([
  'loggedInHours',
  'brandMentions',
  'competitorMentions',
  'impressions',
])
/** Those that say nothing without which competitor or channel they are of. */
const named: ReadonlySet<Kind> = new Set(['competitorMentions'])

export const isMoney = (kind: Kind): boolean => !counts.has(kind)

export function kindIn(text: string): Kind {
  return typedInputKinds.find((kind) => kind === text) ?? 'programmeCost'
}

export function textsOf(input: TypedInput | undefined, month: string): InputTexts {
  const text = (value: number | undefined): string => (value === undefined ? '' : String(value))
  return {
    kind: input?.kind ?? 'programmeCost',
    of: input?.of ?? '',
    month: input?.month ?? month,
    likely: text(input?.likely),
    low: text(input?.low),
    high: text(input?.high),
    source: input?.source ?? '',
    owner: input?.owner ?? '',
  }
}

function numberComplaint(text: string, isNeeded: boolean): Complaint | undefined {
  if (text.trim() === '') return isNeeded ? 'required' : undefined
  const value = numberIn(text)
  if (Number.isNaN(value)) return 'notNumber'
  return value < 0 ? 'notNegative' : undefined
}

function orderComplaint({ low, likely, high }: InputTexts): Complaint | undefined {
  const known = [low, likely, high].filter((text) => text.trim() !== '').map(numberIn)
  const isOrdered = known.every((value, at) => at === 0 || value >= (known[at - 1] ?? value))
  return isOrdered ? undefined : 'notOrdered'
}

/** What is wrong with it, by field. */
export function complaintsOf(texts: InputTexts): Readonly<Partial<Record<InputField, Complaint>>> {
  const { kind, of, month, likely, low, high, source, owner } = texts
  const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/.test(month.trim())
  const numbers = {
    likely: numberComplaint(likely, true),
    low: numberComplaint(low, false),
    high: numberComplaint(high, false),
  }
  const isNumeric = Object.values(numbers).every((one) => one === undefined)
  return complaintsIn({
    kind: undefined,
    of: named.has(kindIn(kind)) ? textComplaint(of) : undefined,
    month: isMonth ? undefined : 'notMonth',
    ...numbers,
    ...(isNumeric && { likely: orderComplaint(texts) }),
    source: textComplaint(source),
    owner: textComplaint(owner),
  })
}

/** What was typed, as the sheet keeps it. */
export function inputOf(texts: InputTexts, { id, at }: Pick<TypedInput, 'id' | 'at'>): TypedInput {
  const [low, high] = [texts.low, texts.high].map((text) =>
    text.trim() === '' ? undefined : numberIn(text),
  )
  const of = texts.of.trim()
  return {
    id,
    at,
    kind: kindIn(texts.kind),
    month: texts.month.trim(),
    likely: numberIn(texts.likely),
    source: texts.source.trim(),
    owner: texts.owner.trim(),
    ...(of !== '' && { of }),
    ...(low !== undefined && { low }),
    ...(high !== undefined && { high }),
  }
}
