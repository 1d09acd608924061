import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lintPackage } from './lint.ts'
import { framework, integration, manifest, packageWith, translation } from './package.fake.ts'

const secret = { name: 'shared_secret', type: 'text', secure: true }
const relayPage = 'https://relay.acme.example/apps/customer/'

/** What people get wrong, and the package that comes of it. */
const broken = [
  [
    'A page was never built',
    packageWith({
      manifest: { location: { support: { ticket_sidebar: 'assets/reply-guide/index.html' } } },
    }),
  ],
  [
    'The relay has no such page',
    packageWith({
      manifest: { signedUrls: true, location: { support: { user_sidebar: relayPage } } },
    }),
  ],
  [
    'The relay’s page is opened without a signature',
    packageWith({
      manifest: {
        location: { support: { ticket_sidebar: relayPage.replace('customer', 'guide') } },
      },
    }),
  ],
  [
    'A location that does not exist',
    packageWith({ manifest: { location: { support: { sidebar: 'assets/guide.html' } } } }),
  ],
  [
    'The button in the editor has no icon',
    packageWith({ manifest: { location: { support: { ticket_editor: 'assets/guide.html' } } } }),
  ],
  [
    'A secret that is never filled in',
    packageWith({
      manifest: { parameters: [secret], domainWhitelist: ['relay.acme.example'] },
      translation: { app: { name: 'Example', parameters: { shared_secret: { label: 'Secret' } } } },
    }),
  ],
  [
    'A setting without a label',
    packageWith({
      manifest: { parameters: [{ name: 'relay_url', type: 'url' }] },
      translation: { app: { ...translation.app, parameters: {} } },
    }),
  ],
  [
    'The channel integration by plain http',
    packageWith({
      requirements: {
        channel_integrations: { weiqiao: integration('http://relay.acme.example/zendesk') },
      },
    }),
  ],
  [
    'A key twice in the manifest',
    packageWith({
      files: { 'manifest.json': JSON.stringify(manifest).replace('{', '{"version":"0.9.0",') },
    }),
  ],
  [
    'A page loads a script that is not there',
    packageWith({
      files: {
        'assets/guide.html': `<script src="${framework}"></script><script src="./old-1a2b.js"></script>`,
      },
    }),
  ],
] as const

/** Cells of a table hold no line breaks and no bars. */
const cell = (text: string): string => text.replaceAll('|', '\\|')

const page = readFileSync(join(import.meta.dirname, '../../docs/packaging.md'), 'utf8')
const words = (row: string): string => row.replaceAll(/\s+/g, ' ').trim()
const rows = new Set(page.split('\n').map(words))

describe('ten broken packages', () => {
  it.each(broken)(
    '%s: one fault, with its path and what to write, as documented',
    (what, files) => {
      const findings = lintPackage(files, ['guide'])
      expect(findings).toHaveLength(1)
      for (const { file, at, reason, fix, rule } of findings) {
        expect(fix).not.toBe('')
        const place = at === '' ? file : `${file} › ${at}`
        const row = `| ${[what, `\`${place}\``, `${reason} (\`${rule}\`)`, fix].map(cell).join(' | ')} |`
        expect([...rows]).toContain(words(row))
      }
    },
  )
})
