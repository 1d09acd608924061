import { RelayError, isRelayError } from '../../core/error.ts'
import type { HelpdeskReader } from '../../core/helpdesk.ts'
import type { MediaFile, MediaRef } from '../../core/media.ts'
import { callFramework } from './call.ts'
import type { ChannelInstance, ZendeskChannelOptions } from './options.ts'

type InstanceOf = (account: string) => Promise<ChannelInstance | undefined>

const fileLimit = 20 * 1024 * 1024

function nameIn(url: string): string {
  const path = new URL(url).pathname
  return decodeURIComponent(path.slice(path.lastIndexOf('/') + 1)) || 'file'
}

/** The token goes to Zendesk's own host only, whatever address the form named. */
async function download(
  options: ZendeskChannelOptions,
  instanceOf: InstanceOf,
  ref: MediaRef,
): Promise<MediaFile> {
  const url = ref.url ?? ''
  const isZendesk = URL.canParse(url) && new URL(url).origin === new URL(options.baseUrl).origin
  const instance = await instanceOf(options.instances[0]?.account ?? '')
  const headers = isZendesk && instance ? { authorization: `Bearer ${instance.accessToken}` } : {}
  const allowedHosts = ['*.zendesk.com', '*.zdusercontent.com', new URL(options.baseUrl).hostname]
  const answer = await options.doors.http.call({
    method: 'GET',
    url,
    headers,
    maxBytes: fileLimit,
    untrusted: { allowedHosts },
  })
  if (answer.status !== 200)
    throw new RelayError('helpdesk.unavailable', `A file could not be fetched (${answer.status}).`)
  const contentType =
    (answer.headers['content-type'] ?? 'application/octet-stream').split(';')[0] ?? ''
  return { name: nameIn(url), contentType, bytes: answer.body }
}

/** The framework hands replies over whole; only files have to be fetched, with the push token. */
export function channelReader(
  options: ZendeskChannelOptions,
  instanceOf: InstanceOf,
): HelpdeskReader {
  const { http } = options.doors

  async function validate(instance: ChannelInstance): Promise<RelayError | undefined> {
    const { accessToken, instancePushId } = instance
    const json = { instance_push_id: instancePushId }
    try {
      await callFramework({
        http,
        baseUrl: options.baseUrl,
        accessToken,
        path: 'validate_token',
        json,
      })
      return undefined
    } catch (error) {
      if (isRelayError(error)) return error
      throw error
    }
  }

  async function problems(): Promise<readonly RelayError[]> {
    const found = await Promise.all(
      options.instances.map(async ({ account }) => {
        const instance = await instanceOf(account)
        return instance && validate(instance)
      }),
    )
    return found.filter((problem) => problem !== undefined)
  }

  return {
    repliesAfter: (_ticket, last) => Promise.resolve({ replies: [], last }),
    state: () =>
      Promise.reject(
        new RelayError('helpdesk.not_found', 'The channel framework does not show tickets.'),
      ),
    attachment: (ref) => download(options, instanceOf, ref),
    prepare: async () => ({ problems: await problems() }),
    async probe() {
      const found = await problems()
      const message =
        found.length === 0
          ? { zh: '推送令牌有效', en: 'The push tokens are valid' }
          : {
              zh: '推送令牌被拒绝，请在 Zendesk 中重新保存账号',
              en: 'A push token was refused; save the account again in Zendesk',
            }
      return [{ check: 'push token', ok: found.length === 0, message }]
    },
  }
}
