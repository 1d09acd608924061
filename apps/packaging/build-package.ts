import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

interface Packager {
  createAppPkg(folder: string): Promise<string>
}

/** The packager that `zcli apps:package` itself uses; its command would also call Zendesk. */
function packager(): Packager {
  const ours = createRequire(import.meta.url)
  const zcli = createRequire(ours.resolve('@zendesk/zcli/package.json'))
  return zcli('@zendesk/zcli-apps/dist/lib/package') as Packager
}

/** Drawn from assets/logo.svg; the drawing itself stays here. */
const pictures = ['logo.png', 'logo-small.png']

/** Writes the package's files into an empty folder. `relay` is the address the integration is found at. */
export function stagePackage(root: string, folder: string, relay: string | undefined): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'assets'), { recursive: true })
  cpSync(join(root, 'manifest.json'), join(folder, 'manifest.json'))
  cpSync(join(root, 'apps/translations'), join(folder, 'translations'), { recursive: true })
  for (const name of pictures) cpSync(join(root, 'apps/assets', name), join(folder, 'assets', name))
  const text = readFileSync(join(root, 'apps/requirements.json'), 'utf8')
  const placed = relay === undefined ? text : text.replaceAll('https://relay.example.com', relay)
  writeFileSync(join(folder, 'requirements.json'), placed)
}

/** Answers the path of the zip, `{folder}/tmp/app-….zip` as zcli names it. */
export function zipPackage(folder: string): Promise<string> {
  return packager().createAppPkg(folder)
}
