import type { Attachment } from '../../core/filing.ts'
import { RelayError } from '../../core/error.ts'
import type { ZendeskApi } from './api.ts'
import { objectIn, textIn } from './json-fields.ts'

const maxBytes = 50 * 1024 * 1024

/** Uploads the files of one comment under one token, valid an hour. [] for none. */
export async function uploadAll(
  api: ZendeskApi,
  attachments: readonly Attachment[],
): Promise<readonly string[]> {
  let token = ''
  for (const { name, contentType, bytes } of attachments) {
    if (bytes.length > maxBytes)
      throw new RelayError('helpdesk.invalid', 'A file is larger than Zendesk takes.')
    const body = await api.call('/api/v2/uploads', {
      method: 'POST',
      query: { filename: name, ...(token !== '' && { token }) },
      raw: { contentType, bytes },
    })
    token = textIn(objectIn(body, 'upload'), 'token') || token
  }
  return token === '' ? [] : [token]
}
