import { RelayError, isRelayError } from '../../core/error.ts'
import type { HelpdeskReader } from '../../core/helpdesk.ts'
import { callFramework } from './call.ts'
import { downloadFile } from './files.ts'
import { canPush, type Instances } from './instances.ts'
import type { ChannelInstance, ZendeskChannelOptions } from './options.ts'

async function refusalOf(
  options: ZendeskChannelOptions,
  instance: ChannelInstance,
): Promise<RelayError | undefined> {
  const { accessToken, instancePushId, account } = instance
  if (!canPush(instance))
    return new RelayError('helpdesk.auth', `Account ${account} is not connected in Zendesk yet.`)
  const { baseUrl, doors } = options
  const json = { instance_push_id: instancePushId }
  try {
    await callFramework({ http: doors.http, baseUrl, accessToken, path: 'validate_token', json })
    return undefined
  } catch (error) {
    if (isRelayError(error)) return error
    throw error
  }
}

const words = {
  good: { zh: '推送令牌有效', en: 'The push tokens are valid' },
  refused: {
    zh: '推送令牌被拒绝或账号尚未连接，请在 Zendesk 中保存账号；在此之前消息由 Zendesk 每两分钟轮询取走',
    en: 'A push token was refused or an account is not connected; save it in Zendesk. Until then Zendesk fetches messages every two minutes',
  },
  unreachable: { zh: '无法连接 Zendesk', en: 'Zendesk cannot be reached' },
} as const

/** The framework hands replies over whole; API access, where given, brings notes with commands and states. */
export function channelReader(
  options: ZendeskChannelOptions,
  instances: Instances,
): HelpdeskReader {
  const api = options.api?.reader
  const touchedSince = api?.touchedSince?.bind(api)
  const person = api?.person?.bind(api)
  const ticketHistory = api?.ticketHistory?.bind(api)
  const figures = api?.figures?.bind(api)
  let isApiPrepared = api === undefined

  async function problems(): Promise<readonly RelayError[]> {
    const found = await Promise.all(
      options.instances.map(async ({ account }) => {
        const instance = await instances.of(account)
        return instance && refusalOf(options, instance)
      }),
    )
    return found.filter((problem) => problem !== undefined)
  }

  return {
    async repliesAfter(ticket, after) {
      if (!api) return { replies: [], last: after }
      const { replies, last } = await api.repliesAfter(ticket, after)
      // Public replies come by channelback: taken here as well, they would be sent twice.
      return { replies: replies.filter(({ isPublic }) => !isPublic), last }
    },
    async state(ticket) {
      if (api) return api.state(ticket)
      throw new RelayError('helpdesk.not_found', 'The channel framework does not show tickets.')
    },
    ...(touchedSince && { touchedSince }),
    ...(person && { person }),
    ...(ticketHistory && { ticketHistory }),
    ...(figures && { figures }),
    ...(api?.knowledge && { knowledge: api.knowledge }),
    attachment: (ref) => downloadFile(options, instances, ref),
    async prepare() {
      const own = await problems()
      // A token that stays refused is asked about again; what the API made once stands.
      const made = isApiPrepared ? undefined : await api?.prepare()
      const more = made?.problems ?? []
      isApiPrepared ||= more.length === 0
      return { problems: [...own, ...more], ...(made?.wasDeaf && { wasDeaf: true }) }
    },
    async probe() {
      const found = await problems()
      const isRefused = found.some(({ code }) => code === 'helpdesk.auth')
      const kind = found.length === 0 ? 'good' : isRefused ? 'refused' : 'unreachable'
      const own = { check: 'push token', ok: found.length === 0, message: words[kind] }
      return [own, ...(api ? await api.probe() : [])]
    },
  }
}
