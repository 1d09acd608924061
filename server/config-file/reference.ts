import * as z from 'zod'
import { channels } from '../channels/index.ts'
import type { Setting } from '../core/settings.ts'
import { configSchema } from './schema.ts'

interface Node {
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly default?: unknown
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, Node>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Node | boolean
  readonly items?: Node
  readonly oneOf?: readonly Node[]
}

interface Row {
  readonly key: string
  readonly type: string
  readonly preset: string
  readonly about: string
}

function typeOf({ type, enum: choices, const: only, items, oneOf }: Node): string {
  if (only !== undefined) return `\`${JSON.stringify(only)}\``
  if (choices) return choices.map((choice) => `\`${JSON.stringify(choice)}\``).join(', ')
  if (items) return 'list'
  if (oneOf || type === 'object') return 'object'
  return (
    { string: 'text', integer: 'whole number', boolean: 'true, false' }[String(type)] ??
    String(type)
  )
}

function presetOf(node: Node, isRequired: boolean): string {
  if (node.default !== undefined && typeOf(node) !== 'object')
    return `\`${JSON.stringify(node.default)}\``
  return isRequired ? 'required' : ''
}

function rowsOf(node: Node, path: string): readonly Row[] {
  const properties = Object.entries(node.properties ?? {})
  return properties.flatMap(([name, child]) => {
    const key = path === '' ? name : `${path}.${name}`
    const isRequired = node.required?.includes(name) === true && child.default === undefined
    const about = child.description ?? ''
    const own = { key, type: typeOf(child), preset: presetOf(child, isRequired), about }
    return [own, ...inside(child, key)]
  })
}

function inside(node: Node, key: string): readonly Row[] {
  if (node.oneOf) return node.oneOf.flatMap((one) => rowsOf(one, key))
  if (node.items) return rowsOf(node.items, `${key}[]`)
  return rowsOf(node, key)
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function settingPreset({ required, requiredWhen, default: preset }: Setting): string {
  if (preset !== undefined) return `\`${JSON.stringify(preset)}\``
  if (requiredWhen) return `required with \`${requiredWhen.key}\` ${requiredWhen.is.join(', ')}`
  return required === true ? 'required' : ''
}

function settingRow(setting: Setting): readonly string[] {
  const type = setting.choices?.map((choice) => `\`"${choice}"\``).join(', ') ?? setting.kind
  const { key, label, help } = setting
  return [
    `\`${key}\``,
    type,
    settingPreset(setting),
    `${label.en}: ${help.en}`,
    `${label.zh}：${help.zh}`,
  ]
}

/** Every key of the file that has a place of its own, e.g. `tenants[].accounts[].id`. */
export function fileKeys(): readonly Row[] {
  return rowsOf(z.toJSONSchema(configSchema, { io: 'input' }) as Node, '')
}

/** docs/configuration.md, written from the schema and the channels' settings. */
export function configurationReference(): string {
  const keys = fileKeys().map(({ key, type, preset, about }) => [`\`${key}\``, type, preset, about])
  const sections = channels.map(
    ({ id, name, settings }) =>
      `## Settings of \`${id}\` (${name.en}, ${name.zh})\n\n` +
      table(['key', 'kind', 'default', 'what', '说明'], settings.map(settingRow)),
  )
  return [
    '# Configuration reference',
    'Written from the source by `npx vitest run server/config-file/reference.test.ts -u`; a test holds it there.',
    'How to write a value, and an example to start from: [operations.md](operations.md).',
    `## The file\n\n${table(['key', 'type', 'default', 'what'], keys)}`,
    ...sections,
  ].join('\n\n')
}
