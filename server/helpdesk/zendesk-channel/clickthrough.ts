/** Where public posts stand. A link in a customer's own message may lead anywhere, so it is no address of ours. */
const hosts: ReadonlySet<string> = new Set(['weibo.com', 'www.weibo.com', 'm.weibo.cn'])

/** The stored link, where it leads to a known host; otherwise nothing. */
export function publicAddress(link: string | undefined): string | undefined {
  if (link === undefined || !URL.canParse(link)) return undefined
  const { protocol, hostname, port, username, password, href } = new URL(link)
  const isPlain = protocol === 'https:' && port === '' && username === '' && password === ''
  return isPlain && hosts.has(hostname) ? href : undefined
}
