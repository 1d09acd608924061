import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../../server/testing/free-port.ts'
import { builtPages } from '../testing/browser/pages.ts'
import { stagePackage } from './build-package.ts'

const root = join(import.meta.dirname, '../..')
const relay = 'https://relay.acme.example'

let folder = ''
let child: ChildProcess | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weiqiao-zcli-'))
})
afterEach(async () => {
  if (child?.exitCode === null) {
    child.kill()
    await once(child, 'exit')
  }
  // A helper of zcli's own may still be writing into its home: looked at anew until it is empty.
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
})

/** `zcli apps:server` on a staged package, as a developer starts it; answers its address. */
async function served(app: string): Promise<string> {
  const port = await freePort()
  const zcli = join(root, 'node_modules/@zendesk/zcli/bin/run')
  const words = ['apps:server', app, '--port', String(port), '--bind', '127.0.0.1']
  // With an account named it looks for none on this machine, and installs nothing to look with.
  const account = {
    ZENDESK_SUBDOMAIN: 'acme',
    ZENDESK_EMAIL: 'a@acme.example',
    ZENDESK_API_TOKEN: 'none',
  }
  const started = spawn(process.execPath, [zcli, ...words], {
    env: { ...process.env, ...account, HOME: folder, NO_UPDATE_NOTIFIER: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child = started
  const said: string[] = []
  await new Promise<void>((resolve, reject) => {
    started.stderr.on('data', (chunk: Buffer) => said.push(String(chunk)))
    started.once('exit', () => reject(new TypeError(`It ended: ${said.join('')}`)))
    started.stdout.on('data', (chunk: Buffer) => {
      if (String(chunk).includes('running on')) resolve()
    })
  })
  return `http://127.0.0.1:${port}`
}

interface AppJson {
  readonly apps: readonly [
    {
      readonly id: string
      readonly signed_urls?: boolean
      readonly locations: {
        readonly support: Readonly<Record<string, { readonly url: string; readonly svg?: string }>>
      }
    },
  ]
}

async function appAt(address: string): Promise<AppJson['apps'][0]> {
  const answer = await fetch(`${address}/app.json`)
  expect(answer.status).toBe(200)
  return ((await answer.json()) as AppJson).apps[0]
}

describe('zcli apps:server', () => {
  it('shows the package with its pages inside: page, script and icon come over HTTP', async () => {
    const app = join(folder, 'app')
    stagePackage({ root, build: await builtPages(), folder: app, pagesAt: 'inside', relay })
    const parameters = { relay_url: relay, shared_secret: 'none' }
    writeFileSync(join(app, 'zcli.apps.config.json'), JSON.stringify({ parameters }))
    const address = await served(app)
    const { id, locations } = await appAt(address)
    const { ticket_sidebar: sidebar, ticket_editor: editor } = locations.support
    expect(editor?.svg).toBe('icon_ticket_editor.svg')
    const pathname = `/${id}/${sidebar?.url ?? ''}`
    const page = await fetch(address + pathname)
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=UTF-8',
    ])
    const [, script] = /<script type="module"[^>]* src="([^"]+)"/.exec(await page.text()) ?? []
    const part = await fetch(new URL(script ?? 'none', address + pathname))
    expect(part.status).toBe(200)
    expect(part.headers.get('content-type')).toContain('javascript')
    expect((await fetch(`${address}/${id}/assets/icon_ticket_editor.svg`)).status).toBe(200)
  })

  it('shows the package whose pages a relay serves, with their addresses there', async () => {
    const app = join(folder, 'app')
    stagePackage({ root, build: await builtPages(), folder: app, pagesAt: 'relay', relay })
    const { locations, signed_urls: signed } = await appAt(await served(app))
    expect(locations.support['ticket_sidebar']?.url).toBe(`${relay}/apps/reply-guide/`)
    expect(signed).toBe(true)
  })
})
