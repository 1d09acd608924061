import type { NewNotice, NewReply } from '../core/store/outbox.ts'

/** A note for the helpdesk about a reply. */
export function noticeOf(reply: string, id = `${reply}:notice`): NewNotice {
  return {
    id,
    ticket: { id: '7' },
    conversation: 'conversation-1',
    reply,
    text: 'The reply was not delivered.',
    addTags: ['weiqiao_failed'],
    removeTags: [],
    setOpen: true,
  }
}

/** An agent's reply as the pipeline enqueues it: one text part per line. */
export function replyOf(id: string, more: Partial<NewReply> = {}): NewReply {
  const text = more.text ?? `words of ${id}`
  return {
    id,
    tenant: 'acme',
    account: 'wx',
    conversation: 'conversation-1',
    ticket: { id: '7' },
    commentId: `comment-${id}`,
    author: { id: 'agent-17', name: '客服17', code: '^A17' },
    writtenAt: Date.parse('2026-03-02T10:00:00+08:00'),
    parts: text.split('\n').map((line) => ({ type: 'text' as const, text: line })),
    text,
    state: 'queued',
    ...more,
  }
}
