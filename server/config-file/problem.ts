import type { z } from 'zod'
import { isFields } from './places.ts'

/** One thing wrong in the file: where, and what to write. Never shows a value. */
export interface Problem {
  readonly path: string
  readonly message: string
}

type Issue = z.core.$ZodIssue
type RawIssue = z.core.$ZodRawIssue

const kinds: Readonly<Record<string, string>> = {
  string: 'must be text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must be an object {…}',
  record: 'must be an object {…}',
}

function aboutOf(issue: RawIssue): string {
  const description = (issue.inst as { readonly description?: string } | undefined)?.description
  return description === undefined ? '' : `: ${description}`
}

/** What to write, for keys that say nothing more special themselves. */
export function whatToWrite(issue: RawIssue): string {
  const about = aboutOf(issue)
  switch (issue.code) {
    case 'invalid_type':
      return `${kinds[issue.expected] ?? 'must be something else'}${about}`
    case 'too_small':
      return `must be ${issue.inclusive === false ? 'above' : 'at least'} ${String(issue.minimum)}${about}`
    case 'too_big':
      return `must be at most ${String(issue.maximum)}${issue.origin === 'string' ? ' characters' : ''}${about}`
    default:
      return `is not understood${about}`
  }
}

function pathOf(keys: readonly PropertyKey[]): string {
  return keys.map(String).join('.') || '(file)'
}

function isMissing(value: unknown, path: readonly PropertyKey[]): boolean {
  let at: unknown = value
  for (const key of path) {
    if (Array.isArray(at)) at = at[Number(key)] as unknown
    else if (isFields(at) && Object.hasOwn(at, key)) at = at[String(key)]
    else return true
  }
  return at === undefined
}

/** The schema's findings as lines for a person; every unknown key is named by itself. */
export function problemsOf(issues: readonly Issue[], value: unknown): readonly Problem[] {
  return issues.flatMap((issue): readonly Problem[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: pathOf([...issue.path, key]),
        message: 'is not a key of this file',
      }))
    }
    const start = isMissing(value, issue.path) ? 'is missing: ' : ''
    return [{ path: pathOf(issue.path), message: `${start}${issue.message}` }]
  })
}
