import { useEffect, useState } from 'react'
import type { Zaf } from '../kit/zaf.ts'

/** What Zendesk itself says about the ticket in sight. */
export interface Ticket {
  readonly state: 'loading' | 'ready'
  /** undefined: not filed yet. */
  readonly id: string | undefined
  readonly type: string | undefined
  readonly status: string | undefined
  readonly tags: readonly string[]
  readonly assignee: string | undefined
  /** The name Zendesk has for the customer. */
  readonly requester: string | undefined
}

const unknown: Ticket = {
  state: 'loading',
  id: undefined,
  type: undefined,
  status: undefined,
  tags: [],
  assignee: undefined,
  requester: undefined,
}

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

function assigneeIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { user, group } = value as {
    user?: { name?: unknown } | null
    group?: { name?: unknown } | null
  }
  return text(user?.name) ?? text(group?.name)
}

async function readTicket(zaf: Zaf): Promise<Ticket> {
  const [id, type, status, tags, assignee, requester] = await Promise.all(
    [
      'ticket.id',
      'ticket.type',
      'ticket.status',
      'ticket.tags',
      'ticket.assignee',
      'ticket.requester.name',
    ].map((path) => zaf.get(path)),
  )
  return {
    state: 'ready',
    id: text(id),
    type: text(type),
    status: text(status),
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
    assignee: assigneeIn(assignee),
    requester: text(requester),
  }
}

export function useTicket(zaf: Zaf): Ticket {
  const [ticket, setTicket] = useState(unknown)
  useEffect(() => {
    let isGone = false
    async function read(): Promise<void> {
      const next = await readTicket(zaf)
      if (!isGone) setTicket(next)
    }
    void read()
    const events = ['type', 'status', 'tags', 'assignee.user.id', 'assignee.group.id'].map(
      (name) => `ticket.${name}.changed`,
    )
    const stops = [...events, 'ticket.updated', 'ticket.submit.done'].map((event) =>
      zaf.on(event, () => void read()),
    )
    return () => {
      isGone = true
      for (const stop of stops) stop()
    }
  }, [zaf])
  return ticket
}
