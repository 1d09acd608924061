import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { explain, lintPackage } from './lint.ts'
import type { PackageFile } from './package-files.ts'
import {
  framework,
  integration,
  manifest,
  packageWith,
  png,
  requirementsOnly,
  translation,
  type Json,
} from './package.fake.ts'

const bitten = new Set<string>()
function rulesIn(files: readonly PackageFile[], pages?: readonly string[]): readonly string[] {
  const rules = lintPackage(files, pages).map(({ rule }) => rule)
  for (const rule of rules) bitten.add(rule)
  return rules
}

const parameter = (more: Json) =>
  packageWith({ manifest: { parameters: [{ name: 'relay', type: 'text', ...more }] } })
const sidebar = (value: unknown) =>
  packageWith({ manifest: { location: { support: { ticket_sidebar: value } } } })
/** One whose sidebar a relay serves. */
const served = (more: Json = {}) => {
  const url = 'https://relay.acme.example/apps/guide/'
  return packageWith({
    manifest: { signedUrls: true, location: { support: { ticket_sidebar: url } }, ...more },
  })
}
const secret = { name: 'relay', type: 'text', secure: true, scopes: ['jwt_secret_key'] }
const html = (text: string) => packageWith({ files: { 'assets/guide.html': text } })
const svg = (inner: string) =>
  packageWith({
    files: { 'assets/icon.svg': `<svg xmlns="http://www.w3.org/2000/svg">${inner}</svg>` },
  })

const broken: readonly [rule: string, files: readonly PackageFile[]][] = [
  ['missing_manifest', packageWith({ without: ['manifest.json'] })],
  [
    'nested_manifest',
    packageWith({ without: ['manifest.json'], files: { 'app/manifest.json': '{}' } }),
  ],
  ['manifest_not_json', packageWith({ files: { 'manifest.json': '{' } })],
  ['manifest_not_json', packageWith({ files: { 'manifest.json': '[]' } })],
  [
    'manifest_not_json',
    packageWith({ files: { 'manifest.json': new Uint8Array([0x22, 0xff, 0x22]) } }),
  ],
  [
    'duplicate_manifest_keys',
    packageWith({
      files: { 'manifest.json': JSON.stringify(manifest).replace('{', '{"version":"1.0.0",') },
    }),
  ],
  ['manifest_keys.missing', packageWith({ manifest: { author: undefined } })],
  ['manifest_keys.missing', packageWith({ manifest: { defaultLocale: undefined } })],
  ['manifest_keys.missing', packageWith({ manifest: { location: undefined } })],
  ['manifest_keys.missing', packageWith({ manifest: { frameworkVersion: undefined } })],
  ['unacceptable_boolean', packageWith({ manifest: { private: 'yes' } })],
  ['unacceptable_string', packageWith({ manifest: { name: 7 } })],
  ['unacceptable_string', packageWith({ manifest: { author: { name: 7 } } })],
  ['unacceptable_hash', packageWith({ manifest: { author: 'Example' } })],
  ['unacceptable_hash', packageWith({ manifest: { experiments: [] } })],
  ['unacceptable_hash', packageWith({ manifest: { location: 'ticket_sidebar' } })],
  ['unacceptable_array_of_strings', packageWith({ manifest: { domainWhitelist: [7] } })],
  ['unacceptable_array', packageWith({ manifest: { parameters: {} } })],
  ['invalid_url', packageWith({ manifest: { author: { name: 'a', url: 'example.com' } } })],
  ['invalid_url', packageWith({ manifest: { termsConditionsURL: 'ftp://example.com' } })],
  ['invalid_default_locale', packageWith({ manifest: { defaultLocale: 'English' } })],
  ['missing_translation_file', packageWith({ manifest: { defaultLocale: 'fr' } })],
  ['no_location_required', requirementsOnly({ location: manifest.location })],
  ['no_framework_version_required', requirementsOnly({ frameworkVersion: '2.0' })],
  ['no_source_required_apps', requirementsOnly({}, { 'assets/app.js': '1' })],
  [
    'no_parameters_required',
    requirementsOnly({
      requirementsOnly: false,
      marketingOnly: true,
      private: false,
      parameters: [{ name: 'a' }],
    }),
  ],
  [
    'marketing_only_app_cant_be_private',
    requirementsOnly({ requirementsOnly: false, marketingOnly: true }),
  ],
  [
    'requirements_not_supported',
    requirementsOnly({ requirementsOnly: false, marketingOnly: true, private: false }),
  ],
  ['invalid_version', packageWith({ manifest: { frameworkVersion: '1.0' } })],
  ['no_template_deprecated_in_v2', packageWith({ manifest: { noTemplate: true } })],
  ['version_not_semver', packageWith({ manifest: { version: 'first' } })],
  ['invalid_location_uri', sidebar('assets/none.html')],
  ['invalid_location_uri', sidebar('http://relay.acme.example/guide')],
  ['invalid_location_uri', sidebar('guide.html')],
  ['blank_location_uri', sidebar({})],
  ['invalid_location_flexible_type', sidebar({ url: 'assets/guide.html', flexible: 'yes' })],
  [
    'invalid_location',
    packageWith({ manifest: { location: { support: { sidebar: 'assets/guide.html' } } } }),
  ],
  ['invalid_host', packageWith({ manifest: { location: { helpdesk: {} } } })],
  [
    'missing_icon',
    packageWith({ manifest: { location: { support: { nav_bar: 'assets/guide.html' } } } }),
  ],
  ['name_as_parameter_name', parameter({ name: 'name' })],
  ['invalid_type_parameter', parameter({ type: 'dropdown' })],
  ['invalid_hidden_parameter', parameter({ type: 'hidden', required: true })],
  [
    'oauth_parameter_cannot_be_secure',
    parameter({ type: 'oauth', secure: true, scopes: ['header'] }),
  ],
  ['insecure_token_parameter', parameter({ name: 'api_token' })],
  ['default_on_secure_or_hidden', parameter({ type: 'hidden', default: 'a' })],
  ['secure_without_scopes', parameter({ secure: true })],
  ['field_requires_secure_parameter', parameter({ scopes: ['header'] })],
  ['field_cannot_be_empty', parameter({ secure: true, scopes: [] })],
  ['field_contains_invalid_values', parameter({ secure: true, scopes: ['cookie'] })],
  ['unacceptable_boolean', parameter({ required: 'yes' })],
  [
    'duplicate_parameters',
    packageWith({ manifest: { parameters: [{ name: 'relay' }, { name: 'relay' }] } }),
  ],
  [
    'too_many_oauth_parameters',
    packageWith({
      manifest: {
        parameters: [
          { name: 'a', type: 'oauth' },
          { name: 'b', type: 'oauth' },
        ],
      },
    }),
  ],
  ['oauth_keys.missing', packageWith({ manifest: { oauth: {} } })],
  ['oauth_parameter_required', packageWith({ manifest: { oauth: {} } })],
  ['translation.not_json', packageWith({ files: { 'translations/en.json': '{' } })],
  ['translation.not_json_object', packageWith({ files: { 'translations/en.json': '[]' } })],
  [
    'translation.duplicate_keys',
    packageWith({ files: { 'translations/en.json': '{"app":{"name":"a","name":"b"}}' } }),
  ],
  [
    'translation.invalid_locale',
    packageWith({ files: { 'translations/english.json': '{"app":{"name":"a"}}' } }),
  ],
  ['translation.missing_required_key', packageWith({ translation: { app: {} } })],
  ['translation.missing_required_key', packageWith({ manifest: { private: false } })],
  [
    'translation.missing_required_key_on_leaf',
    packageWith({ translation: { app: { name: 'a' } } }),
  ],
  [
    'translation.invalid_format',
    packageWith({ translation: { app: { ...translation.app, package: 'x' } } }),
  ],
  [
    'name_too_long',
    packageWith({ translation: { app: { ...translation.app, name: '名'.repeat(41) } } }),
  ],
  [
    'missing_requirements',
    packageWith({ manifest: { requirementsOnly: true }, without: ['requirements.json'] }),
  ],
  ['requirements_not_json', packageWith({ files: { 'requirements.json': 'x' } })],
  [
    'duplicate_requirements',
    packageWith({ files: { 'requirements.json': '{"views":{},"views":{}}' } }),
  ],
  ['invalid_requirements_types', packageWith({ requirements: { groups: {} } })],
  [
    'excessive_requirements',
    packageWith({
      requirements: {
        views: Object.fromEntries(Array.from({ length: 5001 }, (_, i) => [i, { title: 'a' }])),
      },
    }),
  ],
  ['missing_required_fields', packageWith({ requirements: { views: { a: {} } } })],
  [
    'missing_required_fields',
    packageWith({ requirements: { user_fields: { a: { title: 'a' } } } }),
  ],
  ['missing_required_fields', packageWith({ requirements: { webhooks: { a: { name: 'a' } } } })],
  ['missing_required_fields', packageWith({ requirements: { channel_integrations: { a: {} } } })],
  [
    'invalid_target',
    packageWith({ requirements: { targets: { a: { title: 'a', type: 'http_target' } } } }),
  ],
  [
    'multiple_channel_integrations',
    packageWith({
      requirements: {
        channel_integrations: {
          a: integration('https://a.example/m'),
          b: integration('https://b.example/m'),
        },
      },
    }),
  ],
  [
    'manifest_url_not_https',
    packageWith({
      requirements: { channel_integrations: { a: integration('http://a.example/m') } },
    }),
  ],
  [
    'placeholder_manifest_url',
    packageWith({
      requirements: { channel_integrations: { a: integration('https://relay.example.com/m') } },
    }),
  ],
  ['symlink_in_zip', packageWith({ files: { 'assets/link.png': 'LINK' } })],
  ['unsupported_mime_type_detected', packageWith({ files: { 'assets/notes.pdf': 'a' } })],
  ['unsupported_mime_type_detected', packageWith({ files: { 'assets/logo.png': 'PK\x03\x04' } })],
  ['unsupported_mime_type_detected', packageWith({ files: { 'assets/run.js': '#!/bin/sh' } })],
  ['foreign_file', packageWith({ files: { 'README.md': '' } })],
  ['foreign_file', packageWith({ files: { 'assets/app.js.map': '' } })],
  ['foreign_file', packageWith({ files: { 'node_modules/a/index.js': '' } })],
  ['too_large', packageWith({ files: { 'assets/big.js': randomBytes(2 * 1024 * 1024) } })],
  ['missing_logo', packageWith({ without: ['assets/logo.png'] })],
  ['logo.invalid_size', packageWith({ files: { 'assets/logo-small.png': png(64, 64) } })],
  ['logo.invalid_size', packageWith({ files: { 'assets/logo.png': 'a drawing' } })],
  ['banner.invalid_size', packageWith({ files: { 'assets/banner.png': png(10, 10) } })],
  ['dirty_svg', svg('<script>1</script>')],
  ['dirty_svg', svg('<path onclick="x()"/>')],
  ['dirty_svg', svg('<a href="https://example.com">x</a>')],
  ['bitmap_in_svg', svg('<image/>')],
  ['untintable_icon', packageWith({ files: { 'assets/icon_nav_bar.svg': '<svg><path/></svg>' } })],
  [
    'untintable_icon',
    packageWith({
      files: { 'assets/icon_nav_bar.svg': '<svg viewBox="0 0 18 18"><path fill="#0f766e"/></svg>' },
    }),
  ],
  [
    'insecure_http_request',
    packageWith({ files: { 'assets/app.js': 'fetch("http://example.com")' } }),
  ],
  ['unsigned_page', served({ signedUrls: false })],
  ['missing_framework', html('<!doctype html>')],
  ['missing_framework', html(`<script src="http://127.0.0.1:8793/sdk.js"></script>`)],
  ['missing_part', html(`<script src="${framework}"></script><script src="../app.js"></script>`)],
  ['secure_without_domain', packageWith({ manifest: { parameters: [secret] } })],
  [
    'invalid_domain',
    packageWith({ manifest: { domainWhitelist: ['https://relay.acme.example'] } }),
  ],
  ['placeholder_relay', packageWith({ manifest: { domainWhitelist: ['relay.example.com'] } })],
]

describe('lintPackage', () => {
  it('has nothing to say about a right package, with or without pages', () => {
    expect(lintPackage(packageWith({}))).toEqual([])
    expect(lintPackage(requirementsOnly())).toEqual([])
  })

  it.each(broken.map(([rule, files], n) => ({ n, rule, files })))(
    'bites with $rule (case $n)',
    ({ rule, files }) => {
      const found = lintPackage(files).find((one) => one.rule === rule)
      expect(rulesIn(files)).toContain(rule)
      expect(found?.reason).not.toBe('')
      expect(found?.fix).toMatch(/\.$/)
      expect(found?.file).toMatch(/\w/)
    },
  )

  it('takes pages of a relay by https, of localhost, and of a setting', () => {
    for (const url of [
      'https://relay.acme.example/apps/',
      'http://localhost:4567/a',
      '{{setting.relay}}/a',
    ])
      expect(rulesIn(sidebar(url))).toEqual([])
  })

  it('takes a page of the relay that the build holds, and no other', () => {
    expect(rulesIn(served(), ['guide', 'lab'])).toEqual([])
    expect(rulesIn(served())).toEqual([])
    expect(rulesIn(served(), ['lab'])).toEqual(['page_not_built'])
  })

  it('says in two lines where a fault stands, what it is and what to write', () => {
    const [finding] = lintPackage(served(), [])
    expect(finding && explain(finding)).toBe(
      'error manifest.json › location.support.ticket_sidebar.url: ticket_sidebar: the build has no ' +
        'page "guide" (page_not_built)\n    Run "npm run build"; if there is no such page, delete the location.',
    )
  })

  it('counts what the zip will hold, not what lies in the folder', () => {
    const long = new Uint8Array(3 * 1024 * 1024).fill(32)
    expect(rulesIn(packageWith({ files: { 'assets/app.js': long } }))).toEqual([])
  })

  it('takes a location that loads nothing by itself', () =>
    expect(rulesIn(sidebar({ autoLoad: false }))).toEqual([]))

  it('answers whatever the documents hold and never throws', () => {
    const documents = ['manifest.json', 'requirements.json', 'translations/en.json']
    fc.assert(
      fc.property(fc.constantFrom(...documents), fc.json(), (path, text) => {
        expect(Array.isArray(lintPackage(packageWith({ files: { [path]: text } })))).toBe(true)
      }),
    )
    fc.assert(
      fc.property(
        fc.constantFrom('author', 'location', 'parameters', 'oauth', 'experiments', 'private'),
        fc.jsonValue(),
        (key, value) => {
          expect(() => lintPackage(packageWith({ manifest: { [key]: value } }))).not.toThrow()
        },
      ),
    )
  })

  afterAll(() => {
    // A rule that no case makes bite may as well not be there.
    const sources = readdirSync(import.meta.dirname).filter((name) =>
      /-rules\.ts$|^lint\.ts$/.test(name),
    )
    const text = sources
      .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
      .join('')
    const calls = text.matchAll(
      /(?:error|warning|errorsIn\([^)]*\)|warningsIn\([^)]*\))\(\s*'([a-z0-9_.]+)'/g,
    )
    const named = new Set([...calls].map((match) => match[1]))
    expect(named.size).toBeGreaterThan(50)
    expect([...named].filter((rule) => !bitten.has(rule ?? ''))).toEqual([])
    const told = readFileSync(join(import.meta.dirname, 'fixes.ts'), 'utf8')
    const explained = [...told.matchAll(/^  '?([a-z0-9_.]+)'?:/gm)].map((match) => match[1])
    expect(explained.filter((rule) => !bitten.has(rule ?? ''))).toEqual([])
  })
})
