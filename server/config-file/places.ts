export type Fields = Readonly<Record<string, unknown>>

/** One object of the file and where it stands. */
export interface Place {
  readonly path: string
  readonly fields: Fields
}

export function isFields(value: unknown): value is Fields {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

export function fieldsAt(fields: Fields, key: string): Fields {
  const value = fields[key]
  return isFields(value) ? value : {}
}

/** The objects of a list, each with its path; anything else in it is the schema's to report. */
export function placesIn({ path, fields }: Place, key: string): readonly Place[] {
  const list = fields[key]
  if (!Array.isArray(list)) return []
  const prefix = path === '' ? key : `${path}.${key}`
  return list.flatMap((item: unknown, i) =>
    isFields(item) ? [{ path: `${prefix}.${i}`, fields: item }] : [],
  )
}
