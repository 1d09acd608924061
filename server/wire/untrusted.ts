import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import { isIP } from 'node:net'
import { RelayError } from '../core/error.ts'
import { isPublicAddress } from './public-address.ts'

type LookupCallback = (
  error: Error | null,
  address: string | LookupAddress[],
  family?: number,
) => void
type Lookup = (hostname: string, options: object, callback: LookupCallback) => void
/** Every address of a name; injectable for tests. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>

function refused(host: string): RelayError {
  return new RelayError('http.refused_address', `The address is not allowed: ${host}`, {
    details: { host },
  })
}

/** True for a `host:port` that configuration names. */
export function isExempt(url: URL, exempt: ReadonlySet<string>): boolean {
  return exempt.has(`${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`)
}

function isListed(hostname: string, hosts: readonly string[]): boolean {
  return hosts.some((host) => {
    const name = host.toLowerCase()
    return name.startsWith('*.') ? hostname.endsWith(name.slice(1)) : hostname === name
  })
}

/** The URL of an untrusted call, or `http.refused_address`. Called again for every redirect. */
export function checkUrl(
  address: string,
  allowedHosts: readonly string[],
  exempt: ReadonlySet<string>,
): URL {
  if (!URL.canParse(address)) throw refused('(unreadable)')
  const url = new URL(address)
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  if (!isWeb || url.username !== '' || url.password !== '') throw refused(url.hostname)
  if (isExempt(url, exempt)) return url
  // An empty port is 80 for http and 443 for https.
  if (url.port !== '' || !isListed(url.hostname, allowedHosts)) throw refused(url.hostname)
  // No lookup happens for an address written in figures, so the connection would not check it.
  const bare = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(bare) !== 0 && !isPublicAddress(bare)) throw refused(url.hostname)
  return url
}

export const resolveAll: Resolve = (hostname) =>
  new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true }, (error, addresses) => {
      if (error) reject(error)
      else resolve(addresses)
    })
  })

/**
 * The lookup of the connection itself: what is checked is what is connected to, so a name that
 * resolves differently a moment later (rebinding) wins nothing.
 */
export function guardedLookup(resolveName: Resolve): Lookup {
  return (hostname, options, callback) => {
    resolveName(hostname).then(
      (addresses) => {
        const [first] = addresses
        if (!first || addresses.some(({ address }) => !isPublicAddress(address))) {
          callback(refused(hostname), '')
        } else if ('all' in options && options.all === true) callback(null, [...addresses])
        else callback(null, first.address, first.family)
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : refused(hostname), '')
      },
    )
  }
}
