import type { FrozenFiling, Lane } from '../core/store/inbox.ts'

/** What a lane's mail becomes on a ticket, to be frozen. */
export function filingOf(
  { conversation, messages }: Lane,
  id = `filing-of-${messages[0]?.id ?? conversation.id}`,
): Omit<FrozenFiling, 'tries' | 'frozenAt'> {
  const { tenant, account } = conversation
  return {
    id,
    tenant,
    account,
    conversation: conversation.id,
    members: messages.map((message) => message.id),
    target: { type: 'new' },
    body: {
      subject: '微信 客户甲',
      text: messages.map(({ message }) => message.key).join('\n'),
      createdAt: conversation.lastInboundAt,
      tags: ['weiqiao'],
      fields: [],
      isPublic: true,
      reopens: false,
      media: [],
    },
  }
}
