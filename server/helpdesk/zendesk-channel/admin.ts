import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Form } from '../../core/channel-framework.ts'
import type { HttpAnswer } from '../../core/http.ts'
import { field } from './form.ts'
import { sealMetadata } from './metadata.ts'
import type { ZendeskChannelOptions } from './options.ts'

const words = {
  'zh-CN': {
    title: '连接微桥账号',
    account: '账号',
    code: '连接码',
    codeHelp: '在中继服务器上运行 relay connect-codes 得到',
    submit: '连接',
    wrong: '连接码不正确，请重新输入。',
    tooMany: '尝试次数过多，请一分钟后再试。',
    badReturn: '返回地址不属于本公司的 Zendesk。',
    going: '正在返回 Zendesk…',
  },
  en: {
    title: 'Connect a Weiqiao account',
    account: 'Account',
    code: 'Connection code',
    codeHelp: 'Run "relay connect-codes" on the relay to see it',
    submit: 'Connect',
    wrong: 'The connection code is wrong. Enter it again.',
    tooMany: 'Too many tries. Wait a minute.',
    badReturn: 'The return address does not belong to your Zendesk.',
    going: 'Returning to Zendesk…',
  },
} as const

const style =
  'body{font:15px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;margin:0;padding:24px;max-width:420px;color-scheme:light dark}' +
  'label{display:block;margin:16px 0 4px;font-weight:600}input,select,button{font:inherit;width:100%;box-sizing:border-box;padding:8px 12px}' +
  'button{margin-top:24px;background:#1f73b7;color:#fff;border:0;border-radius:4px;min-height:40px}small{opacity:.75}[role=alert]{color:#cc3340;font-weight:600}'

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

function page(title: string, body: string, locale: string): HttpAnswer {
  const html = `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style><main><h1>${title}</h1>${body}</main></html>`
  return { status: 200, contentType: 'text/html; charset=utf-8', body: html }
}

function hidden(name: string, value: string): string {
  return `<input type="hidden" name="${name}" value="${escape(value)}">`
}

/** What an admin types to prove that the relay is theirs; changes with the relay's own secret. */
export function connectCode(secret: string, tenant: string, account: string): string {
  const digest = createHmac('sha256', secret).update(`${tenant}/${account}`).digest('base64url')
  return digest
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 12)
    .toUpperCase()
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const carried = [
  'return_url',
  'subdomain',
  'locale',
  'instance_push_id',
  'zendesk_access_token',
] as const

interface AdminOptions {
  readonly options: ZendeskChannelOptions
  /** Secret behind the connection codes. */
  readonly codeSecret: () => Promise<string>
  /** Keeps the push token Zendesk issued for this instance. */
  readonly keepToken: (
    account: string,
    token: { instancePushId: string; accessToken: string },
  ) => Promise<void>
}

function entryPage({ options }: AdminOptions, form: Form, alert: string): HttpAnswer {
  const text = words[options.locale]
  const choices = options.instances
    .map(({ account, name }) => `<option value="${escape(account)}">${escape(name)}</option>`)
    .join('')
  const body =
    (alert === '' ? '' : `<p role="alert">${alert}</p>`) +
    `<form method="post">${carried.map((name) => hidden(name, field(form, name) ?? '')).join('')}` +
    `<label for="account">${text.account}</label><select id="account" name="weiqiao_account">${choices}</select>` +
    `<label for="code">${text.code}</label><input id="code" name="weiqiao_code" autocomplete="off" required aria-describedby="help">` +
    `<small id="help">${text.codeHelp}</small><button>${text.submit}</button></form>`
  return page(text.title, body, options.locale)
}

/** The browser itself must post the result back to Zendesk (the framework's rule). */
function returnPage(
  options: ZendeskChannelOptions,
  target: string,
  fields: Readonly<Record<string, string>>,
): HttpAnswer {
  const text = words[options.locale]
  const inputs = Object.entries(fields)
    .map(([name, value]) => hidden(name, value))
    .join('')
  const body = `<p>${text.going}</p><form id="back" method="post" action="${escape(target)}">${inputs}<button>${text.submit}</button></form><script>document.getElementById('back').submit()</script>`
  return page(text.title, body, options.locale)
}

function isOurZendesk(options: ZendeskChannelOptions, target: string): boolean {
  return URL.canParse(target) && new URL(target).origin === new URL(options.baseUrl).origin
}

/** The "add account" page: pick an account, prove it with its code, hand the sealed metadata to Zendesk. */
export async function answerAdmin(admin: AdminOptions, form: Form): Promise<HttpAnswer> {
  const { options } = admin
  const text = words[options.locale]
  const account = field(form, 'weiqiao_account')
  const code = field(form, 'weiqiao_code')
  if (account === undefined || code === undefined) return entryPage(admin, form, '')
  const instance = options.instances.find((one) => one.account === account)
  const isFree = await options.doors.kept.once(options.tenant, `connect-try:${account}`, 3000)
  if (!isFree) return entryPage(admin, form, text.tooMany)
  const wanted = connectCode(await admin.codeSecret(), options.tenant, account)
  if (!instance || !isSame(code.trim().toUpperCase(), wanted))
    return entryPage(admin, form, text.wrong)
  const target = field(form, 'return_url') ?? ''
  if (!isOurZendesk(options, target)) return entryPage(admin, form, text.badReturn)
  const instancePushId = field(form, 'instance_push_id')
  const accessToken = field(form, 'zendesk_access_token')
  if (instancePushId !== undefined && accessToken !== undefined)
    await admin.keepToken(account, { instancePushId, accessToken })
  const metadata = await sealMetadata(options.doors.secrets, { tenant: options.tenant, account })
  return returnPage(options, target, { name: instance.name, metadata, state: '[]' })
}
