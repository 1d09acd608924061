import { useRef, useState } from 'react'
import styled from 'styled-components'
import { useWords } from '../../kit/i18n.tsx'
import { Empty } from '../../kit/states.tsx'
import type { Lab, LabAgent, LabApp, TicketLine } from '../lab-door.ts'
import { Panel } from '../parts.tsx'
import { words } from '../words.ts'
import { usePanel } from './app/use-panel.ts'
import { Ticket } from './Ticket.tsx'
import { TicketList } from './TicketList.tsx'
import type { Drafts } from './use-draft.ts'
import { useUnread } from './use-unread.ts'
import { Views, type ViewName } from './Views.tsx'

/** What stands beside what depends on the desk's own width, not on the window's. */
const Whole = styled(Panel)`
  container: desk / inline-size;
`

const Split = styled.div`
  display: grid;
  grid-template-columns: minmax(240px, 2fr) minmax(0, 3fr);
  flex: 1;
  min-height: 0;

  & > :first-child {
    border-right: 1px solid var(--wq-line);
  }

  &[data-open='true'][data-app='true'] {
    grid-template-columns: 240px minmax(0, 1fr);
  }

  @container desk (max-width: 919px) {
    &[data-open='true'][data-app='true'] {
      grid-template-columns: minmax(0, 1fr);
    }

    &[data-open='true'][data-app='true'] > :first-child {
      display: none;
    }
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
  justify-content: flex-start;
  min-width: 0;
  min-height: 0;
`

/** On a small screen an open ticket has the whole of it. */
const Shelves = styled.div`
  @media (max-width: 700px) {
    &[data-open='true'] {
      display: none;
    }
  }
`

/** A small helpdesk: views, tickets, one conversation and its composer. */
export function Desk({
  lab,
  agents,
  app,
  onPhone,
}: {
  readonly lab: Lab
  readonly agents: readonly LabAgent[]
  readonly app?: LabApp | undefined
  readonly onPhone: (ticket: TicketLine) => void
}) {
  const t = useWords(words)
  const [view, setView] = useState<ViewName>('all')
  const [open, setOpen] = useState<number>()
  const [agentId, setAgent] = useState(agents[0]?.id)
  const drafts = useRef<Drafts>(new Map())
  const unread = useUnread()
  const panel = usePanel()
  const isAppShown = app !== undefined && panel.isOpen
  const desk = {
    lab,
    drafts: drafts.current,
    agents,
    agentId,
    panel: app && panel,
    onAgent: setAgent,
    onBack: () => setOpen(undefined),
    onRead: unread.read,
    onPhone,
  }
  return (
    <Whole aria-label={t('desk')}>
      <Shelves data-open={open !== undefined}>
        <Views lab={lab} view={view} onPick={setView} />
      </Shelves>
      <Split data-open={open !== undefined} data-app={isAppShown}>
        <Side>
          <TicketList lab={lab} view={view} open={open} unread={unread} onOpen={setOpen} />
        </Side>
        <Side>
          {open === undefined ? (
            <Empty text={t('pickTicket')} hint={t('pickHint')} />
          ) : (
            <Ticket key={open} id={open} desk={desk} />
          )}
        </Side>
      </Split>
    </Whole>
  )
}
