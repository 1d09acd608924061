import { readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import type { Problem } from './problem.ts'

interface SecretOptions {
  /** Folder that `file:` values are relative to. */
  readonly folder: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether other people of this machine can read the file: then secrets in clear are refused. */
  readonly isReadableByOthers: boolean
}

const secretKeys =
  /^(appSecret|secret|token|encodingAesKey|previousEncodingAesKey|accessToken|clientSecret|apiKey|apiToken|webhookSecret|sharedSecret|masterKey)$/

/** Keys whose `file:` value is a document the relay opens later, not a value to put in its place. */
const documentKeys = /^(persona)$/

/** Deeper than any real file; a hostile one must not exhaust the stack. */
const maxDepth = 32

interface Walk extends SecretOptions {
  readonly problems: Problem[]
  readonly warnings: Problem[]
}

interface Spot {
  readonly key: string
  readonly path: string
  readonly depth: number
}

function fromEnv(name: string, path: string, walk: Walk): string | undefined {
  const value = Object.hasOwn(walk.env, name) ? walk.env[name] : undefined
  if (value !== undefined && value !== '') return value
  walk.problems.push({ path, message: `names the environment variable ${name}, which is not set` })
  return undefined
}

function contentOf(name: string, folder: string): string | undefined {
  try {
    return readFileSync(isAbsolute(name) ? name : join(folder, name), 'utf8').trimEnd()
  } catch {
    return undefined
  }
}

function fromFile(name: string, path: string, walk: Walk): string | undefined {
  const content = contentOf(name, walk.folder)
  if (content !== undefined && content !== '') return content
  const fault = content === '' ? 'which is empty' : 'which cannot be read'
  walk.problems.push({ path, message: `names the file ${name}, ${fault}` })
  return undefined
}

/** A document that is not there yet does not stop a start: the store may hold a newer one. */
function lookFor(name: string, path: string, walk: Walk): void {
  if (contentOf(name, walk.folder) === undefined)
    walk.warnings.push({ path, message: `names the file ${name}, which cannot be read` })
}

function isSecretInClear(value: string, key: string): boolean {
  if (value === '') return false
  if (key === 'store') return URL.canParse(value) && new URL(value).password !== ''
  return secretKeys.test(key)
}

function resolveText(value: string, { key, path }: Spot, walk: Walk): string | undefined {
  if (value.startsWith('env:')) return fromEnv(value.slice(4), path, walk)
  if (value.startsWith('file:')) {
    if (!documentKeys.test(key)) return fromFile(value.slice(5), path, walk)
    lookFor(value.slice(5), path, walk)
    return value
  }
  if (walk.isReadableByOthers && isSecretInClear(value, key)) {
    walk.problems.push({
      path,
      message:
        'holds a secret in clear; write "env:NAME" or "file:PATH", or make the file readable by its owner only (chmod 600)',
    })
  }
  return value
}

function resolveValue(value: unknown, spot: Spot, walk: Walk): unknown {
  const { key, path, depth } = spot
  if (typeof value === 'string') return resolveText(value, spot, walk)
  if (value === null || typeof value !== 'object') return value
  if (depth > maxDepth) {
    walk.problems.push({ path, message: 'is nested too deeply' })
    return undefined
  }
  const inside = (name: string, innerKey: string): Spot => ({
    key: innerKey,
    path: path === '' ? name : `${path}.${name}`,
    depth: depth + 1,
  })
  if (Array.isArray(value))
    return value.map((item, i) => resolveValue(item, inside(String(i), key), walk))
  const entries = Object.entries(value).map(([name, item]): [string, unknown] => [
    name,
    resolveValue(item, inside(name, name), walk),
  ])
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined))
}

/** Replaces `env:` and `file:` values; a missing one becomes a problem and an absent key. */
export function resolveSecrets(
  value: unknown,
  options: SecretOptions,
): {
  readonly value: unknown
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
} {
  const walk: Walk = { ...options, problems: [], warnings: [] }
  const resolved = resolveValue(value, { key: '', path: '', depth: 0 }, walk)
  return { value: resolved, problems: walk.problems, warnings: walk.warnings }
}
