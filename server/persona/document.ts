import * as z from 'zod/mini'
import type { PersonaDocumentFields } from './context.ts'
import { documentFields, wrongWith } from './context-schema.ts'

/** What an admin edits for one account: the static fields of a lint context. */
export interface PersonaDocument extends PersonaDocumentFields {
  readonly schemaVersion: 1
  /** How the persona speaks, for people and for composing replies; no rule reads it. */
  readonly voice?: {
    readonly traits?: readonly string[]
    readonly do?: readonly string[]
    readonly dont?: readonly string[]
    readonly samples?: readonly { readonly about: string; readonly text: string }[]
  }
}

const texts = z.optional(z.array(z.string()))

export const documentSchema = z.object({
  schemaVersion: z._default(z.literal(1), 1),
  ...documentFields,
  voice: z.optional(
    z.object({
      traits: texts,
      do: texts,
      dont: texts,
      samples: z.optional(z.array(z.object({ about: z.string(), text: z.string() }))),
    }),
  ),
})

/** Where and what, e.g. `wording[2].validTo`. */
export interface DocumentProblem {
  readonly path: string
  readonly message: string
}

export type DocumentReading =
  | {
      readonly ok: true
      readonly document: PersonaDocument
      /** Keys that mean nothing here and were left out. */
      readonly unknown: readonly string[]
    }
  | { readonly ok: false; readonly problems: readonly DocumentProblem[] }

function pathOf(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`
    return path === '' ? String(key) : `${path}.${String(key)}`
  }, '')
}

type Fields = Readonly<Record<string, unknown>>

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Keys of what was given that are not in what was understood. */
function unknownIn(given: unknown, taken: unknown, at: readonly PropertyKey[]): readonly string[] {
  if (Array.isArray(given) && Array.isArray(taken))
    return given.flatMap((item: unknown, i) => unknownIn(item, taken[i], [...at, i]))
  if (!isFields(given) || !isFields(taken)) return []
  return Object.keys(given).flatMap((key) =>
    Object.hasOwn(taken, key)
      ? unknownIn(given[key], taken[key], [...at, key])
      : [pathOf([...at, key])],
  )
}

/** Checks a persona document: every problem at once, by its path. Never quotes a value. */
export function readDocument(value: unknown): DocumentReading {
  const result = documentSchema.safeParse(value)
  if (result.success) {
    const document = result.data as PersonaDocument
    return { ok: true, document, unknown: unknownIn(value, document, []) }
  }
  const problems = result.error.issues.map((issue) => ({
    path: pathOf(issue.path) || '(document)',
    message: wrongWith(issue),
  }))
  return { ok: false, problems }
}

/** The fields that go into every lint context of the account. */
export function fieldsOf(document: PersonaDocument): PersonaDocumentFields {
  const { schemaVersion: _version, voice: _voice, ...fields } = document
  return fields
}
