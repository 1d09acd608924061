type Json = Readonly<Record<string, unknown>>

/** A text member of a checked body, or the fallback where it is absent. */
export function textIn(json: Json, name: string, fallback = ''): string {
  const value = json[name]
  return typeof value === 'string' ? value : fallback
}
