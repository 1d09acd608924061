import { useState } from 'react'
import styled from 'styled-components'
import { useWords } from '../../kit/i18n.tsx'
import { Empty, Failure, Loading } from '../../kit/states.tsx'
import type { Lab, LabAgent, OpenTicket, TicketLine, ViewLine } from '../lab-door.ts'
import { Bar, Choice, Panel, Scroll } from '../parts.tsx'
import { useLive } from '../use-live.ts'
import { words } from '../words.ts'
import { Composer } from './Composer.tsx'
import { Conversation } from './Conversation.tsx'
import { TicketRow } from './TicketRow.tsx'

const Split = styled.div`
  display: grid;
  grid-template-columns: minmax(240px, 320px) minmax(0, 1fr);
  flex: 1;
  min-height: 0;

  & > :first-child {
    border-right: 1px solid var(--wq-line);
  }

  @media (max-width: 700px) {
    grid-template-columns: minmax(0, 1fr);

    &[data-open='true'] > :first-child,
    &[data-open='false'] > :last-child {
      display: none;
    }
  }
`

const Side = styled.div`
  display: flex;
  flex-direction: column;
  min-width: 0;
  min-height: 0;
`

const viewNames = ['all', 'open', 'held', 'failed', 'unconfirmed'] as const
type ViewName = (typeof viewNames)[number]

function Views({
  lab,
  view,
  onPick,
}: {
  readonly lab: Lab
  readonly view: ViewName
  readonly onPick: (view: ViewName) => void
}) {
  const t = useWords(words)
  const live = useLive<{ views: readonly ViewLine[] }>(lab, '/desk/views')
  const counts = live.state === 'ready' ? live.value.views : []
  return (
    <Bar as="nav" aria-label={t('views')}>
      {viewNames.map((name) => (
        <Choice key={name} type="button" aria-pressed={view === name} onClick={() => onPick(name)}>
          {t(`view${name}`)} {counts.find(({ id }) => id === name)?.count ?? ''}
        </Choice>
      ))}
    </Bar>
  )
}

function TicketList({
  lab,
  view,
  open,
  onOpen,
}: {
  readonly lab: Lab
  readonly view: ViewName
  readonly open: number | undefined
  readonly onOpen: (id: number) => void
}) {
  const t = useWords(words)
  const live = useLive<{ tickets: readonly TicketLine[] }>(lab, `/desk/tickets?view=${view}`)
  if (live.state === 'loading') return <Loading label={t('loading')} />
  if (live.state === 'failed')
    return <Failure text={t('failed')} again={t('again')} onAgain={live.again} />
  if (live.value.tickets.length === 0) return <Empty text={t('noTickets')} />
  return (
    <ul aria-label={t('tickets')}>
      {live.value.tickets.map((ticket) => (
        <TicketRow
          key={ticket.id}
          ticket={ticket}
          isOpen={ticket.id === open}
          onOpen={() => onOpen(ticket.id)}
        />
      ))}
    </ul>
  )
}

function Ticket({
  lab,
  id,
  agents,
  onBack,
}: {
  readonly lab: Lab
  readonly id: number
  readonly agents: readonly LabAgent[]
  readonly onBack: () => void
}) {
  const t = useWords(words)
  const live = useLive<OpenTicket>(lab, `/desk/tickets/${id}`)
  if (live.state === 'loading') return <Loading label={t('loading')} />
  if (live.state === 'failed')
    return <Failure text={t('failed')} again={t('again')} onAgain={live.again} />
  return (
    <>
      <Conversation opened={live.value} onBack={onBack} />
      <Composer lab={lab} ticket={id} agents={agents} />
    </>
  )
}

/** A small helpdesk: views, tickets, one conversation and its composer. */
export function Desk({ lab, agents }: { readonly lab: Lab; readonly agents: readonly LabAgent[] }) {
  const t = useWords(words)
  const [view, setView] = useState<ViewName>('all')
  const [open, setOpen] = useState<number>()
  return (
    <Panel aria-label={t('desk')}>
      <Views lab={lab} view={view} onPick={setView} />
      <Split data-open={open !== undefined}>
        <Side>
          <Scroll>
            <TicketList lab={lab} view={view} open={open} onOpen={setOpen} />
          </Scroll>
        </Side>
        <Side>
          {open === undefined ? (
            <Empty text={t('pickTicket')} />
          ) : (
            <Ticket
              key={open}
              lab={lab}
              id={open}
              agents={agents}
              onBack={() => setOpen(undefined)}
            />
          )}
        </Side>
      </Split>
    </Panel>
  )
}
