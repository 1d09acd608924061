import { errorsIn, fieldsAt, isFields, type PackageFinding, type PackageView } from './finding.ts'

const error = errorsIn('manifest.json')
const booleans = ['requirementsOnly', 'marketingOnly', 'singleInstall', 'signedUrls', 'private']
const strings = [
  'name',
  'defaultLocale',
  'version',
  'frameworkVersion',
  'remoteInstallationURL',
  'termsConditionsURL',
  'gaID',
]

export const localePattern = /^[a-z]{2,3}(-\w{2,3})?$/

function isWebAddress(value: unknown): boolean {
  return typeof value === 'string' && URL.canParse(value) && /^https?:/.test(value)
}

function missingKeys({ manifest }: PackageView): readonly PackageFinding[] {
  const hasPages = manifest['requirementsOnly'] !== true && manifest['marketingOnly'] !== true
  const wanted = ['author', 'defaultLocale', ...(hasPages ? ['location', 'frameworkVersion'] : [])]
  const missing = wanted.filter((key) => manifest[key] === undefined)
  return missing.map((key) => error('manifest_keys.missing', `"${key}" is missing`, key))
}

function wrongTypes({ manifest }: PackageView): readonly PackageFinding[] {
  const author = manifest['author']
  const given = (key: string): boolean => manifest[key] !== undefined
  const whitelist = manifest['domainWhitelist']
  const isTextList = Array.isArray(whitelist) && whitelist.every((one) => typeof one === 'string')
  return [
    ...booleans
      .filter((key) => given(key) && typeof manifest[key] !== 'boolean')
      .map((key) => error('unacceptable_boolean', `"${key}" must be true or false`, key)),
    ...strings
      .filter((key) => given(key) && typeof manifest[key] !== 'string')
      .map((key) => error('unacceptable_string', `"${key}" must be text`, key)),
    ...['name', 'email', 'url']
      .map((key) => [key, fieldsAt(manifest, 'author')[key]] as const)
      .filter(([, value]) => value !== undefined && typeof value !== 'string')
      .map(([key]) =>
        error('unacceptable_string', `"author.${key}" must be text`, `author.${key}`),
      ),
    ...(author !== undefined && !isFields(author)
      ? [error('unacceptable_hash', '"author" must be an object', 'author')]
      : []),
    ...(given('experiments') && !isFields(manifest['experiments'])
      ? [error('unacceptable_hash', '"experiments" must be an object', 'experiments')]
      : []),
    ...(given('domainWhitelist') && !isTextList
      ? [
          error(
            'unacceptable_array_of_strings',
            '"domainWhitelist" must be a list of hosts',
            'domainWhitelist',
          ),
        ]
      : []),
    ...(given('parameters') && !Array.isArray(manifest['parameters'])
      ? [error('unacceptable_array', '"parameters" must be a list', 'parameters')]
      : []),
  ]
}

function addresses({ manifest }: PackageView): readonly PackageFinding[] {
  const url = fieldsAt(manifest, 'author')['url']
  const terms = manifest['termsConditionsURL']
  return [
    ...(url !== undefined && !isWebAddress(url)
      ? [error('invalid_url', '"author.url" must be an http(s) address', 'author.url')]
      : []),
    ...(terms !== undefined && !isWebAddress(terms)
      ? [
          error(
            'invalid_url',
            '"termsConditionsURL" must be an http(s) address',
            'termsConditionsURL',
          ),
        ]
      : []),
  ]
}

function defaultLocale({ manifest, files }: PackageView): readonly PackageFinding[] {
  const locale = manifest['defaultLocale']
  if (typeof locale !== 'string') return []
  if (!localePattern.test(locale))
    return [
      error(
        'invalid_default_locale',
        `"${locale}" is no locale such as en or zh-cn`,
        'defaultLocale',
      ),
    ]
  return files.some(({ path }) => path === `translations/${locale}.json`)
    ? []
    : [error('missing_translation_file', `translations/${locale}.json is missing`, 'defaultLocale')]
}

function withoutPages({ manifest, files }: PackageView): readonly PackageFinding[] {
  const isMarketing = manifest['marketingOnly'] === true
  if (manifest['requirementsOnly'] !== true && !isMarketing) return []
  const kind = isMarketing ? 'a marketing-only app' : 'a requirements-only app'
  const code = files.filter(({ path }) => /\.(js|css|hdbs)$/.test(path))
  const parameters = manifest['parameters']
  return [
    ...(Object.keys(fieldsAt(manifest, 'location')).length > 0
      ? [error('no_location_required', `${kind} has no location`, 'location')]
      : []),
    ...(manifest['frameworkVersion'] !== undefined
      ? [
          error(
            'no_framework_version_required',
            `${kind} has no frameworkVersion`,
            'frameworkVersion',
          ),
        ]
      : []),
    ...code.map(({ path }) => errorsIn(path)('no_source_required_apps', `${kind} has no code`)),
    ...(isMarketing && Array.isArray(parameters) && parameters.length > 0
      ? [error('no_parameters_required', `${kind} has no parameters`, 'parameters')]
      : []),
    ...(isMarketing && manifest['private'] !== false
      ? [error('marketing_only_app_cant_be_private', 'a marketing-only app is private', 'private')]
      : []),
  ]
}

function version({ manifest }: PackageView): readonly PackageFinding[] {
  const { frameworkVersion, version: own } = manifest
  const isNumbered = typeof own !== 'string' || /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(own)
  return [
    ...(typeof frameworkVersion === 'string' && frameworkVersion !== '2.0'
      ? [error('invalid_version', '"frameworkVersion" must be "2.0"', 'frameworkVersion')]
      : []),
    ...(manifest['noTemplate'] !== undefined
      ? [error('no_template_deprecated_in_v2', '"noTemplate" is not allowed', 'noTemplate')]
      : []),
    // zcli apps:bump counts this up.
    ...(isNumbered ? [] : [error('version_not_semver', '"version" must be like 1.2.3', 'version')]),
  ]
}

export const manifestRules = [
  missingKeys,
  wrongTypes,
  addresses,
  defaultLocale,
  withoutPages,
  version,
] as const
