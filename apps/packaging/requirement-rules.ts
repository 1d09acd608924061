import {
  errorsIn,
  isFields,
  warningsIn,
  type Fields,
  type PackageFinding,
  type PackageView,
} from './finding.ts'

const file = 'requirements.json'
const error = errorsIn(file)
const maxItems = 5000

const types = [
  'automations',
  'channel_integrations',
  'custom_objects',
  'custom_objects_v2',
  'macros',
  'targets',
  'views',
  'ticket_fields',
  'triggers',
  'user_fields',
  'organization_fields',
  'webhooks',
]
const untitled = ['channel_integrations', 'custom_objects', 'custom_objects_v2', 'webhooks']
const webhookKeys = ['name', 'status', 'endpoint', 'http_method', 'request_format']
/** Where a relay has no address yet. */
export const placeholderHost = 'relay.example.com'

function wantedKeys(type: string): readonly string[] {
  const title = untitled.includes(type) ? [] : ['title']
  if (type === 'channel_integrations') return ['manifest_url']
  if (type === 'webhooks') return webhookKeys
  return type === 'user_fields' || type === 'organization_fields' ? [...title, 'key'] : title
}

function itemsOf(requirements: Fields): readonly (readonly [string, string, Fields])[] {
  return Object.entries(requirements).flatMap(([type, items]) =>
    isFields(items)
      ? Object.entries(items).map(
          ([id, fields]) => [type, id, isFields(fields) ? fields : {}] as const,
        )
      : [],
  )
}

function presence({ manifest, requirements, files }: PackageView): readonly PackageFinding[] {
  const isThere = files.some(({ path }) => path === file)
  if (manifest['requirementsOnly'] === true && !isThere)
    return [error('missing_requirements', 'a requirements-only app needs requirements.json')]
  if (manifest['marketingOnly'] === true && requirements !== undefined)
    return [error('requirements_not_supported', 'a marketing-only app has no requirements')]
  return []
}

function shape({ requirements = {} }: PackageView): readonly PackageFinding[] {
  const unknown = Object.keys(requirements).filter((type) => !types.includes(type))
  const items = itemsOf(requirements)
  const incomplete = items.flatMap(([type, id, fields]) =>
    wantedKeys(type)
      .filter((key) => fields[key] === undefined || fields[key] === '')
      .map((key) =>
        error('missing_required_fields', `"${key}" is missing`, `${type}.${id}.${key}`),
      ),
  )
  const oldTargets = items.filter(
    ([type, , fields]) =>
      type === 'targets' && ['http_target', 'url_target_v2'].includes(String(fields['type'])),
  )
  return [
    ...unknown.map((type) =>
      error('invalid_requirements_types', `"${type}" is no requirement`, type),
    ),
    ...(items.length > maxItems
      ? [error('excessive_requirements', `${items.length} items, at most ${maxItems}`)]
      : []),
    ...incomplete,
    ...oldTargets.map(([, id]) =>
      error('invalid_target', `targets.${id} must be a webhook`, `targets.${id}.type`),
    ),
  ]
}

function channelIntegrations({ requirements = {} }: PackageView): readonly PackageFinding[] {
  const own = itemsOf(requirements).filter(([type]) => type === 'channel_integrations')
  const addresses = own.flatMap(([, id, fields]) => {
    const url = fields['manifest_url']
    return typeof url === 'string' ? [{ id, url }] : []
  })
  return [
    ...(own.length > 1
      ? [
          error(
            'multiple_channel_integrations',
            'one app carries one channel integration',
            'channel_integrations',
          ),
        ]
      : []),
    ...addresses
      .filter(({ url }) => !URL.canParse(url) || new URL(url).protocol !== 'https:')
      .map(({ id }) =>
        error('manifest_url_not_https', 'must be https', `channel_integrations.${id}.manifest_url`),
      ),
    ...addresses
      .filter(({ url }) => URL.canParse(url) && new URL(url).hostname === placeholderHost)
      .map(({ id }) =>
        warningsIn(file)(
          'placeholder_manifest_url',
          'points at an example',
          `channel_integrations.${id}.manifest_url`,
        ),
      ),
  ]
}

export const requirementRules = [presence, shape, channelIntegrations] as const
