import { channels } from '../channels/index.ts'
import type { ConfigFile, TenantConfig } from '../config.ts'
import type { ProbeResult } from '../core/channel.ts'
import { isRelayError } from '../core/error.ts'
import {
  baseHosts,
  channelAccount,
  channelDoors,
  channelFrameworkOf,
  ticketingOf,
  type Doors,
} from '../wiring.ts'
import { createHttpDoor } from '../wire/http-door.ts'
import { systemClock } from '../wire/system-clock.ts'
import { configOf, readFlags, type Command } from './command.ts'
import { probePublicUrl } from './public-url.ts'
import { withStore } from './with-store.ts'

interface Examination {
  readonly where: string
  readonly locale: TenantConfig['locale']
  readonly probe: () => Promise<readonly ProbeResult[]>
}

interface Print {
  (line: ProbeResult & Pick<Examination, 'where' | 'locale'>): void
}

const printText: Print = ({ where, check, ok, isNote, message, locale }) => {
  const state = ok ? (isNote === true ? 'note' : 'ok  ') : 'FAIL'
  process.stdout.write(`${state} ${where} ${check}: ${locale === 'en' ? message.en : message.zh}\n`)
}

const printJson: Print = ({ where, check, ok, isNote, message }) => {
  const line = { where, check, ok, ...(isNote === true && { isNote }), message }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

/** A probe that broke is itself a finding; what it broke on is one line. */
async function guarded(probe: Examination['probe']): Promise<readonly ProbeResult[]> {
  try {
    return await probe()
  } catch (error) {
    const code = isRelayError(error) ? ` (${error.code})` : ''
    const message = `${error instanceof Error ? error.message : 'unexpected'}${code}`
    return [{ check: 'call', ok: false, message: { zh: message, en: message } }]
  }
}

function zendeskProbe(
  config: ConfigFile,
  tenant: TenantConfig,
  doors: Doors,
): Examination['probe'] {
  const { reader } =
    tenant.zendesk.port === 'channel'
      ? channelFrameworkOf(config, tenant, doors)
      : ticketingOf(config, tenant, doors)
  return () => reader.probe()
}

function examinationsOf(
  config: ConfigFile,
  tenant: TenantConfig,
  doors: Doors,
): readonly Examination[] {
  const { locale } = tenant
  const zendesk = {
    where: `${tenant.id} zendesk`,
    locale,
    probe: zendeskProbe(config, tenant, doors),
  }
  const accounts = tenant.accounts.flatMap((account): readonly Examination[] => {
    const descriptor = channels.find(({ id }) => id === account.channel)
    const probe = descriptor?.probe?.bind(descriptor)
    if (!probe) return []
    const about = channelAccount(tenant, account)
    return [
      {
        where: `${tenant.id} ${account.id}`,
        locale,
        probe: () => probe(about, channelDoors(doors)),
      },
    ]
  })
  return [zendesk, ...accounts]
}

/** Calls each platform and Zendesk once and explains each failure; exit 1 when one fails. */
export const doctor: Command = async (argv) => {
  const { values } = readFlags(argv, ['config'], ['json'])
  const config = configOf(values)
  if (!config) return 1
  const print = values['json'] === true ? printJson : printText
  return withStore(config, async ({ store, log }) => {
    const http = createHttpDoor({ clock: systemClock, log, exemptHosts: baseHosts(config) })
    const doors: Doors = { http, clock: systemClock, log, store }
    const locale = config.tenants[0]?.locale ?? 'zh-CN'
    const examinations: readonly Examination[] = [
      { where: 'relay', locale, probe: () => probePublicUrl(config.publicUrl, http) },
      ...config.tenants.flatMap((tenant) => examinationsOf(config, tenant, doors)),
    ]
    let isWell = true
    for (const { where, locale: language, probe } of examinations) {
      for (const result of await guarded(probe)) {
        print({ where, locale: language, ...result })
        isWell &&= result.ok
      }
    }
    return isWell ? 0 : 1
  })
}
