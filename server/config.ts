import { readFileSync, statSync } from 'node:fs'
import { RelayError } from './core/error.ts'
import { checkChannelSettings } from './config-file/channel-settings.ts'
import { configSchema, type ConfigFile } from './config-file/schema.ts'
import { resolveSecrets, type Problem } from './config-file/secrets.ts'
import { crossCheck } from './config-file/cross-check.ts'

export type { ConfigFile } from './config-file/schema.ts'
export type TenantConfig = ConfigFile['tenants'][number]
export type AccountConfig = TenantConfig['accounts'][number]
export type { Problem } from './config-file/secrets.ts'

export type ConfigReading =
  | { readonly ok: true; readonly config: ConfigFile; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

interface ReadOptions {
  readonly text: string
  /** Folder that `file:` values are relative to. */
  readonly folder: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether other people of this machine can read the file: then secrets in clear are refused. */
  readonly isReadableByOthers: boolean
}

function parseJson(text: string): { value: unknown } | { problem: Problem } {
  try {
    return { value: JSON.parse(text.replace(/^\ufeff/, '')) }
  } catch (error) {
    const detail = error instanceof Error ? error.message : ''
    return { problem: { path: '(file)', message: `is not JSON: ${detail}` } }
  }
}

/** Pure reading of a configuration text: every problem at once, with the key's path and what to write. */
export function readConfig(options: ReadOptions): ConfigReading {
  const parsed = parseJson(options.text)
  if ('problem' in parsed) return { ok: false, problems: [parsed.problem] }
  const resolved = resolveSecrets(parsed.value, options)
  const checked = configSchema.safeParse(resolved.value)
  const problems = [...resolved.problems]
  if (!checked.success) {
    for (const issue of checked.error.issues) {
      problems.push({ path: issue.path.join('.') || '(file)', message: issue.message })
    }
    // A key whose secret could not be read is reported once, by its cause.
    const named = new Set(resolved.problems.map((problem) => problem.path))
    return {
      ok: false,
      problems: problems.filter((p, i) => i < resolved.problems.length || !named.has(p.path)),
    }
  }
  const accounts = checkChannelSettings(checked.data)
  const cross = crossCheck(checked.data)
  problems.push(...accounts.problems, ...cross.problems)
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, config: accounts.config, warnings: [...cross.warnings, ...accounts.warnings] }
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
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.'
  const isReadableByOthers = process.platform !== 'win32' && (mode & 0o077) !== 0
  return readConfig({ text, folder, env, isReadableByOthers })
}

/** The few switches that live in the environment rather than in the file. */
export function environment(env: NodeJS.ProcessEnv = process.env): {
  logLevel: string
  metricsToken: string | undefined
} {
  return { logLevel: env['WEIQIAO_LOG'] ?? 'info', metricsToken: env['WEIQIAO_METRICS_TOKEN'] }
}
