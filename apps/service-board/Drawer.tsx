import { useEffect, useRef } from 'react'
import styled from 'styled-components'
import { useWords } from '../kit/i18n.tsx'
import type { Shown } from './board.ts'
import { DispatchView } from './DispatchView.tsx'
import { FormulaView } from './FormulaView.tsx'
import { Icon } from './icons.tsx'
import { Sign, Small } from './parts.tsx'
import { TicketsView } from './TicketsView.tsx'
import { useTexts } from './use-texts.ts'
import { words } from './words.ts'

const Dialog = styled.dialog`
  position: fixed;
  inset: 0 0 0 auto;
  width: min(440px, 100vw);
  height: 100dvh;
  max-height: none;
  max-width: none;
  margin: 0;
  padding: 0;
  border: 0;
  border-left: 1px solid var(--wq-line);
  background: var(--wq-surface);
  color: var(--wq-ink);
  box-shadow: -8px 0 32px rgb(0 0 0 / 12%);
  overflow-y: auto;

  &::backdrop {
    background: rgb(0 0 0 / 20%);
  }
`

const Head = styled.div`
  position: sticky;
  top: 0;
  z-index: 1;
  display: flex;
  align-items: flex-start;
  gap: 8px;
  padding: 14px 12px 12px 20px;
  background: var(--wq-surface);
  border-bottom: 1px solid var(--wq-line);
`

const Title = styled.h2`
  flex: 1;
  font-size: 16px;
  font-weight: 600;
  line-height: 1.4;
`

const Body = styled.div`
  display: grid;
  gap: 16px;
  padding: 16px 20px 24px;
`

function Inside({ shown }: { readonly shown: Shown }) {
  if (shown.kind === 'formula') return <FormulaView metric={shown.metric} />
  if (shown.kind === 'dispatch') return <DispatchView shown={shown} />
  return <TicketsView shown={shown} />
}

/** What stands behind a figure, from the side; the page stays where it is. */
export function Drawer({
  shown,
  onClose,
}: {
  readonly shown: Shown
  readonly onClose: () => void
}) {
  const t = useWords(words)
  const texts = useTexts()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const { current } = dialog
    if (current && !current.open) current.showModal()
  }, [])
  const title = shown.kind === 'dispatch' ? shown.dispatched.subject : texts.say(shown.metric.title)
  return (
    <Dialog
      ref={dialog}
      aria-label={title}
      onClose={onClose}
      onClick={(event) => {
        // A click beside it falls onto the dialog itself.
        if (event.target === dialog.current) dialog.current.close()
      }}
    >
      <Head>
        <Title>
          {title} <Small as="span">{t(shown.kind)}</Small>
        </Title>
        <Sign type="button" aria-label={t('close')} onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </Sign>
      </Head>
      <Body>
        <Inside shown={shown} />
      </Body>
    </Dialog>
  )
}
