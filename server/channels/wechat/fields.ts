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
  if (typeof value === 'string') return value.replace(controls, '')
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

function isTree(value: Tree | undefined): value is { readonly [name: string]: Tree } {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

export function fieldsOf(value: Tree | undefined): Fields {
  const tree: { readonly [name: string]: Tree } = isTree(value) ? value : {}
  const own = (name: string): Tree | undefined =>
    Object.hasOwn(tree, name) ? tree[name] : undefined
  return {
    text: (name) => textOf(own(name)),
    id: (name) => textOf(own(name)).trim(),
    has: (name) => own(name) !== undefined,
    child: (name) => fieldsOf(own(name)),
    list(name) {
      const many = own(name)
      if (many === undefined || many === '') return []
      return (Array.isArray(many) ? (many as readonly Tree[]) : [many]).map(fieldsOf)
    },
  }
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
  return fieldsOf(isJsonText(text) ? readJsonTree(text) : readXmlTree(text))
}

const known = new WeakMap<RawItem, Fields>()

/** What was read to be verified need not be read again to be understood. */
export function rememberFields(item: RawItem, fields: Fields): void {
  known.set(item, fields)
}

export function fieldsOfItem(item: RawItem): Fields {
  return known.get(item) ?? readFields(item.body)
}
