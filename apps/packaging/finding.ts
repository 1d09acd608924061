import type { PackageFile } from './package-files.ts'

/** One thing Zendesk's upload would refuse (error) or complain about (warning). */
export interface PackageFinding {
  readonly severity: 'error' | 'warning'
  /** Zendesk's own name for it where it has one. */
  readonly rule: string
  readonly file: string
  readonly reason: string
}

export type Fields = Readonly<Record<string, unknown>>

/** What the rules judge: the files and the documents among them that could be read. */
export interface PackageView {
  readonly files: readonly PackageFile[]
  readonly manifest: Fields
  /** undefined when there is none, or when it could not be read. */
  readonly requirements: Fields | undefined
  /** By locale. */
  readonly translations: ReadonlyMap<string, Fields>
}

export function isFields(value: unknown): value is Fields {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

export function fieldsAt(fields: Fields, key: string): Fields {
  const value = fields[key]
  return isFields(value) ? value : {}
}

type Reporter = (rule: string, reason: string) => PackageFinding

export function errorsIn(file: string): Reporter {
  return (rule, reason) => ({ severity: 'error', rule, file, reason })
}

export function warningsIn(file: string): Reporter {
  return (rule, reason) => ({ severity: 'warning', rule, file, reason })
}
