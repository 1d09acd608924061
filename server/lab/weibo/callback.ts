import { createHash, randomInt } from 'node:crypto'
import type { LabPlan } from '../plan.ts'
import type { PushRequest } from '../pusher.ts'

/** The fans service signs with the app's secret; there is no separate token. */
export function weiboSignature(appSecret: string, timestamp: string, nonce: string): string {
  return createHash('sha1').update([appSecret, timestamp, nonce].sort().join('')).digest('hex')
}

/** The body is not signed and stays the same over retries; only the query is made anew. */
export function callbackRequest(plan: LabPlan, body: string, nowMs: number): PushRequest {
  return {
    url: `${hookUrl(plan)}?${signedQuery(plan, nowMs).toString()}`,
    contentType: 'application/json;charset=UTF-8',
    body,
  }
}

export function handshakeUrl(plan: LabPlan, nowMs: number): { url: string; echo: string } {
  const echo = String(randomInt(1_000_000_000, 9_999_999_999))
  const query = signedQuery(plan, nowMs)
  query.set('echostr', echo)
  return { url: `${hookUrl(plan)}?${query.toString()}`, echo }
}

function hookUrl(plan: LabPlan): string {
  return `${plan.relayUrl}/hooks/${plan.tenant}/${plan.weibo.account}`
}

function signedQuery(plan: LabPlan, nowMs: number): URLSearchParams {
  const timestamp = String(nowMs)
  const nonce = String(randomInt(10_000_000, 99_999_999))
  const signature = weiboSignature(plan.weibo.appSecret, timestamp, nonce)
  return new URLSearchParams({ signature, timestamp, nonce })
}

/** A message in the answer to a push: its `data` is URL-encoded JSON inside JSON. */
export function readPassive(
  plan: LabPlan,
  body: string,
): { type: string; text: string } | undefined {
  if (body === '') return undefined
  try {
    const value = JSON.parse(body) as Record<string, unknown>
    if (value['result'] !== true || String(value['sender_id']) !== plan.weibo.uid) return undefined
    const inner = JSON.parse(decodeURIComponent(String(value['data']))) as Record<string, unknown>
    return { type: String(value['type']), text: String(inner['text'] ?? '') }
  } catch {
    // Anything else in the answer is ignored by the platform.
    return undefined
  }
}
