import { build } from 'esbuild'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ModelField, Models, modelsFrom } from '../understanding/models.ts'
import type { engineOf, Engine, polarityOf, understand } from '../understanding/understand.ts'
import { corpusTexts } from './corpus-texts.ts'
import { spentMs } from './processor-time.ts'
import { within, type BenchRow } from './row.ts'

interface Compiled {
  readonly engineOf: typeof engineOf
  readonly understand: typeof understand
  readonly polarityOf: typeof polarityOf
  readonly modelsFrom: typeof modelsFrom
}

const folder = new URL('../understanding/', import.meta.url)
const compiled = new URL('../../.cache/bench/understanding.mjs', import.meta.url)
const rounds = 15
const moment = { at: Date.parse('2026-05-12T16:40:00+08:00'), timeZone: 'Asia/Shanghai' }

/** The engine as the relay runs it: compiled. */
async function compiledEngine(): Promise<Compiled> {
  await build({
    stdin: {
      contents: "export * from './understand.ts'\nexport * from './models.ts'",
      resolveDir: fileURLToPath(folder),
    },
    outfile: fileURLToPath(compiled),
    bundle: true,
    platform: 'node',
    format: 'esm',
  })
  return (await import(compiled.href)) as Compiled
}

function bytesOf(field: ModelField): Uint8Array {
  return readFileSync(new URL(`models/${field}.model`, folder))
}

/** Processor time for a thousand texts, ms. */
function timeOf(texts: readonly string[], read: (text: string) => unknown): number {
  const start = spentMs()
  for (const text of texts) read(text)
  return ((spentMs() - start) * 1000) / texts.length
}

/** The fastest round: others on the machine empty the caches and only ever slow a round down. */
function bestOf(round: () => number): readonly number[] {
  return [Math.min(...Array.from({ length: rounds }, round))]
}

function rows(code: Compiled, engine: Engine, loads: readonly number[]): readonly BenchRow[] {
  const texts = corpusTexts()
  const all = (text: string): unknown => code.understand({ text, ...moment }, engine)
  const mood = (text: string): unknown => code.polarityOf(text, engine)
  for (const read of [all, mood]) timeOf(texts, read)
  // The reading of a text is kept for a while; between two rounds lie more texts than are kept.
  const allTimes = bestOf(() => timeOf(texts, all))
  const moodTimes = bestOf(() => timeOf(texts, mood))
  const ms = { unit: 'ms' } as const
  return [
    within({ name: 'understanding, all fields, 1,000 texts', ...ms, limit: 200, rounds: allTimes }),
    within({ name: 'understanding, polarity, 1,000 texts', ...ms, limit: 20, rounds: moodTimes }),
    within({ name: 'understanding, loading the models', ...ms, limit: 50, rounds: loads }),
  ]
}

/** Speed of reading customers' texts, as limits per thousand: 5,000 a second and 50,000 a second. */
export async function benchUnderstanding(): Promise<readonly BenchRow[]> {
  const code = await compiledEngine()
  const loads: number[] = []
  let models: Models | ModelField = 'polarity'
  for (let i = 0; i < rounds; i++) {
    const start = performance.now()
    models = code.modelsFrom(bytesOf)
    loads.push(performance.now() - start)
  }
  if (typeof models === 'string') throw new Error(`no model of ${models}`)
  return rows(code, code.engineOf(models), loads)
}
