import type { Edit } from '../../server/persona/rule.ts'

const blocks = new Set([
  'P',
  'DIV',
  'LI',
  'UL',
  'OL',
  'BLOCKQUOTE',
  'H1',
  'H2',
  'H3',
  'H4',
  'PRE',
  'TABLE',
  'TR',
])
const unseen = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'HEAD', 'TITLE', 'NOSCRIPT'])

interface Piece {
  readonly node: Text
  /** Where the piece begins in the plain text. */
  readonly start: number
}

interface Reading {
  readonly text: string
  readonly pieces: readonly Piece[]
  readonly body: HTMLElement
}

/** An inert document: nothing in it runs, loads or is shown. */
function parsed(html: string): HTMLElement {
  return new DOMParser().parseFromString(html, 'text/html').body
}

function read(html: string): Reading {
  const body = parsed(html)
  const pieces: Piece[] = []
  let text = ''
  /** A line ends once, however many blocks end there. */
  let isLineOpen = false
  function endLine(): void {
    if (isLineOpen) text += '\n'
    isLineOpen = false
  }
  function add(node: Text): void {
    if (node.data === '') return
    pieces.push({ node, start: text.length })
    text += node.data.replaceAll('\u00a0', ' ')
    isLineOpen = true
  }
  function walk(node: Node): void {
    if (node instanceof Text) return add(node)
    if (!(node instanceof Element) || unseen.has(node.tagName)) return
    if (node.tagName === 'BR') {
      text += '\n'
      isLineOpen = false
      return
    }
    const isBlock = blocks.has(node.tagName)
    if (isBlock) endLine()
    for (const child of node.childNodes) walk(child)
    if (isBlock) endLine()
  }
  for (const child of body.childNodes) walk(child)
  return { text, pieces, body }
}

/** The plain text of a composer's HTML; same length between two reads, offsets lead back into it. */
export function plainOf(html: string): string {
  return read(html).text.replace(/\n+$/, '')
}

function put(node: Text, at: number, text: string): void {
  const [first = '', ...more] = text.split('\n')
  if (more.length === 0) return node.insertData(at, text)
  const rest = node.splitText(at)
  node.appendData(first)
  for (const line of more) {
    rest.before(document.createElement('br'), document.createTextNode(line))
  }
}

function change({ pieces, body }: Reading, { start, end, text }: Edit): void {
  let isPut = text === ''
  for (const { node, start: from } of pieces.toReversed()) {
    const to = from + node.data.length
    if (to < start || from > end) continue
    const [a, b] = [Math.max(start, from) - from, Math.min(end, to) - from]
    if (b > a) node.deleteData(a, b - a)
    // Into the first piece touched, where the words to be replaced began.
    if (!isPut && from <= start) {
      put(node, start - from, text)
      isPut = true
    }
  }
  if (!isPut) body.append(document.createTextNode(text))
}

/** The same HTML with edits made in its plain text; formatting around them stays. Edits do not overlap. */
export function editedHtml(html: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((now, edit) => {
      const reading = read(now)
      change(reading, edit)
      return reading.body.innerHTML
    }, html)
}

/** Plain text as the composer's HTML. */
export function htmlOf(text: string): string {
  const holder = document.createElement('div')
  for (const line of text.split('\n')) {
    const paragraph = document.createElement('p')
    paragraph.textContent = line
    holder.append(paragraph)
  }
  return holder.innerHTML
}
