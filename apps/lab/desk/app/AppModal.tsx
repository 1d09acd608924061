import { useEffect, useRef } from 'react'
import styled from 'styled-components'
import { useWords } from '../../../kit/i18n.tsx'
import { Failure, Loading } from '../../../kit/states.tsx'
import { Icon } from '../../icons.tsx'
import type { Lab } from '../../lab-door.ts'
import { Sign } from '../../parts.tsx'
import { words } from '../../words.ts'
import { AppFrame, type FrameProps } from './AppFrame.tsx'
import { useLaunch } from './use-launch.ts'
import type { AskedModal } from './use-modal.ts'

/** Zendesk's modals take four fifths of the window at most. */
const Dialog = styled.dialog`
  flex-direction: column;
  max-width: 80vw;
  max-height: 80vh;
  padding: 0;
  border: 1px solid var(--wq-line);
  border-radius: 12px;
  background: var(--wq-surface);
  color: var(--wq-ink);
  overflow: hidden;

  &[open] {
    display: flex;
  }

  &::backdrop {
    background: rgb(0 0 0 / 45%);
  }
`

const Head = styled.div`
  display: flex;
  align-items: center;
  padding: 4px 4px 4px 16px;
  border-bottom: 1px solid var(--wq-line);
  font-weight: 600;
`

export interface AppModalProps {
  readonly lab: Lab
  readonly agentId: number | undefined
  readonly asked: AskedModal
  readonly onClose: () => void
  readonly frame: Pick<FrameProps, 'host' | 'subject' | 'colorScheme' | 'request'>
  readonly context: Readonly<Record<string, unknown>>
}

function Page({ lab, agentId, asked, frame, context }: Omit<AppModalProps, 'onClose'>) {
  const t = useWords(words)
  const { launch: opened, again } = useLaunch(lab, 'modal', agentId)
  if (opened.state === 'loading') return <Loading label={t('appLoading')} />
  if (opened.state === 'failed')
    return <Failure text={t('appFailed')} again={t('again')} onAgain={again} />
  const { guid, url } = asked
  return (
    <AppFrame
      {...frame}
      key={opened.guid}
      guid={guid}
      launch={{ ...opened.launch, url }}
      context={{ ...context, instanceGuid: guid }}
      height="100%"
      onAgain={again}
    />
  )
}

/** A page of the app that it opened above everything, as the agent asked it to. */
export function AppModal({ onClose, ...rest }: AppModalProps) {
  const t = useWords(words)
  const dialog = useRef<HTMLDialogElement>(null)
  const { width, height } = rest.asked
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <Dialog ref={dialog} aria-label={t('app')} style={{ width, height }} onClose={onClose}>
      <Head>
        <span style={{ flex: 1 }}>{t('app')}</span>
        <Sign type="button" aria-label={t('closeApp')} onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </Sign>
      </Head>
      <Page {...rest} />
    </Dialog>
  )
}
