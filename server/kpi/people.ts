import type { KpiEvent } from './event.ts'

type Link = Extract<KpiEvent, { readonly type: 'linked' | 'unlinked' }>

/** Of a pair at one moment the word `unlinked` is the last. */
const isLater = (a: Link, b: Link): boolean =>
  a.at > b.at || (a.at === b.at && a.type === 'unlinked')

function lastWords(links: readonly Link[]): Iterable<Link> {
  const words = new Map<string, Link>()
  for (const link of links) {
    const pair = JSON.stringify([link.customer, link.sameAs].sort())
    const said = words.get(pair)
    if (said === undefined || isLater(link, said)) words.set(pair, link)
  }
  return words.values()
}

/**
 * Who is one person, from then on and backwards: the last word on each pair counts, whichever way round
 * it was said, and links pass on. A person is called by the first of its customers in code unit order.
 */
export function peopleOf(links: readonly Link[]): (customer: string) => string {
  const parents = new Map<string, string>()
  const rootOf = (customer: string): string => {
    let root = customer
    for (let up = parents.get(root); up !== undefined; up = parents.get(root)) root = up
    for (let here = customer; here !== root;) {
      const up = parents.get(here) ?? root
      parents.set(here, root)
      here = up
    }
    return root
  }
  for (const { type, customer, sameAs } of lastWords(links)) {
    if (type === 'unlinked') continue
    const [a, b] = [rootOf(customer), rootOf(sameAs)]
    if (a !== b) parents.set(a < b ? b : a, a < b ? a : b)
  }
  return rootOf
}
