import { RelayError } from '../../core/error.ts'
import { readJsonObject, type JsonValue } from '../../wire/json.ts'
import { readXml, type XmlValue } from '../../wire/xml.ts'

/** A message as a tree of texts: XML and JSON pushes look alike from here on. */
export interface Fields {
  /** '' when absent or not a text. Ids keep all their digits. */
  text(name: string): string
  has(name: string): boolean
  child(name: string): Fields
  /** One or many, always a list. */
  list(name: string): readonly Fields[]
}

type Tree = JsonValue | XmlValue

function textOf(value: Tree | undefined): string {
  if (typeof value === 'string') return value
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
    has: (name) => own(name) !== undefined,
    child: (name) => fieldsOf(own(name)),
    list(name) {
      const many = own(name)
      if (many === undefined) return []
      return (Array.isArray(many) ? (many as readonly Tree[]) : [many]).map(fieldsOf)
    },
  }
}

/** Reads by the first sign of the text; the content type is not to be trusted. */
export function readFields(text: string): Fields {
  if (
    text
      .replace(/^\ufeff/, '')
      .trimStart()
      .startsWith('{')
  )
    return fieldsOf(readJsonObject(text))
  const { fields, duplicates } = readXml(text, { maxBytes: 256 * 1024 })
  if (duplicates.length > 0) throw new RelayError('channel.malformed', 'An element stands twice.')
  return fieldsOf(fields)
}
