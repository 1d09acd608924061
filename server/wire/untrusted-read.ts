import { RelayError } from '../core/error.ts'
import type { IncomingAnswer, OutgoingCall } from '../core/http.ts'
import { callPlace } from './call-place.ts'
import { exchange, type Exchange } from './exchange.ts'
import { checkUrl, isExempt } from './untrusted.ts'

interface UntrustedRead extends Omit<Exchange, 'isGuarded'> {
  readonly allowedHosts: readonly string[]
  /** `host:port` of configured base addresses. */
  readonly exempt: ReadonlySet<string>
}

const maxRedirects = 3
const redirects: readonly number[] = [301, 302, 303, 307, 308]
const nobody: ReadonlySet<string> = new Set()

function redirectTarget(call: OutgoingCall, from: URL, answer: IncomingAnswer): string | undefined {
  const location = answer.headers['location']
  if (call.method !== 'GET' || location === undefined) return undefined
  if (!redirects.includes(answer.status)) return undefined
  return URL.canParse(location, from.href) ? new URL(location, from).href : location
}

/** Reads an address a payload named: every target is checked, credentials stay with their origin. */
export async function readUntrusted(read: UntrustedRead): Promise<IncomingAnswer> {
  const { exempt, allowedHosts } = read
  let { call } = read
  let url = checkUrl(read.url, allowedHosts, exempt)
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const isGuarded = !isExempt(url, exempt)
    const answer = await exchange({ ...read, call, url: url.href, isGuarded })
    const target = redirectTarget(call, url, answer)
    if (target === undefined) return answer
    // A public host may not send us to the inner addresses that configuration alone may name.
    const next = checkUrl(target, allowedHosts, isGuarded ? nobody : exempt)
    if (next.origin !== url.origin) call = { ...call, headers: {} }
    url = next
  }
  throw new RelayError('http.refused_address', `${url.host} redirects too often.`, {
    details: { ...callPlace(url.href) },
  })
}
