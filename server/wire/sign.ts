import { createHmac, hash, timingSafeEqual } from 'node:crypto'

/**
 * sha1 hex over the parts sorted as byte strings and joined (WeChat, WeCom and Weibo callbacks).
 * The platforms' parts are ASCII, where JavaScript's own order is the order of bytes.
 */
export function sha1Signature(parts: readonly string[]): string {
  return hash('sha1', [...parts].sort().join(''))
}

/** Compares two texts without telling by its time where they differ. */
export function constantTimeEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Zendesk's webhook signature: base64 HMAC-SHA256 over timestamp and raw body, no separator. */
export function zendeskSignature(secret: string, timestamp: string, body: Uint8Array): string {
  return createHmac('sha256', secret).update(timestamp).update(body).digest('base64')
}
