import {
  errorsIn,
  fieldsAt,
  isFields,
  type Fields,
  type PackageFinding,
  type PackageView,
} from './finding.ts'

const error = errorsIn('manifest.json')

const supportLocations = [
  'top_bar',
  'nav_bar',
  'ticket_sidebar',
  'new_ticket_sidebar',
  'user_sidebar',
  'organization_sidebar',
  'background',
  'modal',
  'ticket_editor',
  'system_top_bar',
]
const hosts = ['support', 'chat', 'sell']
/** Locations that show an icon of ours. */
const withIcon = ['top_bar', 'nav_bar', 'ticket_editor', 'system_top_bar']

function isServed(url: string, { files }: PackageView): boolean {
  if (url.includes('{{setting.')) return true
  if (URL.canParse(url)) {
    const { protocol, hostname } = new URL(url)
    return protocol === 'https:' || hostname === 'localhost'
  }
  const path = url.split(/[?#]/, 1)[0] ?? ''
  return path.startsWith('assets/') && files.some((file) => file.path === path)
}

/** The page a relay is asked for, by the address that `apps/` pages have there. */
function pageAt(url: string): string | undefined {
  return /^https:\/\/.*\/apps\/([\w-]+)\/$/.exec(url)?.[1]
}

function served(name: string, url: string, view: PackageView): readonly PackageFinding[] {
  const at = `location.support.${name}.url`
  if (!isServed(url, view)) {
    const reason = `${name}: "${url}" must be a file under assets/ of this package, or https`
    return [error('invalid_location_uri', reason, at)]
  }
  const page = pageAt(url)
  if (page === undefined) return []
  const isBuilt = view.pages?.includes(page) ?? true
  return [
    ...(isBuilt ? [] : [error('page_not_built', `${name}: the build has no page "${page}"`, at)]),
    ...(view.manifest['signedUrls'] === true
      ? []
      : [
          error(
            'unsigned_page',
            `${name}: the relay opens "${page}" only with Zendesk's signed token`,
            'signedUrls',
          ),
        ]),
  ]
}

function address(name: string, options: Fields, view: PackageView): readonly PackageFinding[] {
  const { url, autoLoad = true } = options
  if (typeof url === 'string' && url !== '') return served(name, url, view)
  return autoLoad === false
    ? []
    : [error('blank_location_uri', `${name} has no url`, `location.support.${name}.url`)]
}

function icons(name: string, { files }: PackageView): readonly PackageFinding[] {
  const has = (path: string): boolean => files.some((file) => file.path === path)
  const isDrawn =
    !withIcon.includes(name) ||
    has(`assets/icon_${name}.svg`) ||
    ['inactive', 'active', 'hover'].every((state) => has(`assets/icon_${name}_${state}.png`))
  const at = `location.support.${name}`
  return isDrawn ? [] : [error('missing_icon', `assets/icon_${name}.svg is missing`, at)]
}

function location(name: string, value: unknown, view: PackageView): readonly PackageFinding[] {
  const at = `location.support.${name}`
  if (!supportLocations.includes(name))
    return [error('invalid_location', `Support has no location "${name}"`, at)]
  const options: Fields = isFields(value) ? value : { url: value }
  const { flexible } = options
  return [
    ...address(name, options, view),
    ...icons(name, view),
    ...(flexible !== undefined && typeof flexible !== 'boolean'
      ? [
          error(
            'invalid_location_flexible_type',
            `${name}: "flexible" must be true or false`,
            `${at}.flexible`,
          ),
        ]
      : []),
  ]
}

function locations(view: PackageView): readonly PackageFinding[] {
  const { manifest } = view
  const given = manifest['location']
  if (given === undefined) return []
  if (!isFields(given))
    return [error('unacceptable_hash', '"location" must be an object', 'location')]
  const unknown = Object.keys(given).filter((host) => !hosts.includes(host))
  return [
    ...unknown.map((host) =>
      error('invalid_host', `Zendesk has no product "${host}"`, `location.${host}`),
    ),
    ...Object.entries(fieldsAt(given, 'support')).flatMap(([name, value]) =>
      location(name, value, view),
    ),
  ]
}

export const locationRules = [locations] as const
