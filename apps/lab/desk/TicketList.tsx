import { useRef } from 'react'
import { useWords } from '../../kit/i18n.tsx'
import { Empty, Failure, Loading } from '../../kit/states.tsx'
import type { Lab, TicketLine } from '../lab-door.ts'
import { News, Scroll } from '../parts.tsx'
import { useLive } from '../use-live.ts'
import { words } from '../words.ts'
import { TicketRow } from './TicketRow.tsx'
import { useSteadyList } from './use-steady-list.ts'
import type { Unread } from './use-unread.ts'

interface Listing {
  readonly open: number | undefined
  readonly unread: Unread
  readonly onOpen: (id: number) => void
}

function Rows({ tickets, open, unread, onOpen }: Listing & { tickets: readonly TicketLine[] }) {
  const t = useWords(words)
  const box = useRef<HTMLDivElement>(null)
  const { rows, waiting, hold, refresh } = useSteadyList(tickets)
  if (rows.length === 0) return <Empty text={t('noTickets')} hint={t('noTicketsHint')} />
  return (
    <Scroll
      ref={box}
      // A finger has no cursor that something could move under.
      onPointerEnter={(event) => event.pointerType !== 'touch' && hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={(event) => event.target.matches(':focus-visible') && hold(true)}
      onBlur={() => hold(false)}
    >
      {waiting > 0 && (
        <div style={{ position: 'sticky', top: 8, height: 0, zIndex: 1 }}>
          <News
            type="button"
            onClick={() => {
              refresh()
              if (box.current) box.current.scrollTop = 0
            }}
          >
            {t('newTickets', { n: waiting })}
          </News>
        </div>
      )}
      <ul aria-label={t('tickets')}>
        {rows.map((ticket) => (
          <TicketRow
            key={ticket.id}
            ticket={ticket}
            isOpen={ticket.id === open}
            isUnread={ticket.id !== open && unread.isUnread(ticket)}
            onOpen={() => onOpen(ticket.id)}
          />
        ))}
      </ul>
    </Scroll>
  )
}

/** The tickets of one view. */
export function TicketList({ lab, view, ...listing }: Listing & { lab: Lab; view: string }) {
  const t = useWords(words)
  const live = useLive<{ tickets: readonly TicketLine[] }>(lab, `/desk/tickets?view=${view}`)
  if (live.state === 'loading') return <Loading label={t('loading')} />
  if (live.state === 'failed') {
    return <Failure text={t('failed')} again={t('again')} onAgain={live.again} />
  }
  return <Rows key={view} tickets={live.value.tickets} {...listing} />
}
