import { RelayError } from '../../core/error.ts'
import type { RawItem } from '../../core/message.ts'
import { readJson, readJsonObject, type JsonObject, type JsonValue } from '../../wire/json.ts'
import { readXml, type XmlFields, type XmlValue } from '../../wire/xml.ts'

/** A message as a tree of texts: XML and JSON pushes look alike from here on. */
export interface Fields {
  /** '' when absent or not a text. Ids keep all their digits. */
  text(name: string): string
  /** As `text`, without the white space around it: for ids, types and figures. */
  id(name: string): string
  has(name: string): boolean
  child(name: string): Fields
  /** One or many, always a list. */
  list(name: string): readonly Fields[]
}

type Tree = JsonValue | XmlValue

const maxBytes = 256 * 1024
const maxDepth = 8
// XML is rid of them by its reader; JSON may carry them escaped.
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g

/** What no platform writes: refused even under a right signature, unlike what is merely unreadable. */
function hostile(what: string): RelayError {
  return new RelayError('channel.malformed', what, { details: { isHostile: true } })
}

function textOf(value: Tree | undefined): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

function isTree(value: Tree | undefined): value is { readonly [name: string]: Tree } {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

const nothing: { readonly [name: string]: Tree } = Object.freeze({})

/** A class, since every callback makes two of them: five closures each would cost more than reading. */
class TreeFields implements Fields {
  readonly #tree: { readonly [name: string]: Tree }
  readonly #isClean: boolean

  constructor(value: Tree | undefined, isClean: boolean) {
    this.#tree = isTree(value) ? value : nothing
    this.#isClean = isClean
  }

  #own(name: string): Tree | undefined {
    return Object.hasOwn(this.#tree, name) ? this.#tree[name] : undefined
  }

  text(name: string): string {
    const text = textOf(this.#own(name))
    return this.#isClean ? text : text.replace(controls, '')
  }

  id(name: string): string {
    return this.text(name).trim()
  }

  has(name: string): boolean {
    return this.#own(name) !== undefined
  }

  child(name: string): Fields {
    return new TreeFields(this.#own(name), this.#isClean)
  }

  list(name: string): readonly Fields[] {
    const many = this.#own(name)
    if (many === undefined || many === '') return []
    const all = Array.isArray(many) ? (many as readonly Tree[]) : [many]
    return all.map((one) => new TreeFields(one, this.#isClean))
  }
}

/** `isClean`: the reader has taken control characters out already. */
export function fieldsOf(value: Tree | undefined, isClean = false): Fields {
  return new TreeFields(value, isClean)
}

function isDeeper(value: JsonValue, left: number): boolean {
  if (value === null || typeof value !== 'object') return false
  return left === 0 || Object.values(value).some((one: JsonValue) => isDeeper(one, left - 1))
}

const marks = /"(?:[^"\\]|\\[^])*"(\s*:)?|[{}[\]]/g

/** JSON readers take the last of two members alike: which one was meant, and which one was checked? */
function repeatsName(text: string): boolean {
  const names = new Set<unknown>()
  let depth = 0
  for (const [mark, colon] of text.matchAll(marks)) {
    if (mark === '{' || mark === '[') depth += 1
    else if (mark === '}' || mark === ']') depth -= 1
    else if (colon !== undefined && depth === 1) {
      const name = readJson(mark.slice(0, mark.length - colon.length))
      if (names.has(name)) return true
      names.add(name)
    }
  }
  return false
}

function readJsonTree(text: string): JsonObject {
  if (text.length > maxBytes) throw hostile('The JSON is too long.')
  const tree = readJsonObject(text)
  if (isDeeper(tree, maxDepth)) throw hostile('The JSON is nested too deeply.')
  if (repeatsName(text)) throw hostile('A member stands twice.')
  return tree
}

function readXmlTree(text: string): XmlFields {
  const { fields, duplicates } = readXml(text, { maxBytes, maxDepth })
  if (duplicates.length > 0) throw hostile('An element stands twice.')
  return fields
}

/** By the first sign of the text; the content type is not to be trusted. A BOM counts as blank. */
export function isJsonText(text: string): boolean {
  return text.trimStart().startsWith('{')
}

/** Throws `channel.malformed`, with `details.isHostile` for what no platform writes. */
export function readFields(text: string): Fields {
  return isJsonText(text) ? fieldsOf(readJsonTree(text)) : fieldsOf(readXmlTree(text), true)
}

const read = Symbol('fields')

type ReadItem = RawItem & { [read]?: Fields }

/**
 * What was read to be verified need not be read again to be understood. Hidden on the item itself: it is
 * never stored with it, and a table beside it would cost the collector more than reading again.
 */
export function rememberFields(item: ReadItem, fields: Fields): void {
  Object.defineProperty(item, read, { value: fields })
}

export function fieldsOfItem(item: ReadItem): Fields {
  return item[read] ?? readFields(item.body)
}
