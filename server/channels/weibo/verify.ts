import { RelayError } from '../../core/error.ts'
import type { HttpRequest } from '../../core/http.ts'
import { constantTimeEqual, sha1Signature } from '../../wire/sign.ts'

export function forged(): RelayError {
  return new RelayError('channel.forged', 'The callback did not verify.')
}

/**
 * The app secret is the signing key; the body is not signed, so only https protects it. The time is in
 * ms. Throws `channel.forged`.
 */
export function verifySignature(appSecret: string, { query }: HttpRequest): { signedAt: number } {
  const { signature = '', timestamp = '', nonce = '' } = query
  const isWhole = /^\d{1,14}$/.test(timestamp) && nonce !== '' && signature !== ''
  if (!isWhole || !constantTimeEqual(signature, sha1Signature([appSecret, timestamp, nonce])))
    throw forged()
  const time = Number(timestamp)
  // Old texts show seconds; ten digits cannot be ms of this century.
  return { signedAt: timestamp.length <= 10 ? time * 1000 : time }
}
