import { SaxesParser } from 'saxes'

/** Strings stand in CDATA, numbers bare; 64-bit ids are bigints so that JSON carries them whole. */
export type Field = string | number | bigint | Fields | Field[]
export interface Fields {
  [name: string]: Field
}

export function writeXml(fields: Fields): string {
  return `<xml>${xmlBody(fields)}</xml>`
}

function xmlBody(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value]) => xmlElement(name, value))
    .join('')
}

function xmlElement(name: string, value: Field): string {
  if (Array.isArray(value)) {
    return `<${name}>${value.map((item) => xmlElement('item', item)).join('')}</${name}>`
  }
  if (typeof value === 'object') return `<${name}>${xmlBody(value)}</${name}>`
  if (typeof value !== 'string') return `<${name}>${value}</${name}>`
  // WeChat passes customers' text through raw; only the end mark of CDATA must be split.
  return `<${name}><![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`
}

export type XmlTree = string | { [name: string]: XmlTree }

/** A small reader for what the relay answers. Undefined where it is not well-formed. */
export function readXml(text: string): XmlTree | undefined {
  const parser = new SaxesParser()
  const stack: { name: string; text: string; children: Record<string, XmlTree> }[] = []
  let root: XmlTree | undefined
  let isBroken = false
  const append = (chunk: string): void => {
    const top = stack.at(-1)
    if (top) top.text += chunk
  }
  parser.on('error', () => (isBroken = true))
  parser.on('opentag', (tag) => stack.push({ name: tag.name, text: '', children: {} }))
  parser.on('text', append)
  parser.on('cdata', append)
  parser.on('closetag', () => {
    const node = stack.pop()
    if (!node) return
    const tree = Object.keys(node.children).length > 0 ? node.children : node.text
    const parent = stack.at(-1)
    if (parent) parent.children[node.name] = tree
    else root = tree
  })
  parser.write(text).close()
  return (isBroken as boolean) ? undefined : root
}

export function textAt(tree: XmlTree | undefined, ...path: string[]): string {
  let node = tree
  for (const name of path) node = typeof node === 'object' ? node[name] : undefined
  return typeof node === 'string' ? node.trim() : ''
}
