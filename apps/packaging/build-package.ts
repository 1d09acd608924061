import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { builtPages, filesOf, pageSources } from './built-pages.ts'
import type { Fields } from './finding.ts'
import { manifestFor, type PagesAt } from './manifest.ts'

interface Packager {
  createAppPkg(folder: string): Promise<string>
}

/** The packager that `zcli apps:package` itself uses; its command would also call Zendesk. */
function packager(): Packager {
  const ours = createRequire(import.meta.url)
  const zcli = createRequire(ours.resolve('@zendesk/zcli/package.json'))
  return zcli('@zendesk/zcli-apps/dist/lib/package') as Packager
}

export interface StageOptions {
  /** The project. */
  readonly root: string
  /** Where the built pages lie. */
  readonly build: string
  /** Emptied first. */
  readonly folder: string
  readonly pagesAt: PagesAt
  /** The relay this package is made for; without it the admin fills it in. */
  readonly relay: string | undefined
}

interface Staged {
  readonly builtPages: readonly string[]
  /** Locations left out, as their page has no source here. */
  readonly leftOut: readonly string[]
}

function json(path: string): Fields {
  return JSON.parse(readFileSync(path, 'utf8')) as Fields
}

function write(path: string, value: Fields): void {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`)
}

/** Drawn by us; the icons only of locations that show one. */
function pictures({ root, folder }: StageOptions, locations: readonly string[]): void {
  const icons = locations.map((name) => `icon_${name}.svg`)
  for (const name of ['logo.png', 'logo-small.png', 'logo.svg', ...icons]) {
    const from = join(root, 'apps/assets', name)
    if (existsSync(from)) cpSync(from, join(folder, 'assets', name))
  }
}

function requirements({ root, folder, relay }: StageOptions): void {
  const { channel_integrations: integrations, ...rest } = json(join(root, 'apps/requirements.json'))
  // An integration that points nowhere would stand broken in the Admin Center.
  const own: Fields = relay === undefined ? rest : { channel_integrations: integrations, ...rest }
  const text = JSON.stringify(own).replaceAll('https://relay.example.com', relay ?? '')
  write(join(folder, 'requirements.json'), JSON.parse(text) as Fields)
}

/** Writes the package's files into an empty folder. */
export function stagePackage(options: StageOptions): Staged {
  const { root, build, folder, pagesAt, relay } = options
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'assets'), { recursive: true })
  const source = json(join(root, 'manifest.json'))
  const made = manifestFor(source, { pagesAt, relay, pages: pageSources(root) })
  write(join(folder, 'manifest.json'), made.manifest)
  cpSync(join(root, 'apps/translations'), join(folder, 'translations'), { recursive: true })
  pictures(options, Object.keys((made.manifest['location'] as { support: Fields }).support))
  requirements(options)
  const files = pagesAt === 'inside' ? filesOf(build, made.pages) : []
  for (const file of files) {
    mkdirSync(dirname(join(folder, 'assets', file)), { recursive: true })
    cpSync(join(build, file), join(folder, 'assets', file))
  }
  return { builtPages: builtPages(build), leftOut: made.leftOut }
}

/** Answers the path of the zip, `{folder}/tmp/app-….zip` as zcli names it. */
export function zipPackage(folder: string): Promise<string> {
  return packager().createAppPkg(folder)
}
