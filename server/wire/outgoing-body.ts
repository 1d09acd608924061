import { randomBytes } from 'node:crypto'
import type { OutgoingCall, OutgoingFile } from '../core/http.ts'
import { writeJson } from './json.ts'

interface Body {
  readonly content?: Buffer
  readonly headers: Readonly<Record<string, string>>
}

/** Query or form: `undefined` is left out. */
export function fieldsText(values: NonNullable<OutgoingCall['form']>): string {
  const fields = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) fields.append(name, String(value))
  }
  return fields.toString()
}

/** File names travel in a quoted header field: quotes and line ends would break out of it. */
function quoted(text: string): string {
  return text.replace(/["\r\n]/g, '_')
}

function multipart(field: string, file: OutgoingFile): Body {
  const boundary = `weiqiao${randomBytes(16).toString('hex')}`
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(field)}"; filename="${quoted(file.name)}"\r\n` +
    `Content-Type: ${quoted(file.contentType)}\r\n\r\n`
  const content = Buffer.concat([
    Buffer.from(head),
    file.bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  return typed(`multipart/form-data; boundary=${boundary}`, content)
}

function typed(contentType: string, content: Buffer): Body {
  return { content, headers: { 'content-type': contentType } }
}

/** The bytes of a call. JSON is raw UTF-8: WeChat shows `\u` escapes to the customer as they are. */
export function bodyOf({ json, form, raw, multipart: part }: OutgoingCall): Body {
  if (json !== undefined) {
    return typed('application/json; charset=utf-8', Buffer.from(writeJson(json)))
  }
  if (form) return typed('application/x-www-form-urlencoded', Buffer.from(fieldsText(form)))
  if (raw) return typed(raw.contentType, Buffer.from(raw.bytes))
  return part ? multipart(part.field, part.file) : { headers: {} }
}
