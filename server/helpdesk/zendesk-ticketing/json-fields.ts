import type { JsonObject, JsonValue } from '../../wire/json.ts'

/** An object's field as text; ids may be numbers or, when long, texts already. '' when absent. */
export function textIn(object: JsonObject | undefined, name: string): string {
  const value = object?.[name]
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : ''
}

export function objectIn(object: JsonObject | undefined, name: string): JsonObject | undefined {
  const value: JsonValue | undefined = object?.[name]
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined
}

export function listIn(object: JsonObject | undefined, name: string): readonly JsonObject[] {
  const value = object?.[name]
  if (!Array.isArray(value)) return []
  return (value as readonly JsonValue[]).filter(
    (item): item is JsonObject => item !== null && typeof item === 'object' && !Array.isArray(item),
  )
}

export function textsIn(object: JsonObject | undefined, name: string): readonly string[] {
  const value = object?.[name]
  return Array.isArray(value) ? (value as readonly JsonValue[]).map(String) : []
}

/** Zendesk's numeric ids fit a double; bodies want them as numbers. */
export function idNumber(id: string): number {
  return Number(id)
}
