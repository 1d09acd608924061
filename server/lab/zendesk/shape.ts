/** A node of the API description or of a JSON schema, with the document its references mean. */
export interface Shape {
  node: ShapeNode
  root: ShapeNode
}

export interface ShapeNode {
  $ref?: string
  type?: string | string[]
  properties?: Record<string, ShapeNode>
  required?: string[] | boolean
  items?: ShapeNode
  enum?: unknown[]
  allOf?: ShapeNode[]
  anyOf?: ShapeNode[]
  oneOf?: ShapeNode[]
  additionalProperties?: unknown
  readOnly?: boolean
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  maxItems?: number
}

export interface ShapeProblem {
  path: string
  error: 'UnknownKey' | 'BlankValue' | 'InvalidValue'
  description: string
}

/** Finds what `name.json` refers to, where a schema spans several documents. */
export type ShapeFinder = (file: string) => ShapeNode | undefined

interface Flat {
  node: ShapeNode
  properties: Map<string, Shape>
  required: Set<string>
  alternatives: Shape[]
  isFree: boolean
}

const flats = new WeakMap<object, Flat>()

/** What is wrong with a value; unknown and read-only members included. */
export function checkShape(shape: Shape, value: unknown, find: ShapeFinder): ShapeProblem[] {
  return check({ shape, value, path: '' }, find)
}

interface Step {
  shape: Shape
  value: unknown
  path: string
}

function check({ shape, value, path }: Step, find: ShapeFinder): ShapeProblem[] {
  const flat = flatten(shape, find)
  if (flat.alternatives.length > 0) {
    const outcomes = flat.alternatives.map((one) => check({ shape: one, value, path }, find))
    return outcomes.sort((one, other) => one.length - other.length)[0] ?? []
  }
  const mismatch = scalarProblem(flat, value)
  if (mismatch !== undefined) {
    return [{ path, error: 'InvalidValue', description: `${path}: ${mismatch}` }]
  }
  if (Array.isArray(value)) return checkItems({ shape, value, path }, flat, find)
  if (isObject(value) && !flat.isFree) return checkMembers({ shape, value, path }, flat, find)
  return []
}

function checkItems({ shape, value, path }: Step, flat: Flat, find: ShapeFinder): ShapeProblem[] {
  const { items } = flat.node
  if (!items) return []
  const root = rootOf(flat, shape)
  const list = value as unknown[]
  return list.flatMap((item, index) =>
    check({ shape: { node: items, root }, value: item, path: join(path, String(index)) }, find),
  )
}

function checkMembers({ value, path }: Step, flat: Flat, find: ShapeFinder): ShapeProblem[] {
  const members = value as Record<string, unknown>
  const missing = [...flat.required].filter((name) => members[name] === undefined)
  const problems: ShapeProblem[] = missing.map((name) => ({
    path: join(path, name),
    error: 'BlankValue',
    description: `${join(path, name)}: cannot be blank`,
  }))
  for (const [name, member] of Object.entries(members)) {
    const here = join(path, name)
    const known = flat.properties.get(name)
    if (!known || known.node.readOnly) {
      const why = known ? 'is read-only' : 'is not a known key'
      problems.push({ path: here, error: 'UnknownKey', description: `${here}: ${why}` })
    } else if (member !== null) {
      problems.push(...check({ shape: known, value: member, path: here }, find))
    }
  }
  return problems
}

function flatten(shape: Shape, find: ShapeFinder): Flat {
  const known = flats.get(shape.node)
  if (known) return known
  const { node, root } = follow(shape, find)
  const flat: Flat = {
    node,
    properties: new Map(),
    required: new Set(Array.isArray(node.required) ? node.required : []),
    alternatives: [],
    isFree: false,
  }
  roots.set(flat, root)
  for (const part of node.allOf ?? []) {
    const inner = flatten({ node: part, root }, find)
    for (const [name, member] of inner.properties) flat.properties.set(name, member)
    for (const name of inner.required) flat.required.add(name)
  }
  addAlternatives(flat, { node, root }, find)
  for (const [name, member] of Object.entries(node.properties ?? {})) {
    flat.properties.set(name, { node: member, root })
  }
  const hasParts = flat.properties.size > 0 || flat.alternatives.length > 0
  flat.isFree = !hasParts && node.type === 'object'
  flats.set(shape.node, flat)
  return flat
}

/** Where further members are allowed anyway, alternatives become one object with all members. */
function addAlternatives(flat: Flat, { node, root }: Shape, find: ShapeFinder): void {
  const choices = (node.anyOf ?? node.oneOf ?? []).map((one) => ({ node: one, root }))
  const inner = choices.map((choice) => flatten(choice, find))
  if (node.additionalProperties === true) {
    for (const one of inner) {
      for (const [name, member] of one.properties) flat.properties.set(name, member)
    }
    return
  }
  flat.alternatives = choices.filter((_choice, index) => !isEmpty(inner[index]))
}

function isEmpty(flat: Flat | undefined): boolean {
  return !flat || (flat.properties.size === 0 && !flat.node.type && !flat.node.enum)
}

const roots = new WeakMap<Flat, ShapeNode>()

function rootOf(flat: Flat, shape: Shape): ShapeNode {
  return roots.get(flat) ?? shape.root
}

function follow(shape: Shape, find: ShapeFinder): Shape {
  let { node, root }: { node: ShapeNode; root: ShapeNode } = shape
  // Some schemas extend what they refer to; their own members then count too.
  const own = node.properties
  while (node.$ref !== undefined) {
    const [file = '', pointer = ''] = node.$ref.split('#')
    if (file !== '') root = find(file.replace(/\.json$/, '')) ?? root
    node = root
    for (const key of pointer.split('/').slice(1)) node = stepInto(node, key)
  }
  return { node: own ? { ...node, properties: { ...node.properties, ...own } } : node, root }
}

function stepInto(place: ShapeNode, key: string): ShapeNode {
  const next = (place as Record<string, ShapeNode | undefined>)[key]
  if (next === undefined) throw new Error(`the description lacks ${key}`)
  return next
}

function scalarProblem({ node, properties }: Flat, value: unknown): string | undefined {
  const type = node.type ?? (properties.size > 0 ? 'object' : undefined)
  const types = Array.isArray(type) ? type : type === undefined ? [] : [type]
  if (types.length > 0 && !types.some((one) => hasType(one, value))) {
    return `must be ${types.join(' or ')}`
  }
  if (node.enum && !node.enum.includes(value)) return `must be one of ${node.enum.join(', ')}`
  if (typeof value === 'string') return textProblem(node, value)
  if (Array.isArray(value) && node.maxItems !== undefined && value.length > node.maxItems) {
    return `has more than ${node.maxItems} items`
  }
  return undefined
}

function hasType(type: string, value: unknown): boolean {
  switch (type) {
    case 'integer':
      return Number.isSafeInteger(value)
    case 'array':
      return Array.isArray(value)
    case 'object':
      return isObject(value)
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === type
    default:
      return true
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textProblem(node: ShapeNode, value: string): string | undefined {
  if (node.minLength !== undefined && value.length < node.minLength) return 'is too short'
  if (node.maxLength !== undefined && value.length > node.maxLength) return 'is too long'
  if (node.pattern !== undefined && !new RegExp(node.pattern).test(value)) return 'is invalid'
  const format = node.format === undefined ? undefined : formats[node.format]
  return format && !format(value) ? `is not a valid ${String(node.format)}` : undefined
}

const formats: Readonly<Record<string, (value: string) => boolean>> = {
  'date-time': (value) => value.includes('T') && !Number.isNaN(Date.parse(value)),
  email: (value) => /^[^@\s]+@[^@\s]+$/.test(value),
  'external-id': (value) => /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value),
  'https-url': isSecureUrl,
}

/** HTTPS, or this machine: the lab stands in for hosts that could not be reached otherwise. */
export function isSecureUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname } = new URL(value)
  return protocol === 'https:' || (protocol === 'http:' && /^(127\.|localhost$)/.test(hostname))
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}
