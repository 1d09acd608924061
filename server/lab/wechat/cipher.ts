import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'

const BLOCK = 32

/** SHA-1 over the byte-wise sorted parts, as WeChat signs callbacks. */
export function sign(...parts: string[]): string {
  return createHash('sha1').update(parts.sort().join('')).digest('hex')
}

/**
 * WeChat's envelope: 16 random bytes, length, message, receiver; PKCS#7 to 32 bytes.
 * https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/Technical_Plan
 */
export function seal(
  text: string,
  options: { encodingAesKey: string; receiver: string; random16: Buffer },
): string {
  const key = Buffer.from(`${options.encodingAesKey}=`, 'base64')
  const message = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(message.length)
  const plain = Buffer.concat([options.random16, length, message, Buffer.from(options.receiver)])
  const padding = BLOCK - (plain.length % BLOCK)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([plain, Buffer.alloc(padding, padding)])
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
}

/** Undefined where the envelope is not one of this account. */
export function open(
  encrypted: string,
  options: { encodingAesKey: string; receiver: string },
): string | undefined {
  const key = Buffer.from(`${options.encodingAesKey}=`, 'base64')
  const bytes = Buffer.from(encrypted, 'base64')
  if (bytes.length === 0 || bytes.length % BLOCK !== 0) return undefined
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()])
  const padding = padded.at(-1) ?? 0
  if (padding < 1 || padding > BLOCK) return undefined
  if (padded.subarray(padded.length - padding).some((byte) => byte !== padding)) return undefined
  const plain = padded.subarray(0, padded.length - padding)
  if (plain.length < 20) return undefined
  const end = 20 + plain.readUInt32BE(16)
  const receiver = plain.subarray(end).toString()
  return receiver === options.receiver ? plain.subarray(20, end).toString() : undefined
}
