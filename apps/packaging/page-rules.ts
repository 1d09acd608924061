import { errorsIn, warningsIn, type PackageFinding, type PackageView } from './finding.ts'
import { parametersOf } from './parameter-rules.ts'
import { placeholderHost } from './requirement-rules.ts'
import type { PackageFile } from './package-files.ts'

const framework = 'https://static.zdassets.com/zendesk_app_framework_sdk/2.0/zaf_sdk.min.js'

function textOf({ bytes }: PackageFile): string {
  return new TextDecoder().decode(bytes)
}

/** `../assets/a.js` as seen from `assets/guide/index.html` → `assets/assets/a.js`. */
function pathFrom(page: string, reference: string): string {
  return decodeURIComponent(new URL(reference, `https://package.example/${page}`).pathname.slice(1))
}

function references(html: string): readonly string[] {
  return [...html.matchAll(/\s(?:src|href)="([^"]*)"/g)].map(([, address = '']) => address)
}

function parts({ files }: PackageView): readonly PackageFinding[] {
  const known = new Set(files.map(({ path }) => path))
  return files
    .filter(({ path }) => path.endsWith('.html'))
    .flatMap((file) =>
      references(textOf(file))
        .filter((address) => !/^([a-z]+:|\/\/|#)/i.test(address))
        .filter((address) => !known.has(pathFrom(file.path, address)))
        .map((address) =>
          errorsIn(file.path)('missing_part', `loads "${address}", which is not in the package`),
        ),
    )
}

/** A page that never loads the framework stays blank in Zendesk; a copy of it is refused in review. */
function frameworks({ files }: PackageView): readonly PackageFinding[] {
  return files
    .filter(({ path }) => path.endsWith('.html'))
    .filter((file) => !references(textOf(file)).includes(framework))
    .map(({ path }) =>
      errorsIn(path)('missing_framework', 'does not load the app framework from Zendesk'),
    )
}

/** Zendesk fills a secure setting in for these hosts alone. */
function whitelist(view: PackageView): readonly PackageFinding[] {
  const hosts: unknown = view.manifest['domainWhitelist']
  const named: readonly unknown[] = Array.isArray(hosts) ? hosts : []
  const isSecret = parametersOf(view).some((one) => one['secure'] === true)
  const at = 'domainWhitelist'
  return [
    ...(isSecret && named.length === 0
      ? [
          errorsIn('manifest.json')(
            'secure_without_domain',
            'a secure setting is never filled in without hosts it may go to',
            at,
          ),
        ]
      : []),
    ...named
      .filter((host) => typeof host === 'string' && /[/:]/.test(host))
      .map((host) =>
        errorsIn('manifest.json')('invalid_domain', `"${String(host)}" is no host name`, at),
      ),
    ...(named.includes(placeholderHost)
      ? [warningsIn('manifest.json')('placeholder_relay', 'names the host of an example', at)]
      : []),
  ]
}

export const pageRules = [parts, frameworks, whitelist] as const
