import { useMemo } from 'react'
import styled from 'styled-components'
import { lengthAsSent } from '../../server/persona/channel-length.ts'
import type { LintContext } from '../../server/persona/context.ts'
import { partsAsSent } from '../../server/persona/parts-as-sent.ts'
import { Fold } from '../kit/Fold.tsx'
import { useWords } from '../kit/i18n.tsx'
import { Act, Row, Soft, Stack } from './parts.tsx'
import { words } from './words.ts'

const Chat = styled.div`
  display: grid;
  gap: 8px;
  justify-items: start;
  padding: 12px;
  border-radius: 8px;
  background: var(--wq-phone);
`

/** As it stands on the customer's side of the chat: white, from the left. */
const Bubble = styled.div`
  position: relative;
  max-width: 92%;
  padding: 8px 12px;
  border-radius: 6px;
  background: var(--wq-surface);
  font-size: 14px;
  line-height: 1.5;
  max-height: 16em;
  overflow-y: auto;
  overflow-wrap: anywhere;
  white-space: pre-wrap;
`

const Comment = styled.div`
  padding: 10px 12px;
  border-radius: 8px;
  background: var(--wq-raised);
  font-size: 14px;
  line-height: 1.55;
  max-height: 16em;
  overflow-y: auto;
  overflow-wrap: anywhere;
  white-space: pre-wrap;
`

const Brand = styled.span`
  color: var(--wq-weibo);
  font-weight: 600;
`

/** What Sina writes by itself; it does not count into the length. */
const Lead = styled.span`
  color: var(--wq-soft);
`

const shownLength = 4000
const shownParts = 12

/** Every message as the channel gets it, in its order. */
function Messages({
  parts,
  context,
  lead,
}: {
  readonly parts: readonly string[]
  readonly context: LintContext
  readonly lead: string | undefined
}) {
  const t = useWords(words)
  if (context.channel?.visibility === 'private')
    return (
      <Chat>
        {parts.slice(0, shownParts).map((part, i) => (
          <Bubble key={i} tabIndex={0} data-part={i}>
            {part}
          </Bubble>
        ))}
      </Chat>
    )
  return (
    <Comment tabIndex={0}>
      <Brand>{context.brand?.name ?? t('brandName')}</Brand>：
      {lead !== undefined && <Lead>{lead}</Lead>}
      <span data-part={0}>{parts[0]}</span>
    </Comment>
  )
}

/**
 * The draft as the channel gets it: signed, and message by message where the relay splits it. With its
 * length in the channel's own count.
 */
export function Preview({
  draft,
  context,
  lead,
  onTraditional,
  news,
}: {
  readonly draft: string
  readonly context: LintContext
  /** What the platform writes before the answer by itself. */
  readonly lead?: string | undefined
  readonly onTraditional: () => void
  readonly news: string
}) {
  const t = useWords(words)
  const { channel } = context
  const sent = lengthAsSent(draft, context)
  const isBlank = draft.trim() === ''
  const parts = useMemo(() => partsAsSent(draft.slice(0, shownLength), context), [draft, context])
  const isOver = sent !== undefined && sent.parts === 1 && sent.length > sent.limit
  return (
    <Fold
      name="preview"
      title={t('preview')}
      aside={
        sent && !isBlank ? (
          <span style={isOver ? { color: 'var(--wq-danger)', fontWeight: 600 } : undefined}>
            {t('length', { n: sent.length, limit: sent.limit })}{' '}
            {t(`length${channel?.unit ?? 'chars'}`)}
          </span>
        ) : undefined
      }
    >
      {isBlank ? (
        <Soft>{t('previewNone')}</Soft>
      ) : (
        <Stack>
          <Messages parts={parts} context={context} lead={lead} />
          {parts.length > 1 && <Soft>{t('partsNeeded', { n: parts.length })}</Soft>}
          {draft.length > shownLength && <Soft>{t('previewCut', { n: shownLength })}</Soft>}
          {news !== '' && <Soft role="status">{news}</Soft>}
          <Row>
            <Act type="button" data-plain onClick={onTraditional}>
              {t('toTraditional')}
            </Act>
          </Row>
        </Stack>
      )}
    </Fold>
  )
}
