import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { RelayError } from './core/error.ts'
import { checkChannelSettings, withDefaults } from './config-file/channel-settings.ts'
import { crossCheck } from './config-file/cross-check.ts'
import { isFields } from './config-file/places.ts'
import { problemsOf, whatToWrite, type Problem } from './config-file/problem.ts'
import { configSchema, type ConfigFile } from './config-file/schema.ts'
import { resolveSecrets } from './config-file/secrets.ts'
import type { PersonaDocument } from './persona/document.ts'
import { readPersonas } from './persona-file.ts'

export type { ConfigFile } from './config-file/schema.ts'
export type TenantConfig = ConfigFile['tenants'][number]
export type AccountConfig = TenantConfig['accounts'][number]
export type { Problem } from './config-file/problem.ts'

export type ConfigReading =
  | {
      readonly ok: true
      readonly config: ConfigFile
      readonly warnings: readonly Problem[]
      /** What the accounts' persona files hold, by `tenant/account`. */
      readonly personas: ReadonlyMap<string, PersonaDocument>
    }
  | { readonly ok: false; readonly problems: readonly Problem[] }

interface ReadOptions {
  readonly text: string
  /** Folder that `file:` values are relative to. */
  readonly folder: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether other people of this machine can read the file: then secrets in clear are refused. */
  readonly isReadableByOthers: boolean
}

/** The parser's own words may quote the file, and the file may hold secrets: only the place is told. */
function placeIn(text: string, message: string): string {
  const at = /position (\d+)/.exec(message)?.[1]
  if (at === undefined) return ''
  const before = text.slice(0, Number(at)).split('\n')
  return `: look at line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`
}

function parseJson(text: string): { readonly value: unknown } | { readonly problem: Problem } {
  const bare = text.replace(/^\ufeff/, '')
  try {
    return { value: JSON.parse(bare) }
  } catch (error) {
    const place = placeIn(bare, error instanceof Error ? error.message : '')
    return { problem: { path: '(file)', message: `is not JSON${place}` } }
  }
}

/** Same place, same cause: a key whose secret could not be read is not also called missing. */
function onePerPath(problems: readonly Problem[]): readonly Problem[] {
  const paths = problems.map(({ path }) => path)
  return problems.filter(({ path }, i) => paths.indexOf(path) === i)
}

/** Pure reading of a configuration text: every problem at once, with the key's path and what to write. */
export function readConfig(options: ReadOptions): ConfigReading {
  const parsed = parseJson(options.text)
  if ('problem' in parsed) return { ok: false, problems: [parsed.problem] }
  const resolved = resolveSecrets(parsed.value, options)
  const file = isFields(resolved.value) ? resolved.value : {}
  const checked = configSchema.safeParse(resolved.value, { error: whatToWrite })
  const settings = checkChannelSettings(file)
  const cross = crossCheck(file)
  const problems = onePerPath([
    ...resolved.problems,
    ...(checked.success ? [] : problemsOf(checked.error.issues, resolved.value)),
    ...settings.problems,
    ...cross.problems,
  ])
  if (!checked.success) return { ok: false, problems }
  const personas = readPersonas(checked.data, options.folder)
  const all = [...problems, ...personas.problems]
  if (all.length > 0) return { ok: false, problems: all }
  const warnings = [
    ...resolved.warnings,
    ...cross.warnings,
    ...settings.warnings,
    ...personas.warnings,
  ]
  const { documents } = personas
  return { ok: true, config: withDefaults(checked.data), warnings, personas: documents }
}

/** Reads the file named on the command line. Throws `config.invalid` when it cannot be opened. */
export function loadConfig(path: string, env: NodeJS.ProcessEnv = process.env): ConfigReading {
  let text: string
  let mode: number
  try {
    text = readFileSync(path, 'utf8')
    mode = statSync(path).mode
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    throw new RelayError('config.invalid', `Cannot read the configuration file ${path} (${code}).`)
  }
  const isReadableByOthers = process.platform !== 'win32' && (mode & 0o077) !== 0
  return readConfig({ text, folder: dirname(path), env, isReadableByOthers })
}

/** The few switches that live in the environment rather than in the file. */
export function environment(env: NodeJS.ProcessEnv = process.env): {
  logLevel: string
  metricsToken: string | undefined
} {
  return { logLevel: env['WEIQIAO_LOG'] ?? 'info', metricsToken: env['WEIQIAO_METRICS_TOKEN'] }
}
