export const pageNames = [
  'now',
  'response',
  'hours',
  'map',
  'incidents',
  'categories',
  'funnel',
  'channels',
  'modules',
  'pillars',
  'sources',
  'week',
  'goals',
  'roi',
] as const
export type PageName = (typeof pageNames)[number]

export const filterNames = [
  'channel',
  'account',
  'group',
  'agent',
  'category',
  'province',
  'city',
  'tier',
] as const
export type FilterName = (typeof filterNames)[number]
export type Filters = Readonly<Partial<Record<FilterName, string>>>

export const presets = ['today', '7d', '30d', '90d'] as const
export type Preset = (typeof presets)[number]
/** Days of the tenant’s time zone, `YYYY-MM-DD`, both included. */
export interface Days {
  readonly from: string
  readonly to: string
}
export type Span = Preset | Days

/** What the board shows: all of it stands in the address bar. */
export interface Address {
  readonly page: PageName
  readonly span: Span
  readonly filters: Filters
  /** The one that is opened on the page of incidents. */
  readonly incident?: string | undefined
}

export const firstAddress: Address = { page: 'now', span: '7d', filters: {} }

const dayPattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

export function isDay(text: string): boolean {
  return dayPattern.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)
}

/** Longer spans are not asked for. */
const mostDays = 366

/** Whether these are days, in order and not too far apart. */
export function isSpan({ from, to }: Days): boolean {
  if (!isDay(from) || !isDay(to)) return false
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  return days >= 0 && days < mostDays
}

function isOneOf<T extends string>(all: readonly T[], text: string | null): text is T {
  return (all as readonly (string | null)[]).includes(text)
}

function spanIn(search: URLSearchParams): Span {
  const preset = search.get('span')
  if (isOneOf(presets, preset)) return preset
  const [from, to] = [search.get('from') ?? '', search.get('to') ?? '']
  return isSpan({ from, to }) ? { from, to } : firstAddress.span
}

/** Longer than any id of a filter; what is longer was not made here. */
const longest = 200

/** Reads `#/page?span=7d&channel=weibo`; what it does not know is left out. */
export function readAddress(hash: string): Address {
  const whole = hash.replace(/^#\/?/, '')
  const [path, query] = [whole.replace(/\?.*/s, ''), whole.replace(/^[^?]*\??/s, '')]
  const search = new URLSearchParams(query)
  const filters = filterNames.flatMap((name) => {
    const value = search.get(name) ?? ''
    return value === '' || value.length > longest ? [] : [[name, value] as const]
  })
  const page = isOneOf(pageNames, path) ? path : firstAddress.page
  const incident = search.get('incident') ?? ''
  const isOpened = page === 'incidents' && incident !== '' && incident.length <= longest
  return {
    page,
    span: spanIn(search),
    filters: Object.fromEntries(filters),
    ...(isOpened && { incident }),
  }
}

/** The same address again, always written in the same order. */
export function writeAddress({ page, span, filters, incident }: Address): string {
  const search = new URLSearchParams(typeof span === 'string' ? { span } : { ...span })
  for (const name of filterNames) {
    const value = filters[name]
    if (value !== undefined && value !== '') search.set(name, value)
  }
  if (page === 'incidents' && incident !== undefined) search.set('incident', incident)
  return `#/${page}?${search.toString()}`
}
