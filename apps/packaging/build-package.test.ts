import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stagePackage, zipPackage } from './build-package.ts'
import { lintPackage } from './lint.ts'
import { readPackage } from './package-files.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'weiqiao-package-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The files of a zip by its central directory. */
function unzip(bytes: Buffer): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  let at = bytes.readUInt32LE(bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1') + 16)
  while (bytes.toString('latin1', at, at + 4) === 'PK\x01\x02') {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)]
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset))
    const path = bytes.toString('utf8', at + 46, at + 46 + (name ?? 0))
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(start, start + size)
    if (!path.endsWith('/'))
      files.set(path, (method === 8 ? inflateRawSync(packed) : packed).toString('latin1'))
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return files
}

describe('the package of this app', () => {
  let files: ReadonlyMap<string, string>
  beforeAll(async () => {
    stagePackage(root, folder, 'https://relay.acme.example')
    files = unzip(readFileSync(await zipPackage(folder)))
  })

  it('holds what Zendesk needs and nothing else', () => {
    expect([...files.keys()].sort()).toEqual([
      'assets/logo-small.png',
      'assets/logo.png',
      'manifest.json',
      'requirements.json',
      'translations/en.json',
      'translations/zh-cn.json',
    ])
  })

  it('has nothing that the lint complains about', () =>
    expect(lintPackage(readPackage(folder))).toEqual([]))

  it('finds the channel integration at the relay it was made for', () => {
    expect(JSON.parse(files.get('requirements.json') ?? '')).toEqual({
      channel_integrations: {
        weiqiao: { manifest_url: 'https://relay.acme.example/zendesk/manifest.json' },
      },
    })
  })

  it('carries the files byte for byte', () => {
    for (const { path, bytes } of readPackage(folder))
      expect(files.get(path)).toBe(Buffer.from(bytes).toString('latin1'))
  })

  it('names the same version as the relay', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      version: string
    }
    expect(JSON.parse(files.get('manifest.json') ?? '')).toMatchObject({ version })
  })

  it('says the same things in both languages', () => {
    const keys = (locale: string) => {
      const text = readFileSync(join(folder, `translations/${locale}.json`), 'utf8')
      return Object.keys((JSON.parse(text) as { app: object }).app)
    }
    expect(keys('zh-cn')).toEqual(keys('en'))
  })

  it('is staged afresh, so that nothing of an earlier build is left in it', async () => {
    writeFileSync(join(folder, 'assets/left-over.js'), 'old')
    stagePackage(root, folder, undefined)
    const again = unzip(readFileSync(await zipPackage(folder)))
    expect([...again.keys()].sort()).toEqual([...files.keys()].sort())
    expect(lintPackage(readPackage(folder)).map(({ rule }) => rule)).toEqual([
      'placeholder_manifest_url',
    ])
  })
})

describe('app:package', () => {
  it.each(['http://relay.acme.example', 'relay.acme.example', 'https://relay.acme.example/?a=1'])(
    'refuses %s as the address of a relay and makes nothing',
    (relay) => {
      const script = join(root, 'apps/package.ts')
      const words = ['--import', import.meta.resolve('tsx'), script, '--relay', relay]
      const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
      expect(stderr).toBe(`--relay must be an https:// address without query, not ${relay}\n`)
    },
  )
})
