import { useState } from 'react'
import styled from 'styled-components'
import { approverFor } from '../../server/persona/approvers.ts'
import type { Finding } from '../../server/persona/rule.ts'
import { useLanguage, useWords } from '../kit/i18n.tsx'
import { Act, Badge, Field, Row, Soft, Stack } from './parts.tsx'
import { words } from './words.ts'

const Card = styled.li`
  display: grid;
  gap: 6px;
  padding: 10px 0;
  border-top: 1px solid var(--wq-line);

  &:first-child {
    border-top: 0;
  }

  &[data-gone='true'] {
    opacity: 0.55;
  }
`

const Quote = styled.q`
  color: var(--wq-soft);
  font-size: 12px;
  overflow-wrap: anywhere;
  quotes: '“' '”';
`

const Message = styled.p`
  flex: 1 1 180px;
  min-width: 0;
  font-size: 13px;
  line-height: 1.55;
  overflow-wrap: anywhere;
`

const quoted = 24
const tones = { block: 'danger', error: 'danger', warning: 'warning', hint: undefined } as const

function brief(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  const signs = [...line]
  return signs.length > quoted ? `${signs.slice(0, quoted).join('')}…` : line
}

export interface FindingActs {
  readonly onFix: (finding: Finding) => void
  readonly onDismiss: (finding: Finding) => void
  /** undefined takes the reason back. */
  readonly onReason: (finding: Finding, reason: string | undefined) => void
}

function useFixLabel(draft: string): (finding: Finding) => string {
  const t = useWords(words)
  return ({ fix = [] }) => {
    const [edit] = fix
    if (fix.length !== 1 || edit === undefined) return t('fix')
    const [was, will] = [brief(draft.slice(edit.start, edit.end)), brief(edit.text)]
    if (will === '') return was === '' ? t('fix') : t('fixRemove', { text: was })
    return was === '' ? t('fixAdd', { text: will }) : t('fixTo', { text: will })
  }
}

function Override({
  reason,
  onReason,
}: {
  readonly reason: string | undefined
  readonly onReason: (reason: string | undefined) => void
}) {
  const t = useWords(words)
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  if (reason !== undefined)
    return (
      <Row>
        <Soft>{t('reasonKept', { reason })}</Soft>
        <Act type="button" data-plain onClick={() => onReason(undefined)}>
          {t('takeBack')}
        </Act>
      </Row>
    )
  if (!isOpen)
    return (
      <Act type="button" data-plain onClick={() => setOpen(true)}>
        {t('sendAnyway')}
      </Act>
    )
  return (
    <Stack style={{ flexBasis: '100%' }}>
      {/* Opened by the agent's own click: the focus follows it. */}
      <Field
        autoFocus
        rows={2}
        maxLength={500}
        aria-label={t('reason')}
        placeholder={t('reason')}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Row>
        <Act
          type="button"
          data-main
          disabled={text.trim() === ''}
          onClick={() => {
            onReason(text.trim())
            setOpen(false)
          }}
        >
          {t('keep')}
        </Act>
        <Act type="button" data-plain onClick={() => setOpen(false)}>
          {t('cancel')}
        </Act>
      </Row>
    </Stack>
  )
}

/** One finding: what is wrong, where, and the ways out. */
export function FindingCard({
  finding,
  draft,
  isGone,
  isOurs,
  reason,
  acts,
}: {
  readonly finding: Finding
  readonly draft: string
  readonly isGone: boolean
  readonly isOurs: boolean
  readonly reason: string | undefined
  readonly acts: FindingActs
}) {
  const t = useWords(words)
  const { locale } = useLanguage()
  const labelOf = useFixLabel(draft)
  const { severity, message, rule, fix } = finding
  const isForOthers = severity === 'error' && approverFor(rule) !== undefined
  const quote = brief(draft.slice(finding.start, finding.end))
  return (
    <Card data-gone={isGone} data-rule={rule}>
      <Row style={{ alignItems: 'baseline' }}>
        <Badge data-tone={isGone ? undefined : tones[isForOthers ? 'warning' : severity]}>
          {isGone ? t('fixed') : t(isForOthers ? 'forApproval' : `severity${severity}`)}
        </Badge>
        <Message>{locale === 'en' ? message.en : message.zh}</Message>
      </Row>
      {quote !== '' && !isGone && <Quote>{quote}</Quote>}
      {!isGone && !isForOthers && (
        <Row>
          {fix && (
            <Act type="button" onClick={() => acts.onFix(finding)}>
              {labelOf(finding)}
            </Act>
          )}
          {severity === 'error' && isOurs && (
            <Override reason={reason} onReason={(next) => acts.onReason(finding, next)} />
          )}
          {severity !== 'block' && !(severity === 'error' && isOurs) && (
            <Act
              type="button"
              data-plain
              aria-label={t('dismissLabel', { rule })}
              onClick={() => acts.onDismiss(finding)}
            >
              {t('dismiss')}
            </Act>
          )}
        </Row>
      )}
    </Card>
  )
}
