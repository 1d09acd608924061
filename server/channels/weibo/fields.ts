import type { JsonObject, JsonValue } from '../../wire/json.ts'

export function objectIn(object: JsonObject | undefined, name: string): JsonObject | undefined {
  const value: JsonValue | undefined = object?.[name]
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined
}

export function textIn(object: JsonObject | undefined, name: string): string {
  const value = object?.[name]
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : ''
}

export function listIn(object: JsonObject | undefined, name: string): readonly JsonObject[] {
  const value = object?.[name]
  if (!Array.isArray(value)) return []
  return (value as readonly JsonValue[]).filter(
    (item): item is JsonObject => item !== null && typeof item === 'object' && !Array.isArray(item),
  )
}

/** The text form first: long numbers elsewhere may have been rounded by whoever wrote them. */
export function idOf(object: JsonObject | undefined): string {
  return textIn(object, 'idstr') || textIn(object, 'mid') || textIn(object, 'id')
}
