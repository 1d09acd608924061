import { useEffect, useState } from 'react'
import type { Whom } from '../kit/customer/use-customer.ts'
import type { Zaf } from '../kit/zaf.ts'

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

async function read(zaf: Zaf): Promise<Whom> {
  const [ticket, user, external, requester] = await Promise.all(
    ['ticket.id', 'user.id', 'user.externalId', 'ticket.requester.id'].map((path) => zaf.get(path)),
  )
  return { ticket: text(ticket), user: text(user) ?? text(requester), external: text(external) }
}

/** Whom Zendesk shows beside this page; undefined until it has said so. */
export function useWhom(zaf: Zaf): Whom | undefined {
  const [whom, setWhom] = useState<Whom>()
  useEffect(() => {
    let isGone = false
    const look = (): void => {
      void read(zaf).then((found) => {
        if (!isGone) setWhom(found)
      })
    }
    look()
    const stops = ['user.id.changed', 'ticket.requester.id.changed'].map((event) =>
      zaf.on(event, look),
    )
    return () => {
      isGone = true
      for (const stop of stops) stop()
    }
  }, [zaf])
  return whom
}
