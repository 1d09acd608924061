import { createHash } from 'node:crypto'
import type { FramedPage } from '../../core/channel-framework.ts'
import { words, type Alert, type PageLocale } from './admin-words.ts'

const style =
  'body{font:15px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;margin:0;padding:24px;max-width:420px;color-scheme:light dark}' +
  'h1{font-size:1.3em}label{display:block;margin:16px 0 4px;font-weight:600}' +
  'input,select,button{font:inherit;width:100%;box-sizing:border-box;padding:8px 12px;min-height:40px}' +
  'button{margin-top:24px;background:#1f73b7;color:#fff;border:0;border-radius:4px}' +
  '[role=alert]{border-left:4px solid #cc3340;padding-left:12px;font-weight:600}'

const script = "document.getElementById('back').submit()"

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

/** Nothing but our own two constants runs or styles; only this tenant's Zendesk frames and receives. */
function policyOf(origins: readonly string[]): string {
  const zendesk = origins.join(' ')
  return [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
    "base-uri 'none'",
    `form-action 'self' ${zendesk}`,
    `frame-ancestors ${zendesk}`,
  ].join('; ')
}

function escape(text: string): string {
  return text.replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

interface Frame {
  readonly locale: PageLocale
  readonly origins: readonly string[]
}

function page({ locale, origins }: Frame, body: string): FramedPage {
  const { title } = words[locale]
  const html = `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1>${body}</main></body></html>`
  return {
    status: 200,
    contentType: 'text/html; charset=utf-8',
    body: html,
    contentSecurityPolicy: policyOf(origins),
  }
}

function hidden(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join('')
}

interface Entry extends Frame {
  /** What Zendesk sent, carried through the step. */
  readonly carried: Readonly<Record<string, string>>
  readonly accounts: readonly { readonly account: string; readonly name: string }[]
  /** Set when the request itself proved the account: no code is asked then. */
  readonly proven: string | undefined
  readonly alert: Alert | undefined
}

function questions(entry: Entry): string {
  const text = words[entry.locale]
  const options = entry.accounts
    .filter(({ account }) => entry.proven === undefined || account === entry.proven)
    .map(({ account, name }) => `<option value="${escape(account)}">${escape(name)}</option>`)
    .join('')
  const label = entry.proven === undefined ? text.account : text.connected
  const choice = `<label for="account">${label}</label><select id="account" name="weiqiao_account">${options}</select>`
  if (entry.proven !== undefined) return `${choice}<button>${text.save}</button>`
  return (
    `${choice}<label for="code">${text.code}</label>` +
    `<input id="code" name="weiqiao_code" autocomplete="off" required aria-describedby="help">` +
    `<small id="help">${text.codeHelp}</small><button>${text.submit}</button>`
  )
}

/** Picks the account, and asks for its code where nothing else proves that the admin may. */
export function entryPage(entry: Entry): FramedPage {
  const alert =
    entry.alert === undefined ? '' : `<p role="alert">${words[entry.locale][entry.alert]}</p>`
  return page(
    entry,
    `${alert}<form method="post">${hidden(entry.carried)}${questions(entry)}</form>`,
  )
}

interface Return extends Frame {
  readonly target: string
  readonly fields: Readonly<Record<string, string>>
}

/** The browser itself must post the result back to Zendesk (the framework's rule). */
export function returnPage({ target, fields, ...frame }: Return): FramedPage {
  const text = words[frame.locale]
  const form = `<form id="back" method="post" action="${escape(target)}">${hidden(fields)}<button>${text.save}</button></form>`
  return page(frame, `<p>${text.going}</p>${form}<script>${script}</script>`)
}
