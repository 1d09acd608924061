import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtPages } from '../testing/browser/pages.ts'
import { stagePackage, zipPackage } from './build-package.ts'
import { maxPackageBytes } from './file-rules.ts'
import { lintPackage } from './lint.ts'
import { readPackage } from './package-files.ts'
import { unzip } from './unzip.fake.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'weiqiao-package-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let build = ''
beforeAll(async () => {
  build = await builtPages()
}, 90_000)

const relay = 'https://relay.acme.example'

async function packaged(pagesAt: 'relay' | 'inside', more: { relay?: string; root?: string } = {}) {
  const options = { root, build, folder, pagesAt, relay: undefined, ...more }
  const staged = stagePackage(options)
  const zip = readFileSync(await zipPackage(folder))
  const files = unzip(zip)
  const manifest = JSON.parse(files.get('manifest.json') ?? '') as {
    readonly location: { readonly support: Readonly<Record<string, { readonly url: string }>> }
  } & Record<string, unknown>
  const findings = lintPackage(readPackage(folder), staged.builtPages)
  return { ...staged, zip, files, manifest, findings }
}

const common = [
  'assets/icon_nav_bar.svg',
  'assets/icon_ticket_editor.svg',
  'assets/logo-small.png',
  'assets/logo.png',
  'assets/logo.svg',
  'manifest.json',
  'requirements.json',
  'translations/en.json',
  'translations/zh-cn.json',
]

describe('the package whose pages the relay serves', () => {
  it('holds what Zendesk needs and nothing else, and nothing the lint complains about', async () => {
    const { files, findings } = await packaged('relay', { relay })
    expect([...files.keys()].sort()).toEqual(common)
    expect(findings).toEqual([])
  })

  it('opens every page at the relay, signed, and asks the admin for nothing', async () => {
    const { manifest } = await packaged('relay', { relay })
    expect(manifest).toMatchObject({ signedUrls: true, domainWhitelist: ['relay.acme.example'] })
    expect(manifest).not.toHaveProperty('parameters')
    const urls = Object.values(manifest.location.support).map(({ url }) => url)
    expect(urls.length).toBeGreaterThan(2)
    for (const url of urls) expect(url).toMatch(/^https:\/\/relay\.acme\.example\/apps\/[\w-]+\/$/)
  })

  it('finds the channel integration at the relay it was made for', async () => {
    const { files } = await packaged('relay', { relay })
    const { channel_integrations } = JSON.parse(files.get('requirements.json') ?? '')
    expect(channel_integrations).toEqual({
      weiqiao: { manifest_url: 'https://relay.acme.example/zendesk/manifest.json' },
    })
  })
})

describe('the package with its pages inside', () => {
  it('holds all that its pages load, nothing of the lab, and fits', async () => {
    const { files, zip, findings } = await packaged('inside', { relay })
    const paths = [...files.keys()]
    expect(paths).toEqual(
      expect.arrayContaining([
        ...common,
        'assets/reply-guide/index.html',
        'assets/service-board/index.html',
      ]),
    )
    expect(paths.filter((path) => path.includes('lab'))).toEqual([])
    expect(findings).toEqual([])
    expect(zip.length).toBeLessThanOrEqual(maxPackageBytes)
    // What a page loads only later must be there as well.
    const names = paths.flatMap((path) => /^assets\/assets\/(.+\.js)$/.exec(path)?.[1] ?? [])
    const loaded = names.flatMap((name) => [
      ...(files.get(`assets/assets/${name}`) ?? '').matchAll(/["'`]\.\/([\w-]+\.js)["'`]/g),
    ])
    expect(loaded.length).toBeGreaterThan(3)
    for (const [, name] of loaded) expect(names).toContain(name)
  })

  it('asks for the relay’s address and a secret that Zendesk’s proxy alone may sign with', async () => {
    const { manifest } = await packaged('inside', { relay })
    expect(manifest).not.toHaveProperty('signedUrls')
    expect(manifest).toMatchObject({
      domainWhitelist: ['relay.acme.example'],
      parameters: [
        { name: 'relay_url', type: 'url', required: true, default: relay },
        { name: 'shared_secret', secure: true, scopes: ['jwt_secret_key'] },
      ],
    })
  })

  it('says so when it was made for no relay, and then carries no channel integration', async () => {
    const { files, findings } = await packaged('inside')
    expect(findings.map(({ rule }) => rule)).toEqual(['placeholder_relay'])
    expect(files.get('requirements.json')).not.toContain('channel_integrations')
  })
})

describe('both packages', () => {
  it('carry the files byte for byte and name the version of the relay', async () => {
    const { files, manifest } = await packaged('inside', { relay })
    for (const { path, bytes } of readPackage(folder))
      expect(files.get(path)).toBe(Buffer.from(bytes).toString('latin1'))
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect(manifest).toMatchObject({ version })
  })

  it('say the same things in both languages', () => {
    const keys = (locale: string) => {
      const { app } = JSON.parse(readFileSync(join(folder, `translations/${locale}.json`), 'utf8'))
      return Object.keys({ ...app, ...app.parameters })
    }
    expect(keys('zh-cn')).toEqual(keys('en'))
  })

  it('are staged afresh, so that nothing of an earlier build is left in them', async () => {
    const { files } = await packaged('relay', { relay })
    writeFileSync(join(folder, 'assets/left-over.js'), 'old')
    const again = await packaged('relay', { relay })
    expect([...again.files.keys()].sort()).toEqual([...files.keys()].sort())
  })

  it.each(['relay', 'inside'] as const)(
    'leave out a location whose page has no source, and fail for one that was not built (%s)',
    async (pagesAt) => {
      const project = mkdtempSync(join(tmpdir(), 'weiqiao-project-'))
      for (const path of [
        'manifest.json',
        'apps/translations',
        'apps/assets',
        'apps/requirements.json',
      ])
        cpSync(join(root, path), join(project, path), { recursive: true })
      const sourceOf = (page: string) => {
        mkdirSync(join(project, 'apps', page))
        writeFileSync(join(project, 'apps', page, 'index.html'), '')
      }
      sourceOf('reply-guide')
      const more = { relay, root: project }
      const first = await packaged(pagesAt, more)
      expect([first.leftOut, first.findings]).toEqual([['user_sidebar', 'nav_bar'], []])
      sourceOf('customer')
      sourceOf('service-board')
      build = join(project, 'none')
      const { findings, leftOut } = await packaged(pagesAt, more)
      build = await builtPages()
      rmSync(project, { recursive: true, force: true })
      expect(leftOut).toEqual([])
      const rule = pagesAt === 'relay' ? 'page_not_built' : 'invalid_location_uri'
      expect(findings).toContainEqual(
        expect.objectContaining({ rule, at: 'location.support.user_sidebar.url' }),
      )
    },
  )
})

describe('app:package', () => {
  it.each([
    [['--relay', 'http://relay.acme.example'], '--relay must be an https:// address'],
    [['--relay', 'relay.acme.example'], '--relay must be an https:// address'],
    [['--relay', 'https://relay.acme.example/?a=1'], '--relay must be an https:// address'],
    [['--pages', 'relay'], '--pages relay needs --relay https://…'],
    [['--pages', 'outside'], '--pages must be "relay" or "inside", not outside'],
  ])('refuses %j in one line and makes nothing', (words, line) => {
    const script = join(root, 'apps/package.ts')
    const argv = ['--import', import.meta.resolve('tsx'), script, ...words]
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' })
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr.startsWith(line)).toBe(true)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })
})
