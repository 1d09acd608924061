import styled from 'styled-components'
import { withCode } from '../../server/persona/agent-code.ts'
import { lengthAsSent } from '../../server/persona/channel-length.ts'
import type { LintContext } from '../../server/persona/context.ts'
import { Fold } from '../kit/Fold.tsx'
import { useWords } from '../kit/i18n.tsx'
import { Act, Row, Soft, Stack } from './parts.tsx'
import { words } from './words.ts'

const Chat = styled.div`
  display: flex;
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

const shownLength = 4000

/** The draft as the channel will show it, signature included, and its length in the channel's own count. */
export function Preview({
  draft,
  context,
  onTraditional,
  news,
}: {
  readonly draft: string
  readonly context: LintContext
  readonly onTraditional: () => void
  readonly news: string
}) {
  const t = useWords(words)
  const { channel, roster, brand } = context
  const sent = lengthAsSent(draft, context)
  const code = roster?.appended === false ? undefined : roster?.code
  const isBlank = draft.trim() === ''
  const text = withCode(draft.slice(0, shownLength), code)
  const isOver = sent !== undefined && sent.parts === 1 && sent.length > sent.limit
  const name = brand?.name ?? t('brandName')
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
          {channel?.visibility === 'private' ? (
            <Chat>
              <Bubble tabIndex={0}>{text}</Bubble>
            </Chat>
          ) : (
            <Comment tabIndex={0}>
              <Brand>{name}</Brand>：{text}
            </Comment>
          )}
          {sent && sent.parts > 1 && <Soft>{t('partsNeeded', { n: sent.parts })}</Soft>}
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
