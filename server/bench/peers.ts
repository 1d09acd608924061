import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../../.cache/bench-peers')
const versions = {
  wxcrypt: '1.4.3',
  '@wecom/crypto': '1.0.1',
  'fast-xml-parser': '5.12.1',
  wechat: '2.1.0',
  'co-wechat': '2.4.0',
  'sentiment-zh_cn_web': '1.0.2',
  'chrono-node': '2.10.3',
  'address-parse': '1.2.19',
} as const

/** Peers stay out of package.json: only the benchmark needs them. */
function install(): void {
  const missing = Object.keys(versions).filter(
    (name) => !existsSync(join(folder, 'node_modules', name, 'package.json')),
  )
  if (missing.length === 0) return
  mkdirSync(folder, { recursive: true })
  const wanted = Object.entries(versions).map(([name, version]) => `${name}@${version}`)
  const quiet = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts']
  // npm's own words belong on stderr: stdout carries the figures.
  execFileSync('npm', ['install', '--prefix', folder, ...quiet, ...wanted], {
    stdio: ['ignore', 2, 2],
  })
}

/** Loads a peer, installing all of them on first use. */
export function loadPeer(name: keyof typeof versions): unknown {
  install()
  return createRequire(join(folder, 'package.json'))(name)
}
