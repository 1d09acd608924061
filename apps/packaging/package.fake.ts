import type { PackageFile } from './package-files.ts'

export type Files = Record<string, string | Uint8Array>
export type Json = Record<string, unknown>

export function png(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(33)
  bytes.write('\x89PNG\r\n\x1a\n', 'latin1')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}

export const manifest = {
  name: 'Example',
  author: { name: 'Example', url: 'https://example.com' },
  defaultLocale: 'en',
  version: '1.2.3',
  frameworkVersion: '2.0',
  location: { support: { ticket_sidebar: { url: 'assets/guide.html', flexible: true } } },
  parameters: [{ name: 'relay', type: 'url', required: true }],
}
export const translation = { app: { name: 'Example', parameters: { relay: { label: 'Relay' } } } }
export const integration = (manifest_url: string) => ({ manifest_url })
/** Where pages get Zendesk's client from. */
export const framework = 'https://static.zdassets.com/zendesk_app_framework_sdk/2.0/zaf_sdk.min.js'

const requirements = {
  channel_integrations: { one: integration('https://relay.acme.example/zendesk/manifest.json') },
}

/** A package with pages that nothing is wrong with, and what was done to it. */
export function packageWith(changes: {
  manifest?: Json
  translation?: Json
  requirements?: Json
  files?: Files
  without?: readonly string[]
}): readonly PackageFile[] {
  const files: Files = {
    'manifest.json': JSON.stringify({ ...manifest, ...changes.manifest }),
    'translations/en.json': JSON.stringify(changes.translation ?? translation),
    'requirements.json': JSON.stringify(changes.requirements ?? requirements),
    'assets/guide.html': `<!doctype html><title>Guide</title><script src="${framework}"></script>`,
    'assets/logo.png': png(320, 320),
    'assets/logo-small.png': png(128, 128),
    ...changes.files,
  }
  const encoder = new TextEncoder()
  return Object.entries(files)
    .filter(([path]) => changes.without?.includes(path) !== true)
    .map(([path, content]) => ({
      path,
      isLink: content === 'LINK',
      bytes: typeof content === 'string' ? encoder.encode(content) : content,
    }))
}

/** The same without pages, as an app of the channel framework alone is packaged. */
export function requirementsOnly(changes: Json = {}, files: Files = {}): readonly PackageFile[] {
  const { location: _, frameworkVersion: __, ...rest } = manifest
  const own = { ...rest, parameters: [], requirementsOnly: true, ...changes }
  return packageWith({
    files: { 'manifest.json': JSON.stringify(own), ...files },
    without: ['assets/guide.html'],
  })
}
