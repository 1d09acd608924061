import styled from 'styled-components'
import { useColorScheme } from '../../../kit/garden.ts'
import { useLanguage, useWords } from '../../../kit/i18n.tsx'
import { Failure, Loading } from '../../../kit/states.tsx'
import { Icon } from '../../icons.tsx'
import type { Lab } from '../../lab-door.ts'
import { Sign } from '../../parts.tsx'
import { words } from '../../words.ts'
import type { ZafHost } from '../zaf/host.ts'
import type { useTicketApp } from '../use-ticket-app.ts'
import { AppFrame } from './AppFrame.tsx'
import { AppModal } from './AppModal.tsx'
import { requester } from './request.ts'
import { useLaunch } from './use-launch.ts'
import { useModal } from './use-modal.ts'
import { narrowest, useGrip, widest, type AppPanelState } from './use-panel.ts'

const Aside = styled.aside`
  position: relative;
  display: flex;
  flex-direction: column;
  width: var(--app-width);
  min-width: 0;
  min-height: 0;
  border-left: 1px solid var(--wq-line);
  background: var(--wq-surface);

  /* Folded away it lives on: its page goes on judging and is still asked before a save. */
  &[data-open='false'] {
    display: none;
  }

  @container desk (max-width: 619px) {
    position: absolute;
    z-index: 2;
    inset: 0;
    width: auto;
    border-left: 0;
  }
`

const Grip = styled.div`
  position: absolute;
  z-index: 1;
  inset: 0 auto 0 -4px;
  width: 7px;
  cursor: col-resize;
  touch-action: none;

  &:hover,
  &:focus-visible {
    background: var(--wq-accent);
    outline: 0;
  }

  @container desk (max-width: 619px) {
    display: none;
  }
`

const Head = styled.div`
  display: flex;
  align-items: center;
  gap: 8px;
  min-height: 40px;
  padding: 2px 4px 2px 12px;
  border-bottom: 1px solid var(--wq-line);
  color: var(--wq-soft);
`

const Name = styled.h3`
  flex: 1;
  min-width: 0;
  overflow: hidden;
  color: var(--wq-ink);
  font-size: 13px;
  text-overflow: ellipsis;
  white-space: nowrap;
`

const Told = styled.p`
  display: flex;
  align-items: flex-start;
  gap: 8px;
  padding: 6px 4px 6px 12px;
  background: var(--wq-accentSoft);
  font-size: 13px;
  overflow-wrap: anywhere;

  &[data-kind='error'] {
    background: var(--wq-dangerSoft);
    color: var(--wq-danger);
  }
`

export interface AppPanelProps {
  readonly id: string
  readonly lab: Lab
  readonly host: ZafHost
  readonly panel: AppPanelState
  readonly app: ReturnType<typeof useTicketApp>
  readonly agentId: number | undefined
  readonly ticketId: number
}

function Page({ lab, host, app, agentId, ticketId }: AppPanelProps) {
  const t = useWords(words)
  const { colorScheme } = useColorScheme()
  const { launch: opened, again } = useLaunch(lab, 'ticket_sidebar', agentId)
  const modal = useModal(host, opened.state === 'ready' ? opened.launch.url : undefined)
  if (opened.state === 'loading') return <Loading label={t('appLoading')} />
  if (opened.state === 'failed')
    return <Failure text={t('appFailed')} again={t('again')} onAgain={again} />
  const { launch, guid } = opened
  const request = requester(lab, agentId)
  const around = { product: 'support', account: launch.account, ticketId }
  return (
    <>
      <AppFrame
        key={guid}
        host={host}
        launch={launch}
        guid={guid}
        subject={modal.opening(app.subject)}
        context={{ ...around, location: 'ticket_sidebar', instanceGuid: guid }}
        colorScheme={colorScheme}
        height={app.height}
        request={request}
        onAgain={again}
      />
      {modal.asked && (
        <AppModal
          key={modal.asked.guid}
          lab={lab}
          agentId={agentId}
          asked={modal.asked}
          onClose={modal.close}
          frame={{ host, request, colorScheme, subject: modal.closing(app.subject) }}
          context={{ ...around, location: 'modal', parentGuid: guid }}
        />
      )}
    </>
  )
}

/** The app beside a ticket, as Zendesk's own panel holds it: name, width and folding are the desk's. */
export function AppPanel(props: AppPanelProps) {
  const { id, panel, app, agentId } = props
  const t = useWords(words)
  const { locale } = useLanguage()
  const { isPulled, ...grip } = useGrip(panel)
  return (
    <Aside
      id={id}
      aria-label={t('app')}
      data-open={panel.isOpen}
      // A frame swallows the pointer that pulls beside it.
      style={{ pointerEvents: isPulled ? 'none' : undefined }}
    >
      <Grip
        role="separator"
        aria-orientation="vertical"
        aria-label={t('appWidth')}
        aria-valuemin={narrowest}
        aria-valuemax={widest}
        aria-valuenow={panel.width}
        tabIndex={0}
        style={{ pointerEvents: 'auto' }}
        {...grip}
      />
      <Head>
        <Icon name="bridge" />
        <Name>{t('app')}</Name>
        <Sign type="button" aria-label={t('hideApp')} title={t('hideApp')} onClick={panel.turn}>
          <Icon name="close" />
        </Sign>
      </Head>
      {app.notice && (
        <Told role="status" data-kind={app.notice.kind}>
          <span style={{ flex: 1 }}>{app.notice.text}</span>
          <Sign type="button" aria-label={t('closeNotice')} onClick={app.onNoticeRead}>
            <Icon name="close" size={12} />
          </Sign>
        </Told>
      )}
      {/* Another agent or language is another visit, as after signing in anew. */}
      <Page key={`${agentId ?? ''} ${locale}`} {...props} />
    </Aside>
  )
}
