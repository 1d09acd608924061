import { useEffect, useId, useRef, type RefObject } from 'react'
import styled from 'styled-components'
import { useWords } from '../../kit/i18n.tsx'
import { Failure, Loading } from '../../kit/states.tsx'
import { Icon } from '../icons.tsx'
import type { Lab, LabAgent, OpenTicket, TicketLine } from '../lab-door.ts'
import { Bar, Label, Quiet, Sign } from '../parts.tsx'
import { useLive } from '../use-live.ts'
import { words } from '../words.ts'
import { AppPanel } from './app/AppPanel.tsx'
import type { AppPanelState } from './app/use-panel.ts'
import { Composer } from './Composer.tsx'
import { Conversation } from './Conversation.tsx'
import { StatusDot, TroublePills } from './status.tsx'
import { TroubleBar } from './TroubleBar.tsx'
import { useDraft, type Draft, type Drafts } from './use-draft.ts'
import { useTicketApp, useZafHost } from './use-ticket-app.ts'

const Title = styled.h2`
  overflow: hidden;
  font-size: 15px;
  line-height: 1.4;
  text-overflow: ellipsis;
  white-space: nowrap;

  &:focus-visible {
    outline-offset: -2px;
  }
`

const About = styled.p`
  display: flex;
  align-items: center;
  gap: 8px;
  min-width: 0;
  overflow: hidden;
  color: var(--wq-soft);
  font-size: 12px;
  white-space: nowrap;
`

const Name = styled.span`
  min-width: 0;
  overflow: hidden;
  text-overflow: ellipsis;
`

const Closed = styled.p`
  padding: 12px 16px;
  border-top: 1px solid var(--wq-line);
  color: var(--wq-soft);
`

const Back = styled(Sign)`
  display: none;

  @container desk (max-width: 919px) {
    [data-app='true'] & {
      display: inline-grid;
    }
  }

  @media (max-width: 700px) {
    display: inline-grid;
  }
`

/** The ticket and, beside it or on a small screen over it, the app. */
const Stage = styled.div`
  position: relative;
  display: grid;
  flex: 1;
  grid-template-columns: minmax(0, 1fr) auto;
  min-height: 0;
`

const Work = styled.div`
  display: flex;
  flex-direction: column;
  min-width: 0;
  min-height: 0;
`

export interface TicketDesk {
  readonly lab: Lab
  readonly drafts: Drafts
  readonly agents: readonly LabAgent[]
  readonly agentId: number | undefined
  /** The app's panel; undefined where no app is installed. */
  readonly panel?: AppPanelState | undefined
  readonly onAgent: (id: number) => void
  readonly onBack: () => void
  readonly onRead: (ticket: TicketLine) => void
  /** Shows the customer's phone, where the customer is one of the lab's. */
  readonly onPhone: (ticket: TicketLine) => void
}

function AppSwitch({ panel, id }: { readonly panel: AppPanelState; readonly id: string }) {
  const t = useWords(words)
  const label = t(panel.isOpen ? 'hideApp' : 'showApp')
  return (
    <Quiet
      type="button"
      aria-expanded={panel.isOpen}
      aria-controls={id}
      aria-label={label}
      title={label}
      onClick={panel.turn}
    >
      <Icon name="bridge" />
      <Label>{t('appShort')}</Label>
    </Quiet>
  )
}

function Header({
  ticket,
  desk,
  appId,
}: {
  readonly ticket: TicketLine
  readonly desk: TicketDesk
  readonly appId: string
}) {
  const t = useWords(words)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // On a small screen the row that was pressed is gone, and the focus with it.
    if (document.activeElement === document.body) title.current?.focus()
  }, [])
  return (
    <Bar style={{ flexWrap: 'nowrap', paddingLeft: 16 }}>
      <Back type="button" aria-label={t('back')} onClick={desk.onBack}>
        <Icon name="back" />
      </Back>
      <div style={{ flex: 1, minWidth: 0 }}>
        <Title ref={title} tabIndex={-1} title={ticket.subject}>
          {ticket.subject}
        </Title>
        <About>
          <StatusDot status={ticket.status} />
          <TroublePills tags={ticket.tags} />
          <Name>{ticket.requester.name}</Name>
          <span>#{ticket.id}</span>
        </About>
      </div>
      <Quiet
        type="button"
        aria-label={t('showPhone')}
        title={t('showPhone')}
        onClick={() => desk.onPhone(ticket)}
      >
        <Icon name="phone" />
        <Label>{t('phone')}</Label>
      </Quiet>
      {desk.panel && <AppSwitch panel={desk.panel} id={appId} />}
    </Bar>
  )
}

/** Zendesk offers the status a ticket has; a new one becomes open by an answer. */
function offeredStatus(status: string): string {
  return status === 'new' ? 'open' : status
}

function Answering({
  ticket,
  desk,
  draft,
  area,
}: {
  readonly ticket: TicketLine
  readonly desk: TicketDesk
  readonly draft: Draft
  readonly area: RefObject<HTMLTextAreaElement>
}) {
  const t = useWords(words)
  function rewrite(text: string): void {
    draft.change({ isPublic: false, text })
    area.current?.focus()
  }
  if (ticket.status === 'closed') return <Closed>{t('closed')}</Closed>
  return (
    <>
      <TroubleBar tags={ticket.tags} onCommand={draft.note} onRewrite={rewrite} />
      <Composer draft={draft} status={offeredStatus(ticket.status)} area={area} who={desk} />
    </>
  )
}

function Opened({ opened, desk }: { readonly opened: OpenTicket; readonly desk: TicketDesk }) {
  const { ticket, comments } = opened
  const { lab, drafts, agents, agentId, panel } = desk
  const appId = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const host = useZafHost()
  const status = offeredStatus(ticket.status)
  const draft = useDraft({ lab, drafts, ticket: ticket.id, agentId, status, apps: host })
  const agent = agents.find(({ id }) => id === agentId)
  const app = useTicketApp({ host, ticket, agent, draft, area })
  const parts = { lab, app, agentId, ticketId: ticket.id }
  return (
    <>
      <Header ticket={ticket} desk={desk} appId={appId} />
      <Stage style={{ ['--app-width' as string]: `${panel?.width ?? 0}px` }}>
        <Work>
          <Conversation comments={comments} />
          <Answering ticket={ticket} desk={desk} draft={draft} area={area} />
        </Work>
        {panel && host && <AppPanel id={appId} host={host} panel={panel} {...parts} />}
      </Stage>
    </>
  )
}

/** One ticket: what it is, what was said, what went wrong, where it is answered, and the app beside it. */
export function Ticket({ id, desk }: { readonly id: number; readonly desk: TicketDesk }) {
  const t = useWords(words)
  const live = useLive<OpenTicket>(desk.lab, `/desk/tickets/${id}`)
  const ticket = live.state === 'ready' ? live.value.ticket : undefined
  const { onRead } = desk
  useEffect(() => {
    if (ticket) onRead(ticket)
  }, [ticket, onRead])
  if (live.state === 'loading') return <Loading label={t('loading')} />
  if (live.state === 'failed') {
    return <Failure text={t('failed')} again={t('again')} onAgain={live.again} />
  }
  return <Opened opened={live.value} desk={desk} />
}
