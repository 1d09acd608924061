import type { ChannelDescriptor } from '../core/channel.ts'
import type { Setting } from '../core/settings.ts'
import { channels } from '../channels/index.ts'
import { baseUrl } from './fields.ts'
import { fieldsAt, placesIn, type Fields, type Place } from './places.ts'
import type { Problem } from './problem.ts'
import type { ConfigFile } from './schema.ts'

type Account = ConfigFile['tenants'][number]['accounts'][number]

const wanted: Readonly<Record<Setting['kind'], string>> = {
  text: 'must be text',
  secret: 'must be text, best as "env:NAME"',
  url: 'must be an https:// address (http:// only for 127.0.0.1 and localhost)',
  number: 'must be a number, not negative',
  boolean: 'must be true or false',
  choice: 'must be one of the choices',
  list: 'must be a list of texts',
}

function hasKind(setting: Setting, value: unknown): boolean {
  switch (setting.kind) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && value >= 0
    case 'boolean':
      return typeof value === 'boolean'
    case 'list':
      return Array.isArray(value) && value.every((item) => typeof item === 'string')
    case 'url':
      return baseUrl.safeParse(value).success
    case 'choice':
      return typeof value === 'string' && (setting.choices ?? []).includes(value)
    default:
      return typeof value === 'string'
  }
}

function valueProblem(setting: Setting, value: unknown): string | undefined {
  if (!hasKind(setting, value)) {
    const choices = setting.choices ? ` (${setting.choices.join(', ')})` : ''
    return `${wanted[setting.kind]}${choices}`
  }
  return setting.check?.(String(value))?.en
}

/** Not given, or left empty: the default counts. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === ''
}

function own(fields: Fields, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined
}

function isNeeded(setting: Setting, known: readonly Setting[], given: Fields): boolean {
  if (setting.default !== undefined) return false
  if (setting.required === true) return true
  const { key = '', is = [] } = setting.requiredWhen ?? {}
  const other = own(given, key)
  const value = isAbsent(other) ? known.find((one) => one.key === key)?.default : other
  return is.some((one) => one === value)
}

function settingProblems(descriptor: ChannelDescriptor, account: Place): readonly Problem[] {
  const given = fieldsAt(account.fields, 'settings')
  const path = (key: string): string => `${account.path}.settings.${key}`
  const names = new Set(descriptor.settings.map(({ key }) => key))
  const unknown = Object.keys(given)
    .filter((key) => !names.has(key))
    .map((key) => ({ path: path(key), message: `is not a setting of ${descriptor.id}` }))
  const wrong = descriptor.settings.flatMap((setting): readonly Problem[] => {
    const value = own(given, setting.key)
    if (isAbsent(value)) {
      return isNeeded(setting, descriptor.settings, given)
        ? [{ path: path(setting.key), message: `is missing: ${setting.help.en}` }]
        : []
    }
    const message = valueProblem(setting, value)
    return message === undefined ? [] : [{ path: path(setting.key), message }]
  })
  return [...wrong, ...unknown]
}

/** Channels of the file format which this version does not serve yet: skipped with a warning. */
const laterChannels: readonly string[] = ['wecom']

function isLater(channel: unknown): boolean {
  return (
    typeof channel === 'string' &&
    laterChannels.includes(channel) &&
    !channels.some(({ id }) => id === channel)
  )
}

function descriptorOf(channel: unknown): ChannelDescriptor | undefined {
  return channels.find(({ id }) => id === channel)
}

function accountProblems(account: Place): readonly Problem[] {
  const channel = account.fields['channel']
  if (typeof channel !== 'string' || isLater(channel)) return []
  const descriptor = descriptorOf(channel)
  if (descriptor) return settingProblems(descriptor, account)
  const names = channels.map(({ id }) => `"${id}"`).join(', ')
  return [{ path: `${account.path}.channel`, message: `must be one of ${names}` }]
}

/** Settings of each account against its channel's own list, whatever else is wrong in the file. */
export function checkChannelSettings(file: Fields): {
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
} {
  const accounts = placesIn({ path: '', fields: file }, 'tenants').flatMap((tenant) =>
    placesIn(tenant, 'accounts'),
  )
  const later = accounts.filter(({ fields }) => isLater(fields['channel']))
  return {
    problems: accounts.flatMap(accountProblems),
    warnings: later.map(({ path, fields }) => ({
      path: `${path}.channel`,
      message: `${String(fields['channel'])} is not served by this version: the account "${String(fields['id'])}" is skipped`,
    })),
  }
}

function completed(account: Account, known: readonly Setting[]): Account {
  const entries = known.flatMap((setting): readonly [string, Account['settings'][string]][] => {
    const given = own(account.settings, setting.key) as Account['settings'][string] | undefined
    const value = given === undefined || given === '' ? setting.default : given
    if (value === undefined) return []
    const isUrl = setting.kind === 'url'
    return [[setting.key, isUrl ? String(value).replace(/\/+$/, '') : value]]
  })
  return { ...account, settings: Object.fromEntries(entries) }
}

/** A checked file with every default filled in, without the accounts that are skipped. */
export function withDefaults(config: ConfigFile): ConfigFile {
  const tenants = config.tenants.map((tenant) => ({
    ...tenant,
    accounts: tenant.accounts.flatMap((account) => {
      const descriptor = descriptorOf(account.channel)
      return descriptor ? [completed(account, descriptor.settings)] : []
    }),
  }))
  return { ...config, tenants }
}
