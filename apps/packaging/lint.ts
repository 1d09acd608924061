import { fileRules } from './file-rules.ts'
import {
  errorsIn,
  type ExplainedFinding,
  type Fields,
  type PackageFinding,
  type PackageView,
} from './finding.ts'
import { fixFor } from './fixes.ts'
import { readDocument, type ReadDocument } from './json-document.ts'
import { locationRules } from './location-rules.ts'
import { manifestRules } from './manifest-rules.ts'
import type { PackageFile } from './package-files.ts'
import { pageRules } from './page-rules.ts'
import { parameterRules } from './parameter-rules.ts'
import { requirementRules } from './requirement-rules.ts'
import { translationRules } from './translation-rules.ts'

const manifestFaults = {
  notJson: 'manifest_not_json',
  notObject: 'manifest_not_json',
  duplicate: 'duplicate_manifest_keys',
}
const requirementFaults = {
  notJson: 'requirements_not_json',
  notObject: 'requirements_not_json',
  duplicate: 'duplicate_requirements',
}
const translationFaults = {
  notJson: 'translation.not_json',
  notObject: 'translation.not_json_object',
  duplicate: 'translation.duplicate_keys',
}

const rules = [
  ...manifestRules,
  ...locationRules,
  ...parameterRules,
  ...translationRules,
  ...requirementRules,
  ...fileRules,
  ...pageRules,
] as const

const none: ReadDocument = { fields: undefined, findings: [] }

function withoutManifest(files: readonly PackageFile[]): readonly PackageFinding[] {
  const nested = files.find(({ path }) => /^[^/]+\/manifest\.json$/.test(path))
  return nested
    ? [errorsIn(nested.path)('nested_manifest', 'must lie at the root of the package')]
    : [errorsIn('manifest.json')('missing_manifest', 'is missing')]
}

function findingsIn(
  files: readonly PackageFile[],
  pages: readonly string[] | undefined,
): readonly PackageFinding[] {
  const at = (path: string): PackageFile | undefined => files.find((file) => file.path === path)
  const manifestFile = at('manifest.json')
  if (!manifestFile) return withoutManifest(files)
  const manifest = readDocument(manifestFile, manifestFaults)
  if (!manifest.fields) return manifest.findings
  const requirementsFile = at('requirements.json')
  const requirements = requirementsFile ? readDocument(requirementsFile, requirementFaults) : none
  const read = files
    .filter(({ path }) => path.startsWith('translations/') && path.endsWith('.json'))
    .map((file) => ({ file, ...readDocument(file, translationFaults) }))
  const translations = new Map<string, Fields>()
  for (const { file, fields } of read)
    if (fields) translations.set(file.path.slice('translations/'.length, -'.json'.length), fields)
  const view: PackageView = {
    files,
    pages,
    manifest: manifest.fields,
    requirements: requirements.fields,
    translations,
  }
  return [
    ...manifest.findings,
    ...requirements.findings,
    ...read.flatMap(({ findings }) => findings),
    ...rules.flatMap((rule) => rule(view)),
  ]
}

/**
 * All that Zendesk's upload would refuse or complain about, with reasons and what to do, without asking
 * Zendesk. `pages`: what the build holds, where a relay is to serve them.
 */
export function lintPackage(
  files: readonly PackageFile[],
  pages?: readonly string[],
): readonly ExplainedFinding[] {
  return findingsIn(files, pages).map((finding) => ({ ...finding, fix: fixFor(finding.rule) }))
}

/** One finding as people read it: where, what, and what to write instead. */
export function explain({ severity, rule, file, at, reason, fix }: ExplainedFinding): string {
  const place = at === '' ? file : `${file} › ${at}`
  return `${severity} ${place}: ${reason} (${rule})\n    ${fix}`
}
