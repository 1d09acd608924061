import { parse } from 'lossless-json'
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

/** JSON.parse keeps the last of two equal keys in silence; Zendesk refuses them. */
export function readDocument({ path, bytes }: PackageFile, names: FaultNames): ReadDocument {
  const error = errorsIn(path)
  const doubles: string[] = []
  try {
    const value: unknown = parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), null, {
      parseNumber: Number,
      onDuplicateKey: ({ key, newValue }) => {
        doubles.push(key)
        return newValue
      },
    })
    const findings = doubles.map((key) => error(names.duplicate, `the key "${key}" stands twice`))
    if (isFields(value)) return { fields: value, findings }
    return { fields: undefined, findings: [error(names.notObject, 'must be a JSON object')] }
  } catch {
    return { fields: undefined, findings: [error(names.notJson, 'is not JSON in UTF-8')] }
  }
}
