import type { MediaFile } from './media.ts'
import type { AccountId, ReplyTarget, TenantId } from './message.ts'

/** One thing to put in front of the customer. */
export type ReplyContent =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'media'
      readonly kind: 'image' | 'voice' | 'video' | 'file'
      readonly file: MediaFile
    }
  | {
      readonly type: 'link'
      readonly title: string
      readonly description?: string
      readonly url: string
      readonly imageUrl?: string
    }
  | {
      readonly type: 'menu'
      readonly head: string
      readonly items: readonly { readonly id: string; readonly text: string }[]
      readonly tail?: string
    }
  | {
      readonly type: 'miniprogram'
      readonly title: string
      readonly appId: string
      readonly page: string
      readonly thumb?: MediaFile
    }
  | { readonly type: 'location'; readonly latitude: number; readonly longitude: number }
  /** Shows "typing"; costs nothing, its failure is ignored. */
  | { readonly type: 'typing' }

export interface ReplyAuthor {
  readonly id: string
  readonly name?: string
  /** Public code shown to the customer, e.g. `A17`. */
  readonly code?: string
  /** The human's own public address, where known (Weibo's `rip`). */
  readonly ip?: string
  /** Customer-service account to show the agent as (WeChat `kf_account`). */
  readonly persona?: string
}

/** The author of a reply where the helpdesk names only the account it was written for. */
export function unnamedAuthor(account: AccountId): ReplyAuthor {
  return { id: `channel:${account}` }
}

/** One send: a part of an agent's reply, addressed. `id` is stable over every retry. */
export interface OutboundReply {
  readonly id: string
  readonly tenant: TenantId
  readonly account: AccountId
  readonly customer: string
  readonly thread: string
  readonly visibility: 'public' | 'private'
  readonly target?: ReplyTarget
  readonly content: ReplyContent
  readonly author: ReplyAuthor
  /** Epoch ms of the first attempt, for read-back. */
  readonly attemptedAt?: number
}

/** A confirmed send. `platformId` is missing where the platform gives none (WeChat OA). */
export interface Delivery {
  readonly platformId?: string
  readonly at: number
  /** Accepted, but visible to the customer only after a while (Weibo 20032). */
  readonly isDelayed?: boolean
}

export type ReadBack =
  | { readonly found: true; readonly platformId?: string; readonly at: number }
  | { readonly found: false; readonly isConclusive: boolean }

/** The states of a reply (and of each of its deliveries). */
export type ReplyState = 'queued' | 'held' | 'sending' | 'sent' | 'failed' | 'unknown' | 'cancelled'
