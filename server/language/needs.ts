/** What a text must hold: one of these signs or pairs of neighbouring signs, or all that one of the branches needs. */
export type Need =
  { readonly keys: readonly string[] } | { readonly branches: readonly (readonly Need[])[] }

/** Signs of which one stands in a place; undefined = one out of many. */
type Signs = readonly string[] | undefined

/** What a piece of a pattern matches, as far as a reader without backtracking can tell. */
interface Piece {
  readonly needs: readonly Need[]
  /** How it begins and ends. */
  readonly first: Signs
  readonly last: Signs
  /** It may match nothing at all. */
  readonly isOptional: boolean
  /** It looks at what stands around it and takes up no room. */
  readonly isLook?: boolean
}

/** More of them say too little, and cost as much as the search they save. */
const mostSigns = 60
const mostPairs = 160
/** The rarest of them decide. */
const mostNeeds = 3
const anything: Piece = { needs: [], first: undefined, last: undefined, isOptional: false }
const noWidth: Piece = { needs: [], first: [], last: [], isOptional: true, isLook: true }

function either(one: Signs, other: Signs): Signs {
  const both = one && other && [...new Set([...one, ...other])]
  return both && both.length <= mostSigns ? both : undefined
}

/** How much of a text has it, roughly: single signs are far more common than pairs. */
function weightOf(need: Need): number {
  if ('keys' in need) return need.keys.reduce((sum, key) => sum + (key.length > 1 ? 1 : 12), 0)
  return need.branches.reduce((sum, needs) => sum + Math.min(...needs.map(weightOf)), 0)
}

function rarest(needs: readonly Need[]): readonly Need[] {
  return [...needs].sort((a, b) => weightOf(a) - weightOf(b)).slice(0, mostNeeds)
}

/** Pieces one after the other. */
function inARow(pieces: readonly Piece[]): Piece {
  const needs: Need[] = []
  let [first, last]: [Signs, Signs] = [[], []]
  let isOptional = true
  for (const piece of pieces) {
    if (!piece.isOptional || piece.isLook) needs.push(...piece.needs)
    if (piece.isLook) continue
    if (!piece.isOptional) {
      const pairs = last?.flatMap((one) => (piece.first ?? []).map((other) => one + other)) ?? []
      if (!isOptional && pairs.length > 0 && pairs.length <= mostPairs) needs.push({ keys: pairs })
    }
    if (isOptional) first = either(first, piece.first)
    last = piece.isOptional ? either(last, piece.last) : piece.last
    isOptional &&= piece.isOptional
  }
  return { needs: rarest(needs), first, last, isOptional }
}

/** One of several pieces. */
function oneOfThese(pieces: readonly Piece[]): Piece {
  const [only] = pieces
  if (only && pieces.length === 1) return only
  const branches = pieces.map(({ needs }) => needs)
  return {
    needs: branches.every((needs) => needs.length > 0) ? [joined(branches)] : [],
    first: pieces.map((piece) => piece.first).reduce(either, []),
    last: pieces.map((piece) => piece.last).reduce(either, []),
    isOptional: pieces.some((piece) => piece.isOptional),
  }
}

/** Branches that need one of some keys only are asked for all these keys at once. */
function joined(branches: readonly (readonly Need[])[]): Need {
  const keys: string[] = []
  const rest: (readonly Need[])[] = []
  for (const needs of branches) {
    const [need] = needs
    if (need && needs.length === 1 && 'keys' in need) keys.push(...need.keys)
    else rest.push(needs)
  }
  if (rest.length === 0) return { keys }
  return { branches: keys.length > 0 ? [[{ keys }], ...rest] : rest }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v' }

/** Reads the source of one pattern once, from left to right; whatever it does not know needs nothing. */
class Reader {
  private at = 0
  private readonly source: string
  constructor(source: string) {
    this.source = source
  }

  private get next(): string {
    return this.source[this.at] ?? ''
  }

  private takes(text: string): boolean {
    const isNext = this.source.startsWith(text, this.at)
    if (isNext) this.at += text.length
    return isNext
  }

  /** What stands between here and the end of the group or pattern. */
  alternatives(): Piece {
    const branches = [this.branch()]
    while (this.takes('|')) branches.push(this.branch())
    return oneOfThese(branches)
  }

  private branch(): Piece {
    const pieces: Piece[] = []
    while (this.at < this.source.length && this.next !== '|' && this.next !== ')') {
      const atom = this.atom()
      const least = this.repeated()
      pieces.push(least === 0 ? { ...atom, isOptional: true, ...(atom.isLook && noWidth) } : atom)
    }
    return inARow(pieces)
  }

  /** The least number of a repetition, undefined where none stands. */
  private repeated(): number | undefined {
    const [all = '', sign, least] = /^(?:([*+?])|\{(\d+)(?:,\d*)?\})\??/.exec(this.rest(24)) ?? []
    this.at += all.length
    if (all === '') return undefined
    return sign === undefined ? Number(least) : sign === '+' ? 1 : 0
  }

  private rest(length: number): string {
    return this.source.slice(this.at, this.at + length)
  }

  private atom(): Piece {
    if (this.takes('^') || this.takes('$')) return noWidth
    if (this.takes('.')) return anything
    if (this.takes('[')) return this.oneOfClass()
    if (this.takes('(')) return this.group()
    return ofSigns(this.sign())
  }

  private group(): Piece {
    const [look] = /^\?<?[=!]/.exec(this.rest(3)) ?? []
    this.at += /^\?(?:<[=!]|[=!:]|<[^>]*>)/.exec(this.rest(40))?.[0].length ?? 0
    const inside = this.alternatives()
    this.at++
    if (look === undefined) return inside
    return look.endsWith('!') ? noWidth : { ...noWidth, needs: inside.needs }
  }

  /** A sign as written or escaped; undefined = some sign out of many, or none at all. */
  private sign(): string | undefined {
    const sign = this.source[this.at++] ?? ''
    // Halves of a pair are left alone: with the flag u the two are one sign.
    if (sign !== '\\') return /[\ud800-\udfff]/.test(sign) ? undefined : sign
    const [all = '', long, hex, property, letter = ''] =
      /^(?:u\{([\da-f]+)\}|(?:u|x)([\da-f]{4}|[\da-f]{2})|([pP]\{[^}]*\}|k<[^>]*>|c[a-z]|\d+)|([^]))/i.exec(
        this.rest(40),
      ) ?? []
    this.at += all.length
    if (property !== undefined || long !== undefined) return undefined
    if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16))
    return escapes[letter] ?? (/[a-z]/i.test(letter) ? undefined : letter)
  }

  private oneOfClass(): Piece {
    const isNegated = this.takes('^')
    const signs: (string | undefined)[] = []
    while (this.at < this.source.length && this.next !== ']') {
      const first = this.sign()
      const isRange = this.next === '-' && this.source[this.at + 1] !== ']'
      signs.push(first)
      if (isRange) {
        this.at++
        this.sign()
        signs.push(undefined)
      }
    }
    this.at++
    return isNegated || signs.length > mostSigns ? anything : ofSigns(...signs)
  }
}

function ofSigns(...signs: readonly (string | undefined)[]): Piece {
  const keys = signs.filter((sign) => sign !== undefined)
  if (keys.length < signs.length || keys.length === 0) return anything
  return { needs: [{ keys }], first: keys, last: keys, isOptional: false }
}

/**
 * What a text must hold for the pattern to match anywhere in it, read from the pattern itself, so that it
 * cannot go stale; all of it. Nothing = it may match any text.
 */
export function needsOf({ source, flags }: RegExp): readonly Need[] {
  return /[iv]/.test(flags) ? [] : new Reader(source).alternatives().needs
}
