import type { Setting } from '../core/settings.ts'
import { channels } from '../channels/index.ts'
import { baseUrl, type ConfigFile } from './schema.ts'
import type { Problem } from './secrets.ts'

type Account = ConfigFile['tenants'][number]['accounts'][number]
type Value = Account['settings'][string]

const wanted: Readonly<Record<Setting['kind'], string>> = {
  text: 'must be text',
  secret: 'must be text, best as "env:NAME"',
  url: 'must be an https:// address (http:// only for 127.0.0.1 and localhost)',
  number: 'must be a number',
  boolean: 'must be true or false',
  choice: 'must be one of the choices',
  list: 'must be a list of texts',
}

function hasKind(setting: Setting, value: Value): boolean {
  switch (setting.kind) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'list':
      return Array.isArray(value)
    case 'url':
      return baseUrl.safeParse(value).success
    case 'choice':
      return typeof value === 'string' && (setting.choices ?? []).includes(value)
    default:
      return typeof value === 'string'
  }
}

function valueProblem(setting: Setting, value: Value): string | undefined {
  if (!hasKind(setting, value)) {
    const choices = setting.choices ? ` (${setting.choices.join(', ')})` : ''
    return `${wanted[setting.kind]}${choices}`
  }
  return setting.check?.(String(value))?.en
}

interface Checked {
  readonly settings: Account['settings']
  readonly problems: readonly Problem[]
}

function checkAccount(account: Account, known: readonly Setting[], path: string): Checked {
  const problems: Problem[] = []
  const settings: Record<string, Value> = {}
  for (const setting of known) {
    const value = account.settings[setting.key] ?? setting.default
    if (value === undefined || value === '') {
      if (setting.required)
        problems.push({ path: `${path}.${setting.key}`, message: `is missing: ${setting.help.en}` })
      continue
    }
    const problem = valueProblem(setting, value)
    if (problem !== undefined) problems.push({ path: `${path}.${setting.key}`, message: problem })
    settings[setting.key] = setting.kind === 'url' ? String(value).replace(/\/+$/, '') : value
  }
  const names = new Set(known.map(({ key }) => key))
  for (const key of Object.keys(account.settings)) {
    if (!names.has(key))
      problems.push({ path: `${path}.${key}`, message: `is not a setting of ${account.channel}` })
  }
  return { settings, problems }
}

/** Channels of the file format which this version does not serve yet: skipped with a warning. */
const laterChannels: readonly string[] = ['wecom']

interface CheckedFile {
  readonly config: ConfigFile
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
}

/** Settings of each account against its channel's own list; defaults filled in. */
export function checkChannelSettings(config: ConfigFile): CheckedFile {
  const problems: Problem[] = []
  const warnings: Problem[] = []
  const isLater = (account: Account): boolean =>
    laterChannels.includes(account.channel) && !channels.some(({ id }) => id === account.channel)
  const tenants = config.tenants.map((tenant, t) => ({
    ...tenant,
    accounts: tenant.accounts.flatMap((account, a) => {
      const path = `tenants.${t}.accounts.${a}`
      if (isLater(account)) {
        warnings.push({
          path: `${path}.channel`,
          message: `${account.channel} is not served by this version; skipped`,
        })
        return []
      }
      const descriptor = channels.find(({ id }) => id === account.channel)
      if (!descriptor) {
        const names = channels.map(({ id }) => `"${id}"`).join(', ')
        problems.push({ path: `${path}.channel`, message: `must be one of ${names}` })
        return [account]
      }
      const checked = checkAccount(account, descriptor.settings, `${path}.settings`)
      problems.push(...checked.problems)
      return [{ ...account, settings: checked.settings }]
    }),
  }))
  return { config: { ...config, tenants }, problems, warnings }
}
