import { RelayError, isRelayError } from '../../core/error.ts'
import type { HttpRequest } from '../../core/http.ts'
import type { WechatAccount } from './account.ts'
import { readFields, type Fields } from './fields.ts'

/** A callback that proved itself. */
export interface Verified {
  /** The message as WeChat wrote it, decrypted. */
  readonly text: string
  /** The message read; undefined where that is not possible, and then it is kept as it came. */
  readonly fields: Fields | undefined
  /** The key that worked, to answer under the same. */
  readonly keyIndex: number | undefined
  readonly signedAt: number
}

const maxBytes = 256 * 1024
/**
 * Anything that may be a text, and the type that plain HTTP clients fall back to. Which of XML and
 * JSON it is, the text itself says: the type is not to be trusted that far.
 */
const textTypes = /^(?:text\/|[^;]*\b(?:xml|json)\b|application\/x-www-form-urlencoded)/i

const signatureShape = /^[0-9a-f]{40}$/

const decoder = new TextDecoder()

/** The same for every fault: a forger learns nothing. */
export function forged(): RelayError {
  return new RelayError('channel.forged', 'The callback did not verify.')
}

function isSigned(account: WechatAccount, { query }: HttpRequest): boolean {
  const { signature = '', timestamp = '', nonce = '' } = query
  return timestamp !== '' && nonce !== '' && account.cipher.verify(signature, timestamp, nonce)
}

/** Seconds, as WeChat signs them. */
function signedTime({ query }: HttpRequest): number {
  const seconds = query['timestamp'] ?? ''
  if (!/^\d{1,12}$/.test(seconds)) throw forged()
  return Number(seconds) * 1000
}

/** The address check when settings are saved: echostr in clear, or encrypted where the query says so. */
export function verifyHandshake(account: WechatAccount, request: HttpRequest): string {
  const { msg_signature: strong, encrypt_type: how, timestamp = '', nonce = '' } = request.query
  const { echostr = '' } = request.query
  if (echostr === '') throw forged()
  if (strong === undefined && how !== 'aes') {
    if (!isSigned(account, request)) throw forged()
    return echostr
  }
  // A plus sign that was not escaped for the address arrives as a blank.
  const encrypted = echostr.replaceAll(' ', '+')
  if (!account.cipher.verify(strong ?? '', timestamp, nonce, encrypted)) throw forged()
  return account.cipher.decrypt(encrypted).text
}

/** The message inside. What is merely unreadable is kept as it came; what no platform writes is refused. */
function readGenuine(text: string): Fields | undefined {
  try {
    return readFields(text)
  } catch (error) {
    if (isRelayError(error, 'channel.malformed') && error.details['isHostile'] !== true)
      return undefined
    throw error
  }
}

function openEnvelope(account: WechatAccount, request: HttpRequest, text: string): Verified {
  const { msg_signature: signature = '', timestamp = '', nonce = '' } = request.query
  // Who does not even try to sign costs no reading.
  if (!signatureShape.test(signature) || timestamp === '' || nonce === '') throw forged()
  const encrypted = readFields(text).id('Encrypt')
  if (encrypted === '' || !account.cipher.verify(signature, timestamp, nonce, encrypted))
    throw forged()
  const { text: opened, keyIndex } = account.cipher.decrypt(encrypted)
  return { text: opened, fields: readGenuine(opened), keyIndex, signedAt: signedTime(request) }
}

function bodyText({ body, headers }: HttpRequest): string {
  const type = headers['content-type'] ?? ''
  if (body.length === 0 || body.length > maxBytes) throw forged()
  if (type !== '' && !textTypes.test(type)) throw forged()
  // Broken characters in a customer's words must not cost the message; in an envelope they break it.
  return decoder.decode(body)
}

function verifyBody(account: WechatAccount, request: HttpRequest): Verified {
  const text = bodyText(request)
  if (account.mode !== 'plain') return openEnvelope(account, request, text)
  // Plain mode: the signature covers only the query, the account's owner chose that. So nothing
  // vouches for the body either, and one that cannot be read is not WeChat's.
  if (!isSigned(account, request)) throw forged()
  return { text, fields: readFields(text), keyIndex: undefined, signedAt: signedTime(request) }
}

/**
 * A pushed message. Safe and compatible mode know the encrypted part only, whatever else the body
 * holds; there is no way down to the weaker signature. Throws `channel.forged`.
 */
export function verifyPush(account: WechatAccount, request: HttpRequest): Verified {
  try {
    return verifyBody(account, request)
  } catch (error) {
    if (isRelayError(error, 'channel.malformed')) throw forged()
    throw error
  }
}
