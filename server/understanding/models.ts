import { decodeModel } from './model/codec.ts'
import type { FieldModel } from './model/judge.ts'
import { signNames } from './rules/signs.ts'

export const modelFields = [
  'polarity',
  'anger',
  'escalation',
  'abuse',
  'relevance',
  'category',
] as const
export type ModelField = (typeof modelFields)[number]

/** One model of every field, its weights in the order of the signs this version reads. */
export type Models = Readonly<Record<ModelField, FieldModel>>

/** A model keeps what it was trained with: signs it does not know weigh nothing. */
function boundTo(names: readonly string[], model: FieldModel): FieldModel {
  const { classes, judge } = model
  const weights = judge.weights.map((own) => {
    const constant = own[classes.length + judge.signs.length] ?? 0
    const bySign = names.map((name) => {
      const at = judge.signs.indexOf(name)
      return at < 0 ? 0 : (own[classes.length + at] ?? 0)
    })
    const margins = classes.map((_, c) => own[c] ?? 0)
    return Float64Array.of(...margins, ...bySign, constant)
  })
  return { ...model, judge: { signs: names, weights } }
}

/** All fields from their files' bytes, or the name of the first that is missing or no model. */
export function modelsFrom(
  bytesOf: (field: ModelField) => Uint8Array | undefined,
): Models | ModelField {
  const models: Partial<Record<ModelField, FieldModel>> = {}
  for (const field of modelFields) {
    const bytes = bytesOf(field)
    const model = bytes && decodeModel(bytes)
    if (model?.field !== field) return field
    models[field] = boundTo(signNames, model)
  }
  return models as Models
}
