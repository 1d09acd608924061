import { expect } from 'vitest'
import { readConfig, type ConfigReading } from '../config.ts'
import { goodEnvironment } from './config-file.ts'

interface More {
  readonly env?: Readonly<Record<string, string>>
  readonly folder?: string
  readonly isReadableByOthers?: boolean
}

/** A file, or its text, read as others on the machine could read it too. */
export function readingOf(file: unknown, more: More = {}): ConfigReading {
  const text = typeof file === 'string' ? file : JSON.stringify(file)
  return readConfig({
    text,
    folder: '/nowhere',
    env: goodEnvironment,
    isReadableByOthers: true,
    ...more,
  })
}

/** The problem lines as they are printed. */
export function problemsIn(file: unknown, more: More = {}): readonly string[] {
  const reading = readingOf(file, more)
  return reading.ok ? [] : reading.problems.map(({ path, message }) => `${path} ${message}`)
}

export function acceptedFrom(
  file: unknown,
  more: More = {},
): Extract<ConfigReading, { readonly ok: true }> {
  const reading = readingOf(file, more)
  if (!reading.ok) expect(reading.problems).toEqual([])
  return reading as Extract<ConfigReading, { readonly ok: true }>
}
