import { RelayError } from '../../core/error.ts'
import type { MediaFile, MediaRef } from '../../core/media.ts'
import { fileNameIn } from './form.ts'
import type { Instances } from './instances.ts'
import { originsOf, type ZendeskChannelOptions } from './options.ts'

const fileLimit = 20 * 1024 * 1024
/** Zendesk waits for the channelback's answer meanwhile. */
const timeoutMs = 4000

/** An agent's file. The token goes to Zendesk's own hosts only, whatever address the form named. */
export async function downloadFile(
  options: ZendeskChannelOptions,
  instances: Instances,
  ref: MediaRef,
): Promise<MediaFile> {
  const url = ref.url ?? ''
  const origins = originsOf(options)
  const isZendesk = URL.canParse(url) && origins.includes(new URL(url).origin)
  const instance = isZendesk ? await instances.of(ref.id ?? '') : undefined
  const headers: Readonly<Record<string, string>> = instance
    ? { authorization: `Bearer ${instance.accessToken}` }
    : {}
  const own = origins.map((origin) => new URL(origin).hostname)
  const answer = await options.doors.http.call({
    method: 'GET',
    url,
    headers,
    timeoutMs,
    maxBytes: fileLimit,
    untrusted: { allowedHosts: ['*.zendesk.com', '*.zdusercontent.com', ...own] },
  })
  if (answer.status !== 200)
    throw new RelayError('helpdesk.unavailable', `A file could not be fetched (${answer.status}).`)
  const type = answer.headers['content-type'] ?? 'application/octet-stream'
  return { name: fileNameIn(url), contentType: type.split(';')[0] ?? '', bytes: answer.body }
}
