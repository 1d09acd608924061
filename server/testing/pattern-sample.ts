import type { Dice } from './hostile-replies.ts'

type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mark'; readonly text: string }
  | { readonly kind: 'any'; readonly signs: readonly string[] }
  | { readonly kind: 'same'; readonly group: number }
  | { readonly kind: 'times'; readonly piece: Piece; readonly least: number; readonly most: number }
  | {
      readonly kind: 'choice'
      readonly rows: readonly (readonly Piece[])[]
      readonly look: '' | 'wanted' | 'unwanted'
      readonly group: number | undefined
    }

type Choice = Extract<Piece, { readonly kind: 'choice' }>

const usual = ['了', '好', '我', '3', 'a']

class Reader {
  #at = 0
  #groups = 0
  readonly #source: string
  constructor(source: string) {
    this.#source = source
  }

  choice(look: Choice['look'] = '', group?: number): Choice {
    const rows = [this.#row()]
    while (this.#source[this.#at] === '|') {
      this.#at++
      rows.push(this.#row())
    }
    return { kind: 'choice', rows, look, group }
  }

  #row(): Piece[] {
    const pieces: Piece[] = []
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source[this.#at] ?? ''))
      pieces.push(this.#times(this.#atom()))
    return pieces
  }

  #group(): Choice {
    const head = /^\((?:\?(?:<?[=!]|:))?/.exec(this.#source.slice(this.#at))?.[0] ?? '('
    this.#at += head.length
    const look = head.endsWith('=') ? 'wanted' : head.endsWith('!') ? 'unwanted' : ''
    const found = this.choice(look, head === '(' ? ++this.#groups : undefined)
    this.#at++
    return found
  }

  #signs(): Piece {
    const from = this.#at
    while (this.#at < this.#source.length && this.#source[this.#at] !== ']')
      this.#at += this.#source[this.#at] === '\\' ? 2 : 1
    this.#at++
    const whole = this.#source.slice(from, this.#at)
    const inner = whole.slice(1, -1)
    if (inner === '') return { kind: 'any', signs: [] }
    const listed = inner.startsWith('^') ? usual : [...usual, ...inner, '您', ' ']
    const isIn = new RegExp(whole, whole.includes('\\p') ? 'u' : '')
    return { kind: 'any', signs: [...new Set(listed)].filter((sign) => isIn.test(sign)) }
  }

  #atom(): Piece {
    const sign = this.#source[this.#at] ?? ''
    if (sign === '(') return this.#group()
    if (sign === '[') return this.#signs()
    this.#at++
    if (sign >= '\uE000' && sign <= '\uE001') {
      this.#at += 2
      return { kind: 'mark', text: this.#source.slice(this.#at - 3, this.#at) }
    }
    if (sign === '^' || sign === '$') return { kind: 'text', text: '' }
    if (sign === '.') return { kind: 'any', signs: usual }
    return sign === '\\' ? this.#escaped() : { kind: 'text', text: sign }
  }

  #escaped(): Piece {
    const sign = this.#source[this.#at++] ?? ''
    if (/[1-9]/.test(sign)) return { kind: 'same', group: Number(sign) }
    if (sign === 'p' || sign === 'P') {
      this.#at = this.#source.indexOf('}', this.#at) + 1
      return { kind: 'any', signs: sign === 'p' ? ['好', '了', '我'] : ['3'] }
    }
    const text = { d: '3', s: ' ', S: '好', w: 'a', b: '', B: '', n: '\n', D: '好' }[sign] ?? sign
    return { kind: 'text', text }
  }

  #times(piece: Piece): Piece {
    const count = /^(?:([?*+])|\{(\d+)(,?)(\d*)\})\??/.exec(this.#source.slice(this.#at))
    if (!count) return piece
    this.#at += count[0].length
    const [, sign, low, comma, high] = count
    const least = sign === undefined ? Number(low) : sign === '+' ? 1 : 0
    const most = sign === '?' || (comma === '' && least === 0) ? 1 : least + 1
    return { kind: 'times', piece, least, most: comma === '' || high === low ? least : most }
  }
}

/** The pieces on the way to a mark. */
function wayTo(mark: string, piece: Piece, way = new Set<Piece>()): ReadonlySet<Piece> {
  if (piece.kind === 'mark' && piece.text === mark) way.add(piece)
  const inner =
    piece.kind === 'choice' ? piece.rows.flat() : piece.kind === 'times' ? [piece.piece] : []
  for (const one of inner) {
    wayTo(mark, one, way)
    if (way.has(one)) way.add(piece)
  }
  return way
}

/** Writes texts that a pattern matches, as far as that can be told without searching. */
export class PatternWriter {
  readonly #pattern: Choice
  readonly #way: ReadonlySet<Piece>

  /** `mark` stands in the alternatives that are to be taken. */
  constructor(source: string, mark = '') {
    this.#pattern = new Reader(source).choice()
    this.#way = wayTo(mark, this.#pattern)
  }

  write(dice: Dice): string {
    const way = this.#way
    const said = new Map<number, string>()

    function choice({ rows, look, group }: Choice): string {
      const wanted = rows.filter((row) => row.some((one) => way.has(one)))
      if (look === 'unwanted' && wanted.length === 0) return ''
      if (look === 'wanted' && wanted.length === 0 && dice.below(3) === 0) return ''
      const text = dice
        .one(wanted.length > 0 ? wanted : rows)
        .map(write)
        .join('')
      if (group !== undefined) said.set(group, text)
      return text
    }

    function write(piece: Piece): string {
      if (piece.kind === 'text') return piece.text
      if (piece.kind === 'mark') return ''
      if (piece.kind === 'same') return said.get(piece.group) ?? ''
      if (piece.kind === 'any') return piece.signs.length > 0 ? dice.one(piece.signs) : ''
      if (piece.kind === 'choice') return choice(piece)
      const { least, most } = piece
      const count = dice.below(3) === 0 ? most : least
      const times = way.has(piece) ? Math.max(1, count) : count
      return Array.from({ length: times }, () => write(piece.piece)).join('')
    }

    return choice(this.#pattern)
  }
}
