import { deflateRawSync } from 'node:zlib'
import { errorsIn, warningsIn, type PackageFinding, type PackageView } from './finding.ts'
import type { PackageFile } from './package-files.ts'

/** Zendesk takes private packages (zips) up to this size; larger ones answer "Invalid zip file". */
export const maxPackageBytes = 2 * 1024 * 1024

const banned = /\.(rar|zip|gzip|gz|pdf|docx?|avi|bin|bz2?|csh|sh|jar|mp3|mpeg|odt|pptx?|xlsx?|7z)$/i
const magic: readonly (readonly [string, RegExp])[] = [
  ['rar', /^Rar!/],
  ['zip', /^PK[\x03\x05\x07]/],
  ['gzip', /^\x1f\x8b/],
  ['pdf', /^%PDF/],
  ['bz2', /^BZh/],
  ['7z', /^7z\xbc\xaf/],
  ['mp3', /^(ID3|\xff[\xfb\xf3\xf2])/],
  ['avi', /^RIFF[\s\S]{4}AVI /],
  ['doc', /^\xd0\xcf\x11\xe0/],
  ['sh', /^#!/],
]

/** All a package of this app may hold. Sources, maps and notes have no business in a customer's Zendesk. */
const known =
  /^(manifest\.json|requirements\.json|translations\/[\w-]+\.json|assets\/([\w-]+\/)*[\w.-]+\.(png|svg|js|css|html|woff2?))$/

function headOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 16)).toString('latin1')
}

function kinds({ files }: PackageView): readonly PackageFinding[] {
  return files.flatMap(({ path, bytes, isLink }) => {
    const error = errorsIn(path)
    if (isLink) return [error('symlink_in_zip', 'is a link, not a file')]
    const kind = magic.find(([, pattern]) => pattern.test(headOf(bytes)))?.[0]
    if (banned.test(path) || kind !== undefined)
      return [error('unsupported_mime_type_detected', `${kind ?? 'this kind'} is refused`)]
    return known.test(path) ? [] : [error('foreign_file', 'does not belong into the package')]
  })
}

function size({ files }: PackageView): readonly PackageFinding[] {
  const packed = files.map(({ bytes }) => deflateRawSync(bytes).length)
  const total = packed.reduce((sum, one) => sum + one, 0)
  if (total <= maxPackageBytes) return []
  return [errorsIn('(package)')('too_large', `packed ${total} bytes, at most ${maxPackageBytes}`)]
}

/** Width and height stand at a fixed place of every PNG. */
function pngSize(bytes: Uint8Array): string | undefined {
  const view = Buffer.from(bytes)
  const isPng = view.length > 24 && view.toString('latin1', 1, 4) === 'PNG'
  return isPng ? `${view.readUInt32BE(16)}×${view.readUInt32BE(20)}` : undefined
}

const logos = [
  ['assets/logo.png', ['320×320']],
  ['assets/logo-small.png', ['128×128']],
] as const

function pictures({ files }: PackageView): readonly PackageFinding[] {
  const sizeOf = (path: string): string | undefined => {
    const file = files.find((one) => one.path === path)
    return file && (pngSize(file.bytes) ?? 'no PNG')
  }
  const wrong = logos.flatMap(([path, [wanted]]) => {
    const given = sizeOf(path)
    if (given === undefined) return [errorsIn(path)('missing_logo', 'is missing')]
    return given === wanted
      ? []
      : [errorsIn(path)('logo.invalid_size', `is ${given}, not ${wanted}`)]
  })
  const banner = sizeOf('assets/banner.png')
  const isBannerRight = banner === undefined || ['830×200', '1660×400'].includes(banner)
  return isBannerRight
    ? wrong
    : [...wrong, errorsIn('assets/banner.png')('banner.invalid_size', `is ${banner}`)]
}

const dirty =
  /<script|<foreignObject|<!DOCTYPE|<!ENTITY|\son\w+\s*=|javascript:|href\s*=\s*["'](?!#)/i

function textOf({ bytes }: PackageFile): string {
  return new TextDecoder().decode(bytes)
}

function drawings({ files }: PackageView): readonly PackageFinding[] {
  const own = files.filter(({ path }) => path.endsWith('.svg'))
  return own.flatMap((file) => {
    const text = textOf(file)
    if (dirty.test(text))
      return [errorsIn(file.path)('dirty_svg', 'holds script, entities or links outwards')]
    return /<image\b/.test(text)
      ? [warningsIn(file.path)('bitmap_in_svg', 'holds a bitmap, which Zendesk replaces')]
      : []
  })
}

/** Namespaces, this machine, and where a library's own message sends its developers: nothing is asked there. */
const harmless = /http:\/\/(www\.w3\.org\/|localhost\b|fb\.me\/)/g

/** Zendesk tints icons for its own light, dark, active and hovered states. */
function icons({ files }: PackageView): readonly PackageFinding[] {
  return files
    .filter(({ path }) => /^assets\/icon_\w+\.svg$/.test(path))
    .filter((file) => {
      const text = textOf(file)
      return !text.includes('viewBox=') || /(fill|stroke)\s*[=:]\s*["']?\s*(#|rgb|hsl)/i.test(text)
    })
    .map(({ path }) =>
      warningsIn(path)('untintable_icon', 'has colours of its own, or no viewBox to scale by'),
    )
}

function content({ files }: PackageView): readonly PackageFinding[] {
  return files
    .filter(({ path }) => /\.(js|html)$/.test(path))
    .filter((file) => textOf(file).replace(harmless, '').includes('http://'))
    .map(({ path }) => warningsIn(path)('insecure_http_request', 'holds an http:// address'))
}

export const fileRules = [kinds, size, pictures, drawings, icons, content] as const
