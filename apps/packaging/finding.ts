import type { PackageFile } from './package-files.ts'

/** One thing Zendesk's upload would refuse (error) or complain about (warning). */
export interface PackageFinding {
  readonly severity: 'error' | 'warning'
  /** Zendesk's own name for it where it has one. */
  readonly rule: string
  readonly file: string
  /** Where in the file, as keys joined by dots; empty when it is about the whole file. */
  readonly at: string
  readonly reason: string
}

/** A finding together with what to do about it. */
export interface ExplainedFinding extends PackageFinding {
  readonly fix: string
}

export type Fields = Readonly<Record<string, unknown>>

/** What the rules judge: the files and the documents among them that could be read. */
export interface PackageView {
  readonly files: readonly PackageFile[]
  /** Pages that the build holds, by name; undefined = not known here. */
  readonly pages: readonly string[] | undefined
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

type Reporter = (rule: string, reason: string, at?: string) => PackageFinding

export function errorsIn(file: string): Reporter {
  return (rule, reason, at = '') => ({ severity: 'error', rule, file, at, reason })
}

export function warningsIn(file: string): Reporter {
  return (rule, reason, at = '') => ({ severity: 'warning', rule, file, at, reason })
}
