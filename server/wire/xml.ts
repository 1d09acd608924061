import { decodeText, hostile, malformed } from './xml-text.ts'

export type XmlValue = string | XmlFields | readonly XmlValue[]
export interface XmlFields {
  readonly [name: string]: XmlValue
}

export interface XmlNode {
  readonly name: string
  readonly fields: XmlFields
  /** Names of direct children that came more than once. */
  readonly duplicates: readonly string[]
}

export interface XmlOutput {
  readonly [name: string]: XmlOutputValue | undefined
}
type XmlOutputValue = string | number | XmlOutput | readonly XmlOutputValue[]

interface Reader {
  readonly text: string
  readonly maxDepth: number
  readonly maxElements: number
  readonly duplicates: Set<string>
  at: number
  elements: number
}

type Children = Record<string, XmlValue>

const name = /[A-Za-z_][A-Za-z0-9_.-]{0,63}/y
const declaration =
  /^<\?xml version=["']1\.[0-9]["'](?: encoding=["'][A-Za-z0-9._-]+["'])?(?: standalone=["'](?:yes|no)["'])? ?\?>/
const mark = { slash: 0x2f, less: 0x3c, greater: 0x3e, bang: 0x21 }
const cdataStart = '<![CDATA['
// Customers' messages contain raw control characters; a strict parser would refuse them.
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]+/g
const returns = /\r+/g

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d
}

function skipBlank(reader: Reader): void {
  while (isBlank(reader.text.charCodeAt(reader.at))) reader.at += 1
}

function isAt(reader: Reader, code: number): boolean {
  return reader.text.charCodeAt(reader.at) === code
}

/** Steps over `>`, layout before it allowed. */
function closeTag(reader: Reader): void {
  if (!isAt(reader, mark.greater)) skipBlank(reader)
  if (!isAt(reader, mark.greater)) throw malformed('a tag does not end or has attributes')
  reader.at += 1
}

function readName(reader: Reader): string {
  name.lastIndex = reader.at
  if (!name.test(reader.text)) throw malformed('a name is missing')
  const found = reader.text.slice(reader.at, name.lastIndex)
  reader.at = name.lastIndex
  return found
}

/** Elements and sections alike: each costs a multiple of its bytes. */
function countOne(reader: Reader): void {
  if (++reader.elements > reader.maxElements) throw hostile('it has too many elements')
}

function readCdata(reader: Reader): string {
  countOne(reader)
  const start = reader.at + cdataStart.length
  const end = reader.text.indexOf(']]>', start)
  if (end < 0) throw malformed('CDATA does not end')
  reader.at = end + 3
  return reader.text.slice(start, end)
}

function add(children: Children, key: string, value: XmlValue): boolean {
  const earlier = children[key]
  if (earlier === undefined) children[key] = value
  // Only this function makes arrays, so they may grow in place: linear in hostile input too.
  else if (Array.isArray(earlier)) (earlier as XmlValue[]).push(value)
  else children[key] = [earlier, value]
  return earlier === undefined
}

/** The commonest content by far, one CDATA section and the closing tag; undefined for any other. */
function readPlainCdata(reader: Reader, tag: string): string | undefined {
  const { text, at } = reader
  if (!text.startsWith(cdataStart, at)) return undefined
  const end = text.indexOf(']]>', at)
  if (end < 0 || !text.startsWith('</', end + 3)) return undefined
  reader.at = end + 3
  return closeElement(reader, tag, text.slice(at + cdataStart.length, end))
}

/** What stands between an opening tag and its closing one. */
function readContent(reader: Reader, depth: number): XmlValue {
  let outside = ''
  let inside: string | undefined
  let children: Children | undefined
  for (;;) {
    const next = reader.text.indexOf('<', reader.at)
    if (next < 0) throw malformed('an element does not end')
    if (next > reader.at) {
      const words = decodeText(reader.text.slice(reader.at, next))
      // Layout around CDATA is never part of the value.
      if (inside === undefined) outside += words
      else if (words.trim() !== '') inside += words
    }
    reader.at = next
    const mode = reader.text.charCodeAt(next + 1)
    if (mode === mark.slash) break
    if (mode === mark.bang && reader.text.startsWith(cdataStart, next)) {
      inside ??= outside.trim() === '' ? '' : outside
      inside += readCdata(reader)
      outside = ''
    } else {
      children ??= Object.create(null) as Children
      const tag = openElement(reader, depth + 1)
      const isNew = add(children, tag, readRest(reader, tag, depth + 1))
      if (!isNew && depth === 1) reader.duplicates.add(tag)
    }
  }
  if (!children) return inside ?? outside.trim()
  if (inside !== undefined || outside.trim() !== '') throw malformed('text stands among elements')
  return children
}

/** Reads `<name`, and the layout after it. */
function openElement(reader: Reader, depth: number): string {
  if (depth > reader.maxDepth) throw hostile('it is nested too deeply')
  countOne(reader)
  if (!isAt(reader, mark.less)) throw malformed('an element is missing')
  reader.at += 1
  if (isAt(reader, mark.bang)) throw hostile('a document type or a comment stands in it')
  const tag = readName(reader)
  skipBlank(reader)
  return tag
}

function closeElement<T extends XmlValue>(reader: Reader, tag: string, value: T): T {
  if (!reader.text.startsWith(tag, reader.at + 2)) throw malformed('tags do not match')
  reader.at += 2 + tag.length
  closeTag(reader)
  return value
}

/** From the end of the opening tag's name to the end of the element. */
function readRest(reader: Reader, tag: string, depth: number): XmlValue {
  const isEmpty = isAt(reader, mark.slash)
  if (isEmpty) reader.at += 1
  closeTag(reader)
  if (isEmpty) return ''
  return readPlainCdata(reader, tag) ?? closeElement(reader, tag, readContent(reader, depth))
}

function skipDeclaration(reader: Reader): void {
  skipBlank(reader)
  if (!reader.text.startsWith('<?', reader.at)) return
  const found = declaration.exec(reader.text.slice(reader.at, reader.at + 200))
  if (!found) throw malformed('the declaration is broken')
  reader.at += found[0].length
  skipBlank(reader)
}

function withinSize(text: string, maxBytes: number): boolean {
  return text.length * 3 <= maxBytes || Buffer.byteLength(text) <= maxBytes
}

/** BOM and control characters off, line ends as XML wants them. */
function tidy(text: string): string {
  const plain = (text.startsWith('\ufeff') ? text.slice(1) : text).replace(controls, '')
  if (!plain.includes('\r')) return plain
  const joined = plain.replaceAll('\r\n', '\n')
  // By whole runs where there are any: one at a time, 64 KiB of them would take longer than all the rest.
  return joined.includes('\r\r')
    ? joined.replace(returns, (run) => '\n'.repeat(run.length))
    : joined.replaceAll('\r', '\n')
}

interface XmlLimits {
  readonly maxBytes?: number
  readonly maxDepth?: number
  /** Far more than any message has. */
  readonly maxElements?: number
}

/**
 * A strict reader of the platforms' flat XML: elements, text, CDATA and the five entities. No
 * DOCTYPE, attributes, comments or processing instructions; values are texts, never numbers.
 * Throws `channel.malformed`. Linear in the input.
 */
export function readXml(
  text: string,
  { maxBytes = 65_536, maxDepth = 8, maxElements = 1000 }: XmlLimits = {},
): XmlNode {
  if (!withinSize(text, maxBytes)) throw hostile('it is too long')
  const reader: Reader = {
    text: tidy(text),
    maxDepth,
    maxElements,
    duplicates: new Set(),
    at: 0,
    elements: 0,
  }
  skipDeclaration(reader)
  const root = openElement(reader, 1)
  const value = readRest(reader, root, 1)
  skipBlank(reader)
  if (reader.at !== reader.text.length) throw malformed('something stands after its end')
  return { name: root, fields: fieldsOf(value), duplicates: [...reader.duplicates] }
}

function fieldsOf(value: XmlValue): XmlFields {
  if (value === '') return Object.create(null) as XmlFields
  if (typeof value === 'string') throw malformed('text stands where fields belong')
  return value as XmlFields
}

/** `]]>` would end the section early, so it is split over two. */
function cdata(text: string): string {
  return `<![CDATA[${text.replace(controls, '').replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

function element(name: string, value: XmlOutputValue): string {
  if (Array.isArray(value)) {
    return (value as readonly XmlOutputValue[]).map((item) => element(name, item)).join('')
  }
  if (typeof value === 'number') return `<${name}>${value}</${name}>`
  if (typeof value === 'string') return `<${name}>${cdata(value)}</${name}>`
  return writeXml(value as XmlOutput, name)
}

/** Texts go in CDATA, numbers bare, arrays as repeated elements; `undefined` is left out. */
export function writeXml(fields: XmlOutput, root = 'xml'): string {
  const inner = Object.entries(fields).map(([name, value]) =>
    value === undefined ? '' : element(name, value),
  )
  return `<${root}>${inner.join('')}</${root}>`
}
