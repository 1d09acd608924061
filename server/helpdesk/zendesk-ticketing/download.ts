import { RelayError } from '../../core/error.ts'
import type { IncomingAnswer } from '../../core/http.ts'
import type { MediaFile, MediaRef } from '../../core/media.ts'
import type { Adapter } from './adapter.ts'

const fileLimit = 20 * 1024 * 1024
const fileHosts = ['*.zendesk.com', '*.zdusercontent.com'] as const

function isOwn({ options }: Adapter, url: string): boolean {
  return URL.canParse(url) && new URL(url).origin === new URL(options.baseUrl).origin
}

function elsewhere({ options }: Adapter, url: string): Promise<IncomingAnswer> {
  const allowedHosts = [...fileHosts, new URL(options.baseUrl).hostname]
  return options.doors.http.call({
    method: 'GET',
    url,
    maxBytes: fileLimit,
    untrusted: { allowedHosts },
  })
}

/** The token goes to Zendesk's own address only; where that redirects to, the address itself is the key. */
async function fetched(adapter: Adapter, url: string): Promise<IncomingAnswer> {
  if (!isOwn(adapter, url)) return elsewhere(adapter, url)
  const answer = await adapter.api.fetch(url, {
    method: 'GET',
    maxBytes: fileLimit,
    isUrgent: true,
    takesRedirect: true,
  })
  const { location } = answer.headers
  if (answer.status < 300 || location === undefined) return answer
  return elsewhere(adapter, new URL(location, url).href)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Zendesk names a file in the query or at the end of the path. */
function nameIn(url: string): string {
  const { pathname, searchParams } = new URL(url)
  const inPath = pathname.slice(pathname.lastIndexOf('/') + 1)
  return searchParams.get('name') ?? (decoded(inPath) || 'file')
}

/** An agent's file. Throws `helpdesk.unavailable` where it cannot be had. */
export async function download(adapter: Adapter, ref: MediaRef): Promise<MediaFile> {
  const url = ref.url ?? ''
  if (!URL.canParse(url)) throw new RelayError('helpdesk.invalid', 'A file has no address.')
  const answer = await fetched(adapter, url)
  if (answer.status !== 200) {
    throw new RelayError('helpdesk.unavailable', `A file answered HTTP ${answer.status}.`, {
      details: { status: answer.status },
    })
  }
  const type = answer.headers['content-type'] ?? 'application/octet-stream'
  return { name: nameIn(url), contentType: type.split(';')[0]?.trim() ?? '', bytes: answer.body }
}
