import { errorsIn, isFields, type Fields, type PackageFinding } from './finding.ts'
import type { PackageFile } from './package-files.ts'

/** What Zendesk calls each fault, as it differs by document. */
export interface FaultNames {
  readonly notJson: string
  readonly notObject: string
  readonly duplicate: string
}

export interface ReadDocument {
  readonly fields: Fields | undefined
  readonly findings: readonly PackageFinding[]
}

const token = /("(?:[^"\\]|\\.)*")(\s*:)?|[{}]/g

/** Keys that stand twice in one object. The text is JSON already, so that its tokens tell enough. */
export function duplicateKeys(text: string): readonly string[] {
  const doubles: string[] = []
  const open: Set<string>[] = []
  for (const [sign, quoted, colon] of text.matchAll(token)) {
    if (sign === '{') open.push(new Set())
    else if (sign === '}') open.pop()
    if (quoted === undefined || colon === undefined) continue
    const key = JSON.parse(quoted) as string
    if (open.at(-1)?.has(key) === true) doubles.push(key)
    open.at(-1)?.add(key)
  }
  return doubles
}

/** JSON.parse keeps the last of two equal keys in silence; Zendesk refuses them. */
export function readDocument({ path, bytes }: PackageFile, names: FaultNames): ReadDocument {
  const error = errorsIn(path)
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const value: unknown = JSON.parse(text)
    const findings = duplicateKeys(text).map((key) =>
      error(names.duplicate, `the key "${key}" stands twice`, key),
    )
    if (isFields(value)) return { fields: value, findings }
    return { fields: undefined, findings: [error(names.notObject, 'must be a JSON object')] }
  } catch {
    return { fields: undefined, findings: [error(names.notJson, 'is not JSON in UTF-8')] }
  }
}
