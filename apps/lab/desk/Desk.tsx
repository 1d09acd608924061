import { useRef, useState } from 'react'
import styled from 'styled-components'
import { useWords } from '../../kit/i18n.tsx'
import { Empty } from '../../kit/states.tsx'
import type { Lab, LabAgent, LabApp, TicketLine } from '../lab-door.ts'
import { Icon } from '../icons.tsx'
import { Bar, Panel, Quiet } from '../parts.tsx'
import { words } from '../words.ts'
import { usePanel } from './app/use-panel.ts'
import { BoardFrame } from './board/BoardFrame.tsx'
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

/** Behind the board the tickets stay as they were left. */
const Behind = styled.div`
  display: contents;

  &[hidden] {
    display: none;
  }
`

const Top = styled(Bar)`
  justify-content: flex-end;
  padding: 4px 12px;
`

/** On a small screen an open ticket has the whole of it. */
const Shelves = styled.div`
  @media (max-width: 700px) {
    &[data-open='true'] {
      display: none;
    }
  }
`

/** The desk's own bar: where apps that need no ticket are opened. */
function AppBar({ isBoard, onTurn }: { readonly isBoard: boolean; readonly onTurn: () => void }) {
  const t = useWords(words)
  return (
    <Top>
      <Quiet type="button" aria-pressed={isBoard} onClick={onTurn}>
        <Icon name={isBoard ? 'back' : 'board'} />
        {t(isBoard ? 'closeBoard' : 'board')}
      </Quiet>
    </Top>
  )
}

/** A small helpdesk: views, tickets, one conversation and its composer. */
export function Desk({
  lab,
  agents,
  app,
  onPhone,
  isBoard = false,
  onBoard = () => undefined,
}: {
  readonly lab: Lab
  readonly agents: readonly LabAgent[]
  readonly app?: LabApp | undefined
  readonly onPhone: (ticket: TicketLine) => void
  /** The app's page of the bar is shown instead of the tickets. */
  readonly isBoard?: boolean
  readonly onBoard?: (isShown: boolean) => void
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
      {app && <AppBar isBoard={isBoard} onTurn={() => onBoard(!isBoard)} />}
      {isBoard && (
        <BoardFrame
          lab={lab}
          agent={agents.find(({ id }) => id === agentId)}
          onTicket={(id) => {
            onBoard(false)
            setOpen(id)
          }}
        />
      )}
      <Behind hidden={isBoard}>
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
      </Behind>
    </Whole>
  )
}
