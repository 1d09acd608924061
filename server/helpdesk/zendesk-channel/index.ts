import { randomBytes } from 'node:crypto'
import type { ChannelFramework } from '../../core/channel-framework.ts'
import { RelayError } from '../../core/error.ts'
import type { Filing, FilingResult } from '../../core/filing.ts'
import type { Helpdesk, HelpdeskReader, TicketNote } from '../../core/helpdesk.ts'
import { answerAdmin, connectCode } from './admin.ts'
import { callFramework } from './call.ts'
import { readChannelback } from './channelback.ts'
import { readEvents } from './events.ts'
import { manifestOf } from './manifest.ts'
import type { ChannelInstance, ZendeskChannelOptions } from './options.ts'
import { createParked, type Parked } from './parked.ts'
import { push, pushFilings } from './push.ts'
import { createRequestIds, type RequestIds } from './request-id.ts'
import { answerPull } from './pull.ts'
import { channelReader } from './reader.ts'
import { isoSeconds } from './resource.ts'

export type { ZendeskChannelOptions } from './options.ts'

interface Parts {
  readonly options: ZendeskChannelOptions
  readonly parked: Parked
  readonly ids: RequestIds
  /** The instance with the token Zendesk issued last. */
  readonly instanceOf: (account: string) => Promise<ChannelInstance | undefined>
}

async function fileFor(
  parts: Parts,
  account: string,
  filings: readonly Filing[],
): Promise<readonly FilingResult[]> {
  const instance = await parts.instanceOf(account)
  if (!instance) {
    const error = new RelayError('helpdesk.auth', `Account ${account} is not connected in Zendesk.`)
    return filings.map(({ id }) => ({ id, outcome: 'failed', error }))
  }
  const arrived = await Promise.all(
    filings.map(async ({ id, isRetry }) => isRetry && (await parts.parked.hasArrived(id))),
  )
  const open = filings.filter((_, i) => !arrived[i])
  const requestId = await parts.ids.make()
  const pushed = await pushFilings({ options: parts.options, instance, requestId }, open)
  const refused = open.filter((_, i) => isAuth(pushed[i]))
  if (refused.length > 0) await parts.parked.park(account, refused)
  const byId = new Map(pushed.map((result) => [result.id, result]))
  return filings.map(({ id }) => byId.get(id) ?? { id, outcome: 'filed' })
}

function isAuth(result: FilingResult | undefined): boolean {
  return result?.outcome === 'failed' && result.error.code === 'helpdesk.auth'
}

async function file(parts: Parts, filings: readonly Filing[]): Promise<readonly FilingResult[]> {
  const accounts = [...new Set(filings.map(({ account }) => account))]
  const groups = await Promise.all(
    accounts.map((account) =>
      fileFor(
        parts,
        account,
        filings.filter((filing) => filing.account === account),
      ),
    ),
  )
  const byId = new Map(groups.flat().map((result) => [result.id, result]))
  return filings.map(({ id }) => {
    const lost = new RelayError('helpdesk.unconfirmed', 'No result for a filing.', {
      outcome: 'unknown',
    })
    return byId.get(id) ?? { id, outcome: 'failed', error: lost }
  })
}

/**
 * The framework has no way to tag or reopen: an undelivered reply is flagged on its own comment
 * (`report_error`) and explained in an internal note; with API access the ticket is opened and tagged too.
 */
async function note(parts: Parts, given: TicketNote): Promise<void> {
  const { options } = parts
  if (options.noteByApi && given.ticket.id !== '') await options.noteByApi(given)
  if (!given.thread) return
  const instance = await parts.instanceOf(given.thread.account)
  if (!instance) return
  if (given.failedReply) {
    await callFramework({
      http: options.doors.http,
      baseUrl: options.baseUrl,
      accessToken: instance.accessToken,
      path: 'channelback/report_error',
      json: {
        instance_push_id: instance.instancePushId,
        external_id: given.failedReply.id,
        description: given.failedReply.error.slice(0, 500),
      },
    })
  }
  if (options.noteByApi && given.ticket.id !== '') return
  await push({ options, instance, requestId: await parts.ids.make() }, [
    {
      external_id: `note:${given.id}`.slice(0, 255),
      message: given.text,
      thread_id: given.thread.threadId,
      created_at: isoSeconds(options.doors.clock.now()),
      author: { external_id: `weiqiao:${options.tenant}`, name: 'Weiqiao 微桥' },
      internal_note: true,
      allow_channelback: false,
    },
  ])
}

/** The channel-framework adapter of one tenant. */
export function zendeskChannel(options: ZendeskChannelOptions): {
  readonly helpdesk: Helpdesk
  readonly reader: HelpdeskReader
  readonly framework: ChannelFramework
  /** The code an admin types into the account page. */
  readonly connectCodeOf: (account: string) => Promise<string>
} {
  const { tenant, doors } = options
  const tokenName = (account: string): string => `channel-token:${account}`

  async function instanceOf(account: string): Promise<ChannelInstance | undefined> {
    const configured = options.instances.find((one) => one.account === account)
    const kept = await doors.secrets.get(tenant, tokenName(account))
    if (!configured || kept === undefined) return configured
    return {
      ...configured,
      ...(JSON.parse(kept) as Pick<ChannelInstance, 'instancePushId' | 'accessToken'>),
    }
  }

  async function codeSecret(): Promise<string> {
    const known = await doors.secrets.get(tenant, 'connect-secret')
    if (known !== undefined) return known
    await doors.secrets.set(tenant, 'connect-secret', randomBytes(32).toString('base64'))
    return (await doors.secrets.get(tenant, 'connect-secret')) ?? ''
  }

  const parts: Parts = {
    options,
    parked: createParked(options),
    ids: createRequestIds(options),
    instanceOf,
  }
  const keepToken = (account: string, token: object): Promise<void> =>
    doors.secrets.set(tenant, tokenName(account), JSON.stringify(token))

  return {
    helpdesk: {
      kind: 'channel',
      file: (filings) => file(parts, filings),
      note: (given) => note(parts, given),
      readReply: (request) =>
        request.path.endsWith('/events')
          ? readEvents(parts.ids, request)
          : readChannelback(options, request),
    },
    reader: channelReader(options, instanceOf),
    connectCodeOf: async (account) => connectCode(await codeSecret(), tenant, account),
    framework: {
      tenant,
      manifest: () => manifestOf(options),
      admin: (form) => answerAdmin({ options, codeSecret, keepToken }, form),
      pull: (form) => answerPull(options, parts.parked, form),
      clickthrough: (externalId) => options.linkOf(externalId),
    },
  }
}
