import { runInThisContext } from 'node:vm'
import { remembered } from '../language/remembered.ts'
import type { PersonaRule } from '../persona/rule.ts'
import type { LexiconBundle, Rules } from './lexicon-bundle.ts'
import { markedIn, markedText, unmarked } from './lexicon-marks.ts'

/** A pattern that only counts beside another one: what it forgives, and where it is looked for. */
export interface Beside {
  readonly key: string
  readonly pattern: string
}

/** Rules made once, whose patterns can lose an entry and get it back; far quicker than making them anew. */
export interface LiveRules {
  readonly rules: Rules
  /** The marked sources of the patterns that an entry is part of, as far as they were made yet. */
  sourcesOf(id: number): readonly string[]
  /** The patterns that the entry's pattern forgives. */
  besideOf(id: number): readonly Beside[]
  flagsOf(source: string): string
  /** To be called once all patterns that are kept were made. */
  settle(): void
  /** Runs `use` while the patterns lack the entry; without rules where a pattern makes no sense then. */
  whileDropped<Result>(id: number, use: (rules: Rules | undefined) => Result): Result
}

interface Made {
  readonly source: string
  readonly pattern: WeakRef<RegExp>
}

interface Reading {
  readonly ids: ReadonlySet<number>
  readonly plain: string
}

const mostSources = 8

/** `compile` is the one way to change a pattern in place that all its holders see. */
function recompile(pattern: RegExp, source: string): void {
  const compile: unknown = Reflect.get(RegExp.prototype, 'compile')
  if (typeof compile !== 'function') throw new Error('patterns cannot be compiled anew')
  Reflect.apply(compile, pattern, [source, pattern.flags])
}

class Patterns {
  readonly #made = new Map<number, Made[]>()
  readonly #readings = new Map<string, Reading>()
  readonly sources = new Map<number, Set<string>>()
  readonly flags = new Map<string, string>()
  readonly beside = new Map<number, Map<string, Beside>>()
  dropped: number | undefined
  /** What is made from now on is not kept by its maker, so it need not be changed later. */
  isSettled = false
  /** Grows with each change: what was remembered before it counts no more. */
  epoch = 0

  make(source: string, flags: string): RegExp {
    const { ids, plain } = this.#readingOf(source)
    if (this.dropped !== undefined && ids.has(this.dropped))
      return new RegExp(unmarked(source, this.dropped), flags)
    const pattern = new RegExp(plain, flags)
    if (ids.size === 0) return pattern
    // Patterns are put together from the sources of others.
    Object.defineProperty(pattern, 'source', { value: source })
    if (!this.isSettled) this.#note(ids, { source, pattern: new WeakRef(pattern) }, flags)
    return pattern
  }

  #readingOf(source: string): Reading {
    const known = this.#readings.get(source)
    if (known) return known
    const made = { ids: new Set(markedIn(source)), plain: unmarked(source) }
    this.#readings.set(source, made)
    return made
  }

  #note(ids: ReadonlySet<number>, made: Made, flags: string): void {
    this.flags.set(made.source, flags)
    for (const id of ids) {
      const sources = this.sources.get(id) ?? new Set<string>()
      if (sources.size < mostSources) this.sources.set(id, sources.add(made.source))
      const list = this.#made.get(id) ?? []
      this.#made.set(id, list)
      list.push(made)
    }
  }

  drop(id: number | undefined): void {
    const changed = id ?? this.dropped
    this.dropped = id
    this.epoch++
    for (const { source, pattern } of changed === undefined
      ? []
      : (this.#made.get(changed) ?? [])) {
      const found = pattern.deref()
      if (found) recompile(found, unmarked(source, id))
    }
  }

  phrase(phrase: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const { pattern } = phrase
    for (const [key, unless] of Object.entries(phrase)) {
      if (!key.startsWith('unless') || !(unless instanceof RegExp) || !(pattern instanceof RegExp))
        continue
      for (const id of markedIn(unless.source)) {
        const known = this.beside.get(id) ?? new Map<string, Beside>()
        this.beside.set(id, known.set(key + pattern.source, { key, pattern: pattern.source }))
      }
    }
    return phrase
  }
}

type Make = (text: string) => object

/** What the bundle sees in place of the language's own: pattern, weak map and memory that know of drops. */
function worldOf(patterns: Patterns) {
  const construct = (_: unknown, [source = '', flags]: [(string | RegExp)?, string?]): RegExp =>
    source instanceof RegExp
      ? patterns.make(source.source, flags ?? source.flags)
      : patterns.make(source, flags ?? '')
  return {
    RegExp: new Proxy(RegExp, {
      construct,
      apply: (target, _, args: [(string | RegExp)?, string?]) => construct(target, args),
    }),
    WeakMap: class extends WeakMap<WeakKey, unknown> {
      #epoch = patterns.epoch
      #inner = new WeakMap<WeakKey, unknown>()
      #now(): WeakMap<WeakKey, unknown> {
        if (this.#epoch !== patterns.epoch) this.#inner = new WeakMap()
        this.#epoch = patterns.epoch
        return this.#inner
      }
      override get(key: WeakKey): unknown {
        return this.#now().get(key)
      }
      override has(key: WeakKey): boolean {
        return this.#now().has(key)
      }
      override set(key: WeakKey, value: unknown): this {
        this.#now().set(key, value)
        return this
      }
    },
    remembered(make: Make, budget?: number): Make {
      let epoch = patterns.epoch
      let read = remembered(make, budget)
      return (text) => {
        if (epoch !== patterns.epoch) read = remembered(make, budget)
        epoch = patterns.epoch
        return read(text)
      }
    },
    literal: (source: string, flags: string) => patterns.make(source, flags),
    phrase: (one: Readonly<Record<string, unknown>>) => patterns.phrase(one),
  }
}

function dropped(patterns: Patterns, id: number): boolean {
  try {
    patterns.drop(id)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

/** The rules of the bundle with the given entries marked. */
export function liveRules({ text, entries }: LexiconBundle, ids: readonly number[]): LiveRules {
  const patterns = new Patterns()
  const world = worldOf(patterns)
  const chosen = new Map(ids.flatMap((id) => (entries[id] ? [[id, entries[id]] as const] : [])))
  const names = Object.keys(world).join(', ')
  const made = runInThisContext(`((${names}) => {${markedText(text, chosen)}\nreturn made})`) as (
    ...given: unknown[]
  ) => { readonly rules: readonly PersonaRule[] }
  const rules = new Map(made(...Object.values(world)).rules.map((rule) => [rule.id, rule]))
  return {
    rules,
    sourcesOf: (id) => [...(patterns.sources.get(id) ?? [])],
    besideOf: (id) => [...(patterns.beside.get(id)?.values() ?? [])],
    settle() {
      patterns.isSettled = true
    },
    flagsOf: (source) => patterns.flags.get(source) ?? '',
    whileDropped(id, use) {
      try {
        return use(dropped(patterns, id) ? rules : undefined)
      } finally {
        patterns.drop(undefined)
      }
    },
  }
}
