import type { Form, FramedPage } from '../../core/channel-framework.ts'
import { RelayError, isRelayError } from '../../core/error.ts'
import { entryPage, returnPage } from './admin-page.ts'
import { pageLocale, type Alert } from './admin-words.ts'
import { callFramework } from './call.ts'
import { isSame, type ConnectCodes } from './connect-code.ts'
import { field } from './form.ts'
import type { Instances, PushToken } from './instances.ts'
import { openMetadata, sealMetadata } from './metadata.ts'
import { originsOf, type ZendeskChannelOptions } from './options.ts'

/** What Zendesk sends and the page hands on from step to step. */
const carriedNames = [
  'return_url',
  'subdomain',
  'locale',
  'name',
  'metadata',
  'state',
  'instance_push_id',
  'zendesk_access_token',
] as const

interface Admin {
  readonly options: ZendeskChannelOptions
  readonly codes: ConnectCodes
  readonly instances: Instances
}

function tokenIn(form: Form): PushToken | undefined {
  const instancePushId = field(form, 'instance_push_id')
  const accessToken = field(form, 'zendesk_access_token')
  if (instancePushId === undefined || accessToken === undefined) return undefined
  return { instancePushId, accessToken }
}

/** The account that the metadata of an earlier save proves, or a push token the relay already holds. */
async function provenAccount(admin: Admin, form: Form): Promise<string | undefined> {
  const { options, instances } = admin
  const metadata = field(form, 'metadata')
  if (metadata !== undefined) {
    try {
      return await openMetadata(options, metadata)
    } catch (error) {
      if (!isRelayError(error, 'helpdesk.forged')) throw error
    }
  }
  const token = tokenIn(form)
  if (!token) return undefined
  for (const { account } of options.instances) {
    const known = await instances.of(account)
    const isKnown =
      known !== undefined &&
      isSame(token.instancePushId, known.instancePushId) &&
      isSame(token.accessToken, known.accessToken)
    if (isKnown) return account
  }
  return undefined
}

/** Zendesk itself must accept the token before it replaces one that may still work. */
async function refusalOf(
  { options }: Admin,
  token: PushToken | undefined,
): Promise<Alert | undefined> {
  if (!token) return undefined
  const { accessToken, instancePushId } = token
  const json = { instance_push_id: instancePushId }
  const { http } = options.doors
  try {
    await callFramework({
      http,
      baseUrl: options.baseUrl,
      accessToken,
      path: 'validate_token',
      json,
    })
    return undefined
  } catch (error) {
    if (!isRelayError(error)) throw error
    const isRefused = ['helpdesk.auth', 'helpdesk.not_found', 'helpdesk.invalid']
    return isRefused.includes(error.code) ? 'refusedToken' : 'unreachable'
  }
}

/** The account chosen, once it is certain that this admin may connect it. */
async function permitted(
  { codes, options }: Admin,
  form: Form,
  proven: string | undefined,
): Promise<{ readonly account: string } | { readonly alert: Alert } | undefined> {
  const account = field(form, 'weiqiao_account')
  if (account === undefined) return undefined
  if (account === proven) return { account }
  const code = field(form, 'weiqiao_code')
  if (code === undefined) return undefined
  if (!options.instances.some((one) => one.account === account)) return { alert: 'wrong' }
  const verdict = await codes.check(account, code)
  return verdict === 'right' ? { account } : { alert: verdict }
}

function targetIn(options: ZendeskChannelOptions, form: Form): string {
  const target = field(form, 'return_url') ?? ''
  const isOurs = URL.canParse(target) && originsOf(options).includes(new URL(target).origin)
  if (!isOurs) throw new RelayError('helpdesk.forged', 'The request did not verify.')
  return target
}

/** Answers `add account` and `edit account`: proves the account, then hands its seal to Zendesk. */
export async function answerAdmin(admin: Admin, form: Form): Promise<FramedPage> {
  const { options, instances } = admin
  const target = targetIn(options, form)
  const frame = {
    locale: pageLocale(field(form, 'locale'), options.locale),
    origins: originsOf(options),
  }
  const proven = await provenAccount(admin, form)
  const ask = (alert?: Alert): FramedPage => {
    const carried = Object.fromEntries(
      carriedNames.flatMap((name) => {
        const value = field(form, name)
        return value === undefined ? [] : [[name, value]]
      }),
    )
    return entryPage({ ...frame, carried, accounts: options.instances, proven, alert })
  }
  const choice = await permitted(admin, form, proven)
  if (!choice) return ask()
  if ('alert' in choice) return ask(choice.alert)
  const token = tokenIn(form)
  const refusal = await refusalOf(admin, token)
  if (refusal) return ask(refusal)
  if (token) await instances.keepToken(choice.account, token)
  const configured = options.instances.find(({ account }) => account === choice.account)
  const fields = {
    name: field(form, 'name') ?? configured?.name ?? choice.account,
    metadata: await sealMetadata(options, choice.account),
    state: field(form, 'state') ?? '[]',
  }
  return returnPage({ ...frame, target, fields })
}
