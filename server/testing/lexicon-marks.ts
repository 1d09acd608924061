import ts from 'typescript'
import type { Entry } from './lexicon-entries.ts'

// Signs for private use: no draft and no list holds them.
const opens = '\uE000'
const closes = '\uE001'
const first = 0xe100
const base = 0x1000
const marks = /[\uE000\uE001][\uE100-\uF0FF]{2}/g

/** The number of an entry as the two signs that follow an opening or closing sign. */
function numeral(id: number): string {
  return String.fromCharCode(first + Math.floor(id / base), first + (id % base))
}

export function opening(id: number): string {
  return opens + numeral(id)
}

export function closing(id: number): string {
  return closes + numeral(id)
}

/** The entries that a marked pattern holds. */
export function markedIn(source: string): readonly number[] {
  return [...source.matchAll(/\uE000([\uE100-\uF0FF])([\uE100-\uF0FF])/g)].map(
    ([, high = '', low = '']) => (high.charCodeAt(0) - first) * base + (low.charCodeAt(0) - first),
  )
}

function withoutOnce(source: string, id: number): string {
  const from = source.indexOf(opening(id))
  const end = source.indexOf(closing(id), from)
  if (from === -1 || end === -1) return source
  const to = end + closing(id).length
  if (source[to] === '|') return source.slice(0, from) + source.slice(to + 1)
  if (source[from - 1] === '|') return source.slice(0, from - 1) + source.slice(to)
  return `${source.slice(0, from)}[]${source.slice(to)}`
}

/** The pattern as it is meant, or as it is without one entry. */
export function unmarked(source: string, dropped?: number): string {
  let text = source
  while (
    dropped !== undefined &&
    text.includes(opening(dropped)) &&
    text.includes(closing(dropped))
  )
    text = withoutOnce(text, dropped)
  return text.replace(marks, '')
}

interface Edit {
  readonly from: number
  readonly to: number
  readonly put: string
}

function edited(text: string, edits: readonly Edit[]): string {
  let made = ''
  let at = 0
  for (const { from, to, put } of [...edits].sort((a, b) => a.from - b.from || a.to - b.to)) {
    made += text.slice(at, from) + put
    at = to
  }
  return made + text.slice(at)
}

/** Where in a list in order the edits after a place begin. */
function firstAfter(edits: readonly Edit[], at: number): number {
  let [low, high] = [0, edits.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edits[middle]?.from ?? 0) > at) high = middle
    else low = middle + 1
  }
  return low
}

function has(node: ts.ObjectLiteralExpression, name: RegExp): boolean {
  return node.properties.some(
    ({ name: key }) => key !== undefined && ts.isIdentifier(key) && name.test(key.text),
  )
}

/**
 * The bundle with every entry between marks, its patterns made by `literal(source, flags)` and its phrases
 * told to `phrase(…)`; `remembered` is taken from outside.
 */
export function markedText(text: string, entries: ReadonlyMap<number, Entry>): string {
  const edits: Edit[] = []
  const marksAt: Edit[] = []
  for (const [id, { words, from }] of entries) {
    const start = text.indexOf(words, from)
    const end = start + words.length
    marksAt.push({ from: start, to: start, put: opening(id) })
    marksAt.push({ from: end, to: end, put: closing(id) })
  }
  // At one place, what ends comes before what begins, and the inner ends first.
  marksAt.sort((a, b) => a.from - b.from)
  const taken = new Set<Edit>()
  function visit(node: ts.Node): void {
    if (ts.isRegularExpressionLiteral(node)) {
      const [from, to] = [node.getStart(), node.end]
      const inside = marksAt.slice(firstAfter(marksAt, from), firstAfter(marksAt, to - 1))
      if (inside.length === 0) return
      for (const one of inside) taken.add(one)
      const slash = text.lastIndexOf('/', to - 1)
      const source = edited(
        text.slice(from + 1, slash),
        inside.map(({ from: at, put }) => ({ from: at - from - 1, to: at - from - 1, put })),
      )
      const flags = text.slice(slash + 1, to)
      edits.push({ from, to, put: `literal(${JSON.stringify(source)}, ${JSON.stringify(flags)})` })
      return
    }
    if (ts.isFunctionDeclaration(node) && node.name?.text === 'remembered')
      edits.push({ from: node.name.getStart(), to: node.name.end, put: 'rememberedForEver' })
    const isPhrase =
      ts.isObjectLiteralExpression(node) && has(node, /^pattern$/) && has(node, /^unless/)
    if (isPhrase) edits.push({ from: node.getStart(), to: node.getStart(), put: 'phrase(' })
    ts.forEachChild(node, visit)
    if (isPhrase) edits.push({ from: node.end, to: node.end, put: ')' })
  }
  visit(ts.createSourceFile('bundle.js', text, ts.ScriptTarget.Latest, true))
  return edited(text, [...edits, ...marksAt.filter((one) => !taken.has(one))])
}
