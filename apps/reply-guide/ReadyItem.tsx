import { useId, useState } from 'react'
import styled from 'styled-components'
import type { ReadyReply } from '../../server/api/ready.ts'
import { useWords } from '../kit/i18n.tsx'
import { useMoments } from '../kit/moment.ts'
import type { Relay } from '../kit/relay.ts'
import { Act, Badge, Clip, Row, Soft } from './parts.tsx'
import { readyWords } from './ready-words.ts'
import { Sources } from './Sources.tsx'
import { useRewriting } from './use-rewriting.ts'

const Item = styled.li`
  display: grid;
  gap: 6px;
  padding: 8px 0;
  border-top: 1px solid var(--wq-line);

  &:first-child {
    border-top: 0;
  }
`

const tones = { answered: 'accent', asked: 'warning', postponed: 'warning' } as const

function Points({ points, dueAt }: Pick<ReadyReply, 'points' | 'dueAt'>) {
  const t = useWords(readyWords)
  const moments = useMoments()
  return (
    <>
      {points.length > 0 && (
        <ul aria-label={t('points')}>
          {points.map(({ text, how }, i) => (
            <Row as="li" key={i}>
              <Badge data-tone={tones[how]}>{t(`how${how}`)}</Badge>
              <Soft as="span">{text.slice(0, 60)}</Soft>
            </Row>
          ))}
        </ul>
      )}
      {dueAt !== null && (
        <Soft title={moments.full(Date.parse(dueAt))}>
          {t('dueAt', { time: moments.time(Date.parse(dueAt)) })}
        </Soft>
      )}
    </>
  )
}

export interface ReadyItemProps {
  readonly relay: Relay
  readonly ticket: string
  readonly reply: ReadyReply
  readonly canRewrite: boolean
  /** False: an internal note stands open, or the composer cannot be reached. */
  readonly canInsert: boolean
  readonly onInsert: (text: string) => void
}

/** One suggestion: its text, what it does about each point, where every part came from. */
export function ReadyItem({
  relay,
  ticket,
  reply,
  canRewrite,
  canInsert,
  onInsert,
}: ReadyItemProps) {
  const t = useWords(readyWords)
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const { rewriting, onAsk, onBack } = useRewriting(relay, ticket, reply.id)
  const isPraise = reply.style === 'praise'
  const isRewritten = rewriting.state === 'shown'
  const text = isRewritten ? rewriting.text : reply.text
  const style = t(isRewritten ? 'stylerewritten' : `style${reply.style}`)
  const isTold = ['refused', 'unavailable', 'off'].includes(rewriting.state)
  return (
    <Item>
      <Row>
        <Badge>{style}</Badge>
      </Row>
      <Clip tabIndex={0}>{text}</Clip>
      {isPraise && <Soft>{t('praiseHint')}</Soft>}
      <Points points={reply.points} dueAt={reply.dueAt} />
      <Row>
        <Act
          type="button"
          data-main
          disabled={!canInsert}
          aria-label={t('insertLabel', { style })}
          // The composer keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onInsert(text)}
        >
          {t('insert')}
        </Act>
        <Act
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          {t('sources')}
        </Act>
        {canRewrite && !isPraise && !isRewritten && (
          <Act type="button" disabled={rewriting.state === 'running'} onClick={onAsk}>
            {t(rewriting.state === 'running' ? 'rewriting' : 'rewrite')}
          </Act>
        )}
        {isRewritten && (
          <Act type="button" data-plain onClick={onBack}>
            {t('original')}
          </Act>
        )}
      </Row>
      <Soft role="status">{isTold ? t(`rewrite${rewriting.state}` as 'rewriterefused') : ''}</Soft>
      {isOpen && <Sources id={id} parts={reply.parts} />}
    </Item>
  )
}
