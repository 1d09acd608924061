/** Fields that may be undefined become fields that may be left out. */
export type WithoutAbsent<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K]
} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** Leaves out what is undefined: a fact says only what is known. */
export function withoutAbsent<T extends object>(fields: T): WithoutAbsent<T> {
  const said: Partial<T> = {}
  for (const key in fields) if (fields[key] !== undefined) said[key] = fields[key]
  return said as unknown as WithoutAbsent<T>
}
