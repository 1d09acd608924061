import type { Words } from './metric.ts'

/** Why a figure of Zendesk's differs from ours. */
export type Reason =
  | 'starts_at_publish'
  | 'earlier_episodes'
  | 'later_episode'
  | 'ends_at_delivery'
  | 'delivered_later'
  | 'undelivered_reply'
  | 'unconfirmed_reply'
  | 'internal_reply'
  | 'bot_reply'
  | 'not_in_zendesk'
  | 'reopened_by_status'
  | 'not_reopened_in_zendesk'
  | 'whole_minutes'
  | 'unexplained'

export const reasonWords: Readonly<Record<Reason, Words>> = {
  starts_at_publish: {
    zh: '我们从客户发布时起算，Zendesk 从工单建立时起算',
    en: 'Ours starts when the customer published, Zendesk’s when the ticket was created',
  },
  earlier_episodes: {
    zh: '工单里有更早的会话回合：我们从最后一个回合起算，Zendesk 仍从工单建立时起算',
    en: 'The ticket had earlier episodes: ours starts with the last one, Zendesk’s with the ticket',
  },
  later_episode: {
    zh: '第一个回合没有人工回复，Zendesk 算的是后面回合的回复',
    en: 'Nobody answered the first episode; Zendesk counts the answer to a later one',
  },
  ends_at_delivery: {
    zh: '我们算到送达客户，Zendesk 算到客服写下',
    en: 'Ours ends when the reply reached the customer, Zendesk’s when it was written',
  },
  delivered_later: {
    zh: 'Zendesk 算的那条回复写得早，但送达晚于另一条',
    en: 'The reply that Zendesk counts was written first and reached the customer after another',
  },
  undelivered_reply: {
    zh: 'Zendesk 把一条没有发到客户的回复算作已回复',
    en: 'Zendesk counts a reply that never reached the customer',
  },
  unconfirmed_reply: {
    zh: 'Zendesk 把一条未确认送达（暂扣或结果未知）的回复算作已回复',
    en: 'Zendesk counts a reply of which it is not known that it reached the customer (held or unconfirmed)',
  },
  internal_reply: {
    zh: 'Zendesk 算的是客户看不到的内部备注',
    en: 'Zendesk counts an internal note that the customer cannot see',
  },
  bot_reply: {
    zh: 'Zendesk 算的是自动回复，我们只算人工',
    en: 'Zendesk counts an automatic answer; ours counts people only',
  },
  not_in_zendesk: {
    zh: '回复不在 Zendesk 工单里，Zendesk 无从计算',
    en: 'The reply does not stand in the ticket, so that Zendesk has nothing to count',
  },
  reopened_by_status: {
    zh: '只改了状态：客户没有新的诉求，我们不算重开',
    en: 'Reopened by its status alone: the customer asked nothing new, so ours does not count it',
  },
  not_reopened_in_zendesk: {
    zh: '客户再次来问，但这张工单没有被重开（例如另建了后续工单）',
    en: 'The customer asked again without this ticket being reopened (a follow-up ticket, for one)',
  },
  whole_minutes: {
    zh: 'Zendesk 只报整分钟',
    en: 'Zendesk reports whole minutes',
  },
  unexplained: { zh: '原因不明', en: 'Unexplained' },
}
