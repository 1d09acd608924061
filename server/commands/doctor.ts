import { channels } from '../channels/index.ts'
import { environment, type ConfigFile, type TenantConfig } from '../config.ts'
import type { ProbeResult } from '../core/channel.ts'
import { createLog } from '../log.ts'
import { openStore } from '../store/index.ts'
import { baseHosts, channelAccount, channelDoors, ticketingOf, type Doors } from '../wiring.ts'
import { createHttpDoor } from '../wire/http-door.ts'
import { systemClock } from '../wire/system-clock.ts'
import { configOf, readFlags, type Command } from './command.ts'

interface Finding extends ProbeResult {
  readonly where: string
}

async function guarded(
  where: string,
  probe: () => Promise<readonly ProbeResult[]>,
): Promise<readonly Finding[]> {
  try {
    return (await probe()).map((result) => ({ where, ...result }))
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unexpected'
    return [{ where, check: 'call', ok: false, message: { zh: message, en: message } }]
  }
}

async function examineTenant(
  config: ConfigFile,
  tenant: TenantConfig,
  doors: Doors,
): Promise<readonly Finding[]> {
  const found: Finding[] = []
  if (tenant.zendesk.port === 'ticketing') {
    found.push(
      ...(await guarded(`${tenant.id} zendesk`, () =>
        ticketingOf(config, tenant, doors).reader.probe(),
      )),
    )
  }
  for (const account of tenant.accounts) {
    const descriptor = channels.find(({ id }) => id === account.channel)
    const probe = descriptor?.probe?.bind(descriptor)
    if (!probe) continue
    const where = `${tenant.id} ${account.id}`
    found.push(
      ...(await guarded(where, () => probe(channelAccount(tenant, account), channelDoors(doors)))),
    )
  }
  return found
}

/** Calls each platform and Zendesk once and explains each failure; exit 1 when one fails. */
export const doctor: Command = async (argv) => {
  const { values } = readFlags(argv, ['config'], ['json'])
  const config = configOf(values)
  if (!config) return 1
  const log = createLog(environment().logLevel === 'info' ? 'error' : environment().logLevel)
  const store = await openStore({
    url: config.store,
    masterKey: Buffer.from(config.masterKey, 'base64'),
    clock: systemClock,
    log,
  })
  const doors: Doors = {
    http: createHttpDoor({ clock: systemClock, log, exemptHosts: baseHosts(config) }),
    clock: systemClock,
    log,
    store,
  }
  try {
    const found: Finding[] = []
    for (const tenant of config.tenants) found.push(...(await examineTenant(config, tenant, doors)))
    for (const finding of found) {
      const words = config.tenants[0]?.locale === 'en' ? finding.message.en : finding.message.zh
      const line = `${finding.ok ? 'ok  ' : 'FAIL'} ${finding.where} ${finding.check}: ${words}`
      process.stdout.write(values['json'] === true ? `${JSON.stringify(finding)}\n` : `${line}\n`)
    }
    return found.every(({ ok }) => ok) ? 0 : 1
  } finally {
    await store.close()
  }
}
