import { fieldsAt, isFields, type Fields } from './finding.ts'

/** Where the pages lie: at the relay, opened with Zendesk's signed token, or inside the package. */
export type PagesAt = 'relay' | 'inside'

export interface ManifestOptions {
  readonly pagesAt: PagesAt
  /** https address of the relay, without a slash at its end. */
  readonly relay: string | undefined
  /** Pages that have a source in this project; a location of any other is left out. */
  readonly pages: readonly string[]
}

interface MadeManifest {
  readonly manifest: Fields
  /** Pages the package needs. */
  readonly pages: readonly string[]
  /** Locations whose page there is none of yet. */
  readonly leftOut: readonly string[]
}

const pagePattern = /^assets\/([\w-]+)\/index\.html$/

function pageOf(value: unknown): string | undefined {
  const url = isFields(value) ? value['url'] : value
  return typeof url === 'string' ? pagePattern.exec(url)?.[1] : undefined
}

function placed(value: unknown, relay: string): unknown {
  const page = pageOf(value)
  if (page === undefined) return value
  const url = `${relay}/apps/${page}/`
  return isFields(value) ? { ...value, url } : url
}

/**
 * The manifest of one package. The source names every page as a file of the package; a package whose
 * pages the relay serves needs no settings, since Zendesk signs for the user who opens them.
 */
export function manifestFor(source: Fields, options: ManifestOptions): MadeManifest {
  const { pagesAt, relay } = options
  const named = Object.entries(fieldsAt(fieldsAt(source, 'location'), 'support'))
  const isKnown = ([, value]: readonly [string, unknown]): boolean => {
    const page = pageOf(value)
    return page === undefined || options.pages.includes(page)
  }
  const shown = named.filter(isKnown)
  const pages = [...new Set(shown.flatMap(([, value]) => pageOf(value) ?? []))]
  const leftOut = named.filter((one) => !isKnown(one)).map(([name]) => name)
  const { parameters, location: _, ...rest } = source
  const isServed = pagesAt === 'relay' && relay !== undefined
  const support = Object.fromEntries(
    shown.map(([name, value]) => [name, isServed ? placed(value, relay) : value]),
  )
  const manifest = {
    ...rest,
    ...(relay !== undefined && { domainWhitelist: [new URL(relay).hostname] }),
    ...(isServed ? { signedUrls: true } : { parameters: withAddress(parameters, relay) }),
    location: { support },
  }
  return { manifest, pages, leftOut }
}

/** One thing less for the admin to type. */
function withAddress(parameters: unknown, relay: string | undefined): unknown {
  if (!Array.isArray(parameters) || relay === undefined) return parameters
  return parameters.map((one: unknown) =>
    isFields(one) && one['name'] === 'relay_url' ? { ...one, default: relay } : one,
  )
}
