import { createHash } from 'node:crypto'
import { execFile } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '../../..')
const shelf = join(root, '.cache/pages')
/** What the pages have in common with the relay. */
const sharedRooms = ['api', 'core', 'language', 'persona']
/** Another run may still be showing what this one has replaced. */
const keepMs = 3_600_000

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('/testing/'))
    .sort()
}

/** Changes whenever anything does that the pages are made of. */
function digest(): string {
  const hash = createHash('sha256')
  const folders = ['apps', ...sharedRooms.map((room) => `server/${room}`)]
  const code = folders.flatMap((folder) => sources(join(root, folder)))
  for (const path of [...code, 'package-lock.json', 'vite.config.ts'])
    hash.update(path).update(readFileSync(join(root, path.replace(root, ''))))
  return hash.digest('hex').slice(0, 16)
}

/** The folder with the pages as they are now; built when there is none yet. */
export async function builtPages(): Promise<string> {
  const done = join(shelf, digest())
  if (existsSync(done)) return done
  const making = `${done}.${process.pid}`
  mkdirSync(shelf, { recursive: true })
  // In a process of its own: a test's environment would make development builds.
  await promisify(execFile)(
    process.execPath,
    [
      join(root, 'node_modules/vite/bin/vite.js'),
      'build',
      '--config',
      'vite.config.ts',
      '--outDir',
      making,
    ],
    { cwd: root, env: { ...process.env, NODE_ENV: 'production' } },
  )
  // Two files may build at once: the first one wins, and both are the same.
  if (existsSync(done)) rmSync(making, { recursive: true, force: true })
  else renameSync(making, done)
  for (const old of readdirSync(shelf)) {
    const path = join(shelf, old)
    if (Date.now() - statSync(path).mtimeMs > keepMs) rmSync(path, { recursive: true, force: true })
  }
  return done
}
