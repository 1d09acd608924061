/** Where a call goes, as far as logs and errors may know. */
export interface CallPlace {
  readonly host: string
  readonly path: string
}

/** Versions (`v2`, `2`) and words stay; what could name a customer, ticket, file or token does not. */
function isId(segment: string): boolean {
  if (/^[a-z_]+(?:[.-][a-z_]+)*$/.test(segment)) return segment.length > 40
  return !/^(?:v?\d|[A-Za-z_.-]{1,15}|[a-z_.-]{1,38}\d{0,2})$/.test(segment)
}

/** Host and path of an address: no query, no credentials, ids in the path elided. */
export function callPlace(address: string): CallPlace {
  if (!URL.canParse(address)) return { host: '', path: '' }
  const { host, pathname } = new URL(address)
  const segments = pathname
    .split('/')
    .map((segment) => (isId(segment) && segment !== '' ? '…' : segment))
  return { host, path: segments.join('/') }
}
