import type { Attachment } from '../../core/filing.ts'
import { isRelayError } from '../../core/error.ts'
import type { ZendeskApi } from './api.ts'
import { objectIn, textIn } from './json-fields.ts'

const maxBytes = 50 * 1024 * 1024

export interface Uploaded {
  /** One token for all files, valid an hour; [] for none. */
  readonly uploads: readonly string[]
  /** Names of files that Zendesk will not take, whatever is tried. */
  readonly refused: readonly string[]
}

/** Uploads the files of one comment under one token. A file Zendesk refuses does not hold up the words. */
export async function uploadAll(
  api: ZendeskApi,
  attachments: readonly Attachment[],
): Promise<Uploaded> {
  let token = ''
  const refused: string[] = []
  for (const { name, contentType, bytes } of attachments) {
    try {
      if (bytes.length > maxBytes || bytes.length === 0) {
        refused.push(name)
        continue
      }
      const body = await api.call('/api/v2/uploads', {
        method: 'POST',
        query: { filename: name, ...(token !== '' && { token }) },
        raw: { contentType, bytes },
      })
      token = textIn(objectIn(body, 'upload'), 'token') || token
    } catch (error) {
      const isFinal = isRelayError(error, 'helpdesk.invalid')
      if (!isFinal && !isRelayError(error, 'helpdesk.forbidden')) throw error
      refused.push(name)
    }
  }
  return { uploads: token === '' ? [] : [token], refused }
}
