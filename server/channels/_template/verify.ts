import { RelayError } from '../../core/error.ts'
import type { HttpRequest } from '../../core/http.ts'
import { constantTimeEqual, sha1Signature } from '../../wire/sign.ts'

/** The same for every fault: a forger learns nothing. */
export function forged(): RelayError {
  return new RelayError('channel.forged', 'The callback did not verify.')
}

/** The body is signed with the query. Answers the text and when it was signed; throws `channel.forged`. */
export function verify(secret: string, request: HttpRequest): { text: string; signedAt: number } {
  const { signature = '', timestamp = '', nonce = '' } = request.query
  const text = new TextDecoder().decode(request.body)
  const isWhole = /^\d{1,12}$/.test(timestamp) && nonce !== '' && signature !== ''
  if (!isWhole || !constantTimeEqual(signature, sha1Signature([secret, timestamp, nonce, text])))
    throw forged()
  return { text, signedAt: Number(timestamp) * 1000 }
}
