import {
  errorsIn,
  fieldsAt,
  type Fields,
  type PackageFinding,
  type PackageView,
} from './finding.ts'
import { localePattern } from './manifest-rules.ts'
import { parametersOf } from './parameter-rules.ts'

const marketTexts = ['name', 'short_description', 'long_description', 'installation_instructions']
/** A listing shows no more of a name. */
const maxName = 40

function labels(view: PackageView, locale: string, app: Fields): readonly PackageFinding[] {
  const texts = fieldsAt(app, 'parameters')
  return parametersOf(view)
    .map((one) => String(one['name']))
    .filter((name) => typeof fieldsAt(texts, name)['label'] !== 'string')
    .map((name) =>
      errorsIn(`translations/${locale}.json`)(
        'translation.missing_required_key_on_leaf',
        `parameter ${name} has no label`,
        `app.parameters.${name}.label`,
      ),
    )
}

function translation(view: PackageView, locale: string, fields: Fields): readonly PackageFinding[] {
  const error = errorsIn(`translations/${locale}.json`)
  const app = fieldsAt(fields, 'app')
  const isListed = view.manifest['private'] === false
  const wanted = isListed && locale === 'en' ? marketTexts : ['name']
  const missing = wanted.filter((key) => typeof app[key] !== 'string' || app[key] === '')
  const { name } = app
  return [
    ...(localePattern.test(locale)
      ? []
      : [error('translation.invalid_locale', `"${locale}" is no locale such as en or zh-cn`)]),
    ...missing.map((key) =>
      error('translation.missing_required_key', `the text is missing`, `app.${key}`),
    ),
    ...(app['package'] === undefined
      ? []
      : [
          error(
            'translation.invalid_format',
            'app.package changes the format of every text',
            'app.package',
          ),
        ]),
    ...(typeof name === 'string' && [...name].length > maxName
      ? [error('name_too_long', `app.name has more than ${maxName} characters`, 'app.name')]
      : []),
    ...labels(view, locale, app),
  ]
}

function translations(view: PackageView): readonly PackageFinding[] {
  return [...view.translations].flatMap(([locale, fields]) => translation(view, locale, fields))
}

export const translationRules = [translations] as const
