import { createCipheriv, createDecipheriv, randomBytes, type Decipher } from 'node:crypto'
import { RelayError } from '../core/error.ts'
import { constantTimeEqual, sha1Signature } from './sign.ts'

/** Message encryption of WeChat and WeCom: AES-256-CBC, own padding, receiver id inside. */
export interface WxCipher {
  /** sha1 hex over token and parts, sorted as byte strings. */
  sign(...parts: readonly string[]): string
  /** Constant time; false for anything but the exact lower-case signature. */
  verify(signature: string, ...parts: readonly string[]): boolean
  /** Throws `channel.forged`, the same whatever failed. Tries the current key first. */
  decrypt(encrypted: string): { readonly text: string; readonly keyIndex: number }
  encrypt(text: string, keyIndex?: number, random16?: Uint8Array): string
}

interface CipherOptions {
  readonly token: string
  /** AppID (Official Account) or CorpID (WeCom): must stand inside every message. */
  readonly receiveId: string
  /** Current key first, then the previous one. */
  readonly keys: readonly { readonly encodingAesKey: string }[]
}

interface Key {
  readonly key: Buffer
  readonly iv: Buffer
  /** Lives as long as the key: making one costs more than a message. */
  readonly decipher: Decipher
}

const algorithm = 'aes-256-cbc'
const encodedKey = /^[A-Za-z0-9+/]{43}$/
/** The platforms pad to blocks of 32 bytes, twice what the cipher itself uses. */
const block = 32

function forged(): RelayError {
  return new RelayError('channel.forged', 'The callback did not verify.')
}

function keyOf(encodingAesKey: string): Key {
  if (!encodedKey.test(encodingAesKey)) {
    throw new RelayError(
      'config.invalid',
      'An EncodingAESKey has 43 characters of A-Z, a-z and 0-9.',
    )
  }
  // The last character may carry unused bits: keys are typed by people, and Node does not mind.
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  const iv = key.subarray(0, 16)
  return { key, iv, decipher: createDecipheriv(algorithm, key, iv).setAutoPadding(false) }
}

function padded(plain: Buffer): Buffer {
  const size = block - (plain.length % block)
  return Buffer.concat([plain, Buffer.alloc(size, size)])
}

/** Node's own unpadding knows 16-byte blocks only and refuses half of all real messages. */
function unpadded(plain: Buffer): Buffer | undefined {
  const size = plain[plain.length - 1] ?? 0
  if (size < 1 || size > block || size > plain.length) return undefined
  for (let i = plain.length - size; i < plain.length; i++) if (plain[i] !== size) return undefined
  return plain.subarray(0, plain.length - size)
}

/**
 * One decipher opens all messages: in CBC what came before reaches into the first block only, and
 * that one is 16 random bytes nobody reads. Without automatic padding `update` gives back every
 * whole block, and only whole blocks come here.
 */
function blocksOf(ciphertext: Buffer, { decipher }: Key): Buffer {
  return decipher.update(ciphertext)
}

function open(ciphertext: Buffer, key: Key, receiveId: Buffer): string | undefined {
  const plain = unpadded(blocksOf(ciphertext, key))
  if (!plain || plain.length < 20) return undefined
  const length = plain.readUInt32BE(16)
  const end = 20 + length
  if (end > plain.length || !plain.subarray(end).equals(receiveId)) return undefined
  return plain.toString('utf8', 20, end)
}

function ciphertextOf(encrypted: string): Buffer {
  const text = encrypted.trim()
  const buffer = Buffer.from(text, 'base64')
  // Node skips what is not base64; only a text that comes out the same again was strictly so.
  if (buffer.length === 0 || buffer.length % 16 !== 0 || buffer.toString('base64') !== text) {
    throw forged()
  }
  return buffer
}

export function createWxCipher({ token, receiveId, keys }: CipherOptions): WxCipher {
  const opened = keys.map(({ encodingAesKey }) => keyOf(encodingAesKey))
  const id = Buffer.from(receiveId)
  const sign = (...parts: readonly string[]): string => sha1Signature([token, ...parts])
  return {
    sign,
    verify: (signature, ...parts) => constantTimeEqual(signature, sign(...parts)),
    decrypt(encrypted) {
      const buffer = ciphertextOf(encrypted)
      for (const [keyIndex, key] of opened.entries()) {
        const text = open(buffer, key, id)
        if (text !== undefined) return { text, keyIndex }
      }
      throw forged()
    },
    encrypt(text, keyIndex = 0, random16 = randomBytes(16)) {
      const key = opened[keyIndex]
      if (!key) throw new RelayError('config.invalid', 'No such EncodingAESKey.')
      const message = Buffer.from(text)
      const length = Buffer.alloc(4)
      length.writeUInt32BE(message.length)
      const plain = padded(Buffer.concat([random16, length, message, id]))
      const cipher = createCipheriv(algorithm, key.key, key.iv).setAutoPadding(false)
      return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64')
    },
  }
}
