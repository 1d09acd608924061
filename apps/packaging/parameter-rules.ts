import {
  errorsIn,
  isFields,
  warningsIn,
  type Fields,
  type PackageFinding,
  type PackageView,
} from './finding.ts'

const error = errorsIn('manifest.json')
const warning = warningsIn('manifest.json')

const types = ['text', 'checkbox', 'url', 'number', 'multiline', 'hidden', 'oauth']
const scopes = [
  'header',
  'body',
  'url',
  'jwt_secret_key',
  'jwt_claim',
  'basic_auth_username',
  'basic_auth_password',
]

export function parametersOf({ manifest }: PackageView): readonly Fields[] {
  const { parameters } = manifest
  return Array.isArray(parameters) ? parameters.filter(isFields) : []
}

function booleansOf(parameter: Fields, name: string): readonly PackageFinding[] {
  return ['required', 'secure']
    .filter((key) => parameter[key] !== undefined && typeof parameter[key] !== 'boolean')
    .map((key) =>
      error(
        'unacceptable_boolean',
        `parameter ${name}: "${key}" must be true or false`,
        `parameters.${name}.${key}`,
      ),
    )
}

function scopesOf(parameter: Fields, name: string): readonly PackageFinding[] {
  const given = parameter['scopes']
  const isSecure = parameter['secure'] === true
  if (given === undefined)
    return isSecure
      ? [warning('secure_without_scopes', `parameter ${name} needs "scopes"`, `parameters.${name}`)]
      : []
  if (!isSecure)
    return [
      error(
        'field_requires_secure_parameter',
        `parameter ${name}: scopes need "secure"`,
        `parameters.${name}.scopes`,
      ),
    ]
  if (!Array.isArray(given) || given.length === 0)
    return [
      error(
        'field_cannot_be_empty',
        `parameter ${name}: "scopes" must name at least one`,
        `parameters.${name}.scopes`,
      ),
    ]
  return given.every((scope) => typeof scope === 'string' && scopes.includes(scope))
    ? []
    : [
        error(
          'field_contains_invalid_values',
          `parameter ${name}: scopes are ${scopes.join(', ')}`,
          `parameters.${name}.scopes`,
        ),
      ]
}

function parameter(one: Fields): readonly PackageFinding[] {
  const { type = 'text', required, secure } = one
  const name = String(one['name'])
  const looksSecret = /token|key|pwd|password/i.test(name)
  const findings: PackageFinding[] = [...booleansOf(one, name), ...scopesOf(one, name)]
  if (name === 'name')
    findings.push(error('name_as_parameter_name', 'no parameter may be "name"', 'parameters.name'))
  if (typeof type !== 'string' || !types.includes(type))
    findings.push(
      error(
        'invalid_type_parameter',
        `parameter ${name}: types are ${types.join(', ')}`,
        `parameters.${name}.type`,
      ),
    )
  if (type === 'hidden' && required === true)
    findings.push(
      error(
        'invalid_hidden_parameter',
        `parameter ${name} is hidden and required`,
        `parameters.${name}.required`,
      ),
    )
  if (type === 'oauth' && secure === true)
    findings.push(
      error(
        'oauth_parameter_cannot_be_secure',
        `parameter ${name} must not be secure`,
        `parameters.${name}.secure`,
      ),
    )
  if (type === 'text' && looksSecret && secure !== true)
    findings.push(
      warning(
        'insecure_token_parameter',
        `parameter ${name} looks secret and every agent can read it`,
        `parameters.${name}`,
      ),
    )
  if (one['default'] !== undefined && (secure === true || type === 'hidden'))
    findings.push(
      warning(
        'default_on_secure_or_hidden',
        `parameter ${name} must have no default`,
        `parameters.${name}.default`,
      ),
    )
  return findings
}

function parameters(view: PackageView): readonly PackageFinding[] {
  const all = parametersOf(view)
  const names = all.map((one) => one['name'])
  const doubles = names.filter((name, i) => names.indexOf(name) < i)
  const isTooMany = all.filter((one) => one['type'] === 'oauth').length > 1
  return [
    ...doubles.map((name) =>
      error(
        'duplicate_parameters',
        `parameter ${String(name)} stands twice`,
        `parameters.${String(name)}`,
      ),
    ),
    ...(isTooMany
      ? [error('too_many_oauth_parameters', 'at most one oauth parameter', 'parameters')]
      : []),
    ...all.flatMap(parameter),
  ]
}

function oauth(view: PackageView): readonly PackageFinding[] {
  const settings = view.manifest['oauth']
  if (!isFields(settings)) return []
  const wanted = ['client_id', 'client_secret', 'authorize_uri', 'access_token_uri']
  const missing = wanted.filter((key) => settings[key] === undefined || settings[key] === '')
  const hasParameter = parametersOf(view).some((one) => one['type'] === 'oauth')
  return [
    ...missing.map((key) =>
      error('oauth_keys.missing', `"oauth.${key}" is missing`, `oauth.${key}`),
    ),
    ...(hasParameter
      ? []
      : [error('oauth_parameter_required', 'oauth needs a parameter of type oauth', 'parameters')]),
  ]
}

export const parameterRules = [parameters, oauth] as const
