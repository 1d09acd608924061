export type ExactJson =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly ExactJson[]
  | { readonly [name: string]: ExactJson }

/** JSON with 64-bit numbers written bare, as the platforms do: plain JSON.parse damages them. */
export function writeExactJson(value: ExactJson): string {
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (isList(value)) return `[${value.map(writeExactJson).join(',')}]`
  const members = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(name)}:${writeExactJson(member)}`,
  )
  return `{${members.join(',')}}`
}

function isList(value: object): value is readonly ExactJson[] {
  return Array.isArray(value)
}
