import type { Form } from '../../core/channel-framework.ts'

/** Fields of `application/x-www-form-urlencoded`; `file_urls[]` stays under that name. */
export function readForm(body: Uint8Array): Form {
  const form: Record<string, string[]> = Object.create(null) as Record<string, string[]>
  for (const [name, value] of new URLSearchParams(new TextDecoder().decode(body)))
    (form[name] ??= []).push(value)
  return form
}

/** undefined when the field is missing or empty. */
export function field(form: Form, name: string): string | undefined {
  const value = form[name]?.[0]
  return value === undefined || value === '' ? undefined : value
}

/** The last part of an address, as a file's name; the address comes from outside. */
export function fileNameIn(url: string): string {
  if (!URL.canParse(url)) return 'file'
  const { pathname, searchParams } = new URL(url)
  const raw = searchParams.get('name') ?? pathname.slice(pathname.lastIndexOf('/') + 1)
  try {
    return decodeURIComponent(raw) || 'file'
  } catch {
    return raw
  }
}
