import { build } from 'esbuild'
import { runInThisContext } from 'node:vm'
import { fileURLToPath } from 'node:url'
import type { PersonaRule } from '../persona/rule.ts'
import { lexiconEntries, type Entry } from './lexicon-entries.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

export type Rules = ReadonlyMap<string, PersonaRule>

/** All rules as one text, with the entries of their lists and the rules that read each file. */
export interface LexiconBundle {
  readonly text: string
  readonly entries: readonly Entry[]
  /** Names of the rule files that a file is part of. */
  readonly readersOf: (file: string) => readonly string[]
}

/** The rules as the text makes them, with nothing remembered of other texts. */
export function rulesFrom(text: string): Rules {
  const made = runInThisContext(`(() => {${text}\nreturn made})()`) as {
    readonly rules: readonly PersonaRule[]
  }
  return new Map(made.rules.map((rule) => [rule.id, rule]))
}

export function without(text: string, { from, to, put }: Entry): string {
  return text.slice(0, from) + put + text.slice(to)
}

/** The rules that use a file directly, or at the next step by way of others; where none does, further on. */
function readers(imports: Readonly<Record<string, readonly string[]>>): LexiconBundle['readersOf'] {
  const nameOf = (file: string): string | undefined =>
    /^server\/persona\/rules\/(?!index)([a-z-]+)\.ts$/.exec(file)?.[1]
  return (file) => {
    const own = nameOf(file)
    if (own !== undefined) return [own]
    const seen = new Set([file])
    const found = new Set<string>()
    let isLast = false
    for (let near = [file]; near.length > 0;) {
      near = Object.keys(imports).filter(
        (other) => !seen.has(other) && near.some((one) => imports[other]?.includes(one)),
      )
      for (const one of near) seen.add(one)
      for (const name of near.flatMap((one) => nameOf(one) ?? [])) found.add(name)
      if (isLast) break
      isLast = found.size > 0
    }
    return [...found]
  }
}

export async function bundleLexicon(): Promise<LexiconBundle> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['server/persona/rules/index.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'made',
    charset: 'utf8',
    target: 'es2022',
    metafile: true,
  })
  const text = outputFiles[0]?.text ?? ''
  const imports = Object.fromEntries(
    Object.entries(metafile.inputs).map(([file, input]) => [
      file,
      input.imports.map(({ path }) => path),
    ]),
  )
  const entries = lexiconEntries(text, (file) => file.startsWith('server/persona/'))
  return { text, entries, readersOf: readers(imports) }
}
