import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'

/** One file of the package; the path is relative to its root, with `/`. */
export interface PackageFile {
  readonly path: string
  readonly bytes: Uint8Array
  readonly isLink: boolean
}

/** What zcli leaves out of the zip: its own `tmp/` and dotfiles. */
function isLeftOut(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.')) || path.startsWith('tmp/')
}

/** Every file of a folder that zcli would put into the zip, in order. */
export function readPackage(folder: string): readonly PackageFile[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({
      path: relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'),
      isLink: entry.isSymbolicLink(),
    }))
    .filter(({ path }) => !isLeftOut(path))
    .map(({ path, isLink }) => ({
      path,
      isLink,
      bytes: isLink ? new Uint8Array() : readFileSync(join(folder, path)),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}
