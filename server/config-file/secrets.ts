import { readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'

/** One thing wrong in the file: where, and what to write. Never shows a value. */
export interface Problem {
  readonly path: string
  readonly message: string
}

interface SecretOptions {
  readonly folder: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly isReadableByOthers: boolean
}

const secretKeys =
  /^(appSecret|secret|token|encodingAesKey|previousEncodingAesKey|accessToken|clientSecret|apiToken|webhookSecret|masterKey)$/

/** Keys whose `file:` value is a document the relay opens later, not a secret to inline. */
const documentKeys = /^(persona)$/

interface Walk extends SecretOptions {
  readonly problems: Problem[]
}

function fromEnv(name: string, path: string, walk: Walk): string | undefined {
  const value = walk.env[name]
  if (value !== undefined && value !== '') return value
  walk.problems.push({ path, message: `names the environment variable ${name}, which is not set` })
  return undefined
}

function fromFile(name: string, path: string, walk: Walk): string | undefined {
  try {
    return readFileSync(isAbsolute(name) ? name : join(walk.folder, name), 'utf8').trimEnd()
  } catch {
    walk.problems.push({ path, message: `names the file ${name}, which cannot be read` })
    return undefined
  }
}

function resolveText(value: string, key: string, path: string, walk: Walk): string | undefined {
  if (value.startsWith('env:')) return fromEnv(value.slice(4), path, walk)
  if (value.startsWith('file:') && !documentKeys.test(key))
    return fromFile(value.slice(5), path, walk)
  if (secretKeys.test(key) && value !== '' && walk.isReadableByOthers) {
    walk.problems.push({
      path,
      message:
        'holds a secret in clear; write "env:NAME" or "file:PATH", or make the file readable by its owner only (chmod 600)',
    })
  }
  return value
}

function resolveValue(value: unknown, key: string, path: string, walk: Walk): unknown {
  if (typeof value === 'string') return resolveText(value, key, path, walk)
  if (Array.isArray(value))
    return value.map((item, i) => resolveValue(item, key, `${path}.${i}`, walk))
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).map(([name, item]): [string, unknown] => [
    name,
    resolveValue(item, name, path === '' ? name : `${path}.${name}`, walk),
  ])
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined))
}

/** Replaces `env:` and `file:` values; a missing one becomes a problem and an absent key. */
export function resolveSecrets(
  value: unknown,
  options: SecretOptions,
): { value: unknown; problems: readonly Problem[] } {
  const walk: Walk = { ...options, problems: [] }
  return { value: resolveValue(value, '', '', walk), problems: walk.problems }
}
