import { useState } from 'react'
import styled from 'styled-components'
import type { Delivery } from '../../server/api/guidance.ts'
import { useLanguage, useWords } from '../kit/i18n.tsx'
import { useMoments } from '../kit/moment.ts'
import { Act, Badge, Clip, Field, Row, Soft, Stack } from './parts.tsx'
import type { ReplyActs } from './use-reply-act.ts'
import { words } from './words.ts'

const Item = styled.li`
  display: grid;
  gap: 6px;
  padding: 8px 0;
  border-top: 1px solid var(--wq-line);

  &:first-child {
    border-top: 0;
  }
`

const Time = styled.time`
  margin-left: auto;
  color: var(--wq-soft);
  font-size: 12px;
`

const tones: Partial<Record<Delivery['state'], 'danger' | 'warning' | 'accent'>> = {
  held: 'warning',
  unknown: 'warning',
  failed: 'danger',
  sending: 'accent',
  queued: 'accent',
}

function Rewrite({
  delivery,
  acts,
  onClose,
}: {
  readonly delivery: Delivery
  readonly acts: ReplyActs
  readonly onClose: () => void
}) {
  const t = useWords(words)
  const [text, setText] = useState(delivery.text)
  const isRunning = acts.running === delivery.replyId
  async function send(): Promise<void> {
    if (await acts.act(delivery, { act: 'rewrite', text })) onClose()
  }
  return (
    <Stack>
      <Field
        autoFocus
        rows={4}
        aria-label={t('rewriteText')}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Row>
        <Act
          type="button"
          data-main
          disabled={isRunning || text.trim() === ''}
          onClick={() => void send()}
        >
          {t('send')}
        </Act>
        <Act type="button" data-plain onClick={onClose}>
          {t('cancel')}
        </Act>
      </Row>
    </Stack>
  )
}

type Offered = 'has-it' | 'send-again' | 'release' | 'reject' | 'rewrite'

const offers: Partial<Record<Delivery['state'], readonly Offered[]>> = {
  unknown: ['has-it', 'send-again'],
  failed: ['send-again', 'rewrite'],
  held: ['release', 'rewrite', 'reject'],
}

function offersTo(
  { state }: Delivery,
  isLead: boolean,
  isSecondReader: boolean,
): readonly Offered[] {
  if (state !== 'held' || isLead) return offers[state] ?? []
  return isSecondReader ? ['release', 'reject'] : []
}

const labels = {
  'has-it': 'hasIt',
  'send-again': 'sendAgain',
  release: 'release',
  reject: 'reject',
  rewrite: 'rewrite',
} as const

function Why({ delivery: { state, cause, findings } }: { readonly delivery: Delivery }) {
  const t = useWords(words)
  const { locale } = useLanguage()
  const say = ({ zh, en }: { zh: string; en: string }): string => (locale === 'en' ? en : zh)
  if (state === 'unknown') return <Soft>{t('unknownHint')}</Soft>
  if (state === 'held' && findings.length > 0)
    return (
      <ul>
        {findings.slice(0, 3).map(({ rule, message }) => (
          <Soft as="li" key={rule}>
            {say(message)}
          </Soft>
        ))}
      </ul>
    )
  const isWorthSaying = state === 'failed' || state === 'held'
  return cause && isWorthSaying ? <Soft>{say(cause.message)}</Soft> : null
}

/** One reply on its way: where it is, why it is not further, and what a person can decide. */
export function DeliveryItem({
  delivery,
  acts,
  isLead,
  isSecondReader = false,
}: {
  readonly delivery: Delivery
  readonly acts: ReplyActs
  readonly isLead: boolean
  /** Nothing holds it but that somebody else has to read it, and this agent is somebody else. */
  readonly isSecondReader?: boolean
}) {
  const t = useWords(words)
  const moments = useMoments()
  const [isRewriting, setRewriting] = useState(false)
  const { state, parts, at, text } = delivery
  const when = Date.parse(at)
  const offered = offersTo(delivery, isLead, isSecondReader)
  return (
    <Item>
      <Row>
        <Badge data-tone={tones[state]}>{t(`state${state}`)}</Badge>
        {parts.total > 1 && <Soft>{t('partsSent', parts)}</Soft>}
        <Time dateTime={at} title={moments.full(when)}>
          {moments.brief(when)}
        </Time>
      </Row>
      <Clip>{text}</Clip>
      <Why delivery={delivery} />
      {isRewriting ? (
        <Rewrite delivery={delivery} acts={acts} onClose={() => setRewriting(false)} />
      ) : (
        offered.length > 0 && (
          <Row>
            {offered.map((act) => (
              <Act
                key={act}
                type="button"
                disabled={acts.running !== undefined}
                onClick={() =>
                  act === 'rewrite' ? setRewriting(true) : void acts.act(delivery, { act })
                }
              >
                {t(labels[act])}
              </Act>
            ))}
          </Row>
        )
      )}
      {acts.problem?.replyId === delivery.replyId && <Soft role="alert">{acts.problem.text}</Soft>}
    </Item>
  )
}
