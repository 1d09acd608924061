import { useId, useState } from 'react'
import styled from 'styled-components'
import { approverFor } from '../../server/persona/approvers.ts'
import type { Finding } from '../../server/persona/rule.ts'
import { useWords } from '../kit/i18n.tsx'
import { Loading } from '../kit/states.tsx'
import { FindingCard, type FindingActs } from './FindingCard.tsx'
import { judgedLength, nameOf } from './judging.ts'
import { Act, Notice, Row, Soft } from './parts.tsx'
import { useSteady } from './use-steady-findings.ts'
import { words } from './words.ts'
import type { Judgement } from './use-findings.ts'
import type { Reasons } from './save-gate.ts'

const Box = styled.section`
  padding: 10px 12px;
  background: var(--wq-surface);
  border: 1px solid var(--wq-line);
  border-radius: 10px;
`

const Head = styled.h2`
  display: flex;
  align-items: center;
  gap: 8px;
  min-height: 24px;
  font-size: 14px;
  font-weight: 600;
`

const Dot = styled.span`
  flex: none;
  width: 10px;
  height: 10px;
  border-radius: 50%;
  background: var(--wq-field);

  &[data-tone='good'] {
    background: var(--wq-good);
  }

  &[data-tone='warning'] {
    background: var(--wq-warning);
  }

  &[data-tone='danger'] {
    border-radius: 2px;
    background: var(--wq-danger);
  }
`

const shownAtOnce = 3

function verdictOf(findings: readonly Finding[], isBlank: boolean, reasons: Reasons) {
  if (isBlank) return { word: 'noDraft', tone: undefined } as const
  if (findings.some(({ severity }) => severity === 'block'))
    return { word: 'blocked', tone: 'danger' } as const
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.some(({ rule }) => approverFor(rule) === undefined && !reasons.has(rule)))
    return { word: 'mustMend', tone: 'danger' } as const
  if (errors.some(({ rule }) => approverFor(rule) !== undefined))
    return { word: 'willWait', tone: 'warning' } as const
  if (findings.some(({ severity }) => severity === 'warning'))
    return { word: 'better', tone: 'warning' } as const
  return { word: 'clean', tone: 'good' } as const
}

interface Props {
  readonly judgement: Judgement
  /** Those that stand, heaviest first. */
  readonly findings: readonly Finding[]
  readonly isOurs: boolean
  readonly reasons: Reasons
  readonly acts: FindingActs
  readonly onFixAll: (findings: readonly Finding[]) => void
  /** A line about the last act, e.g. that the draft had changed. */
  readonly news: string
}

function Hints({
  hints,
  ...rest
}: Omit<Props, 'findings' | 'onFixAll' | 'news'> & { readonly hints: readonly Finding[] }) {
  const t = useWords(words)
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  if (hints.length === 0) return null
  return (
    <>
      <Act
        type="button"
        data-plain
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {t('hints', { n: hints.length })}
      </Act>
      <ul id={id} hidden={!isOpen}>
        {isOpen &&
          hints
            .slice(0, shownAtOnce)
            .map((one) => (
              <Item
                key={nameOf(one, rest.judgement.draft)}
                finding={one}
                isGone={false}
                {...rest}
              />
            ))}
      </ul>
    </>
  )
}

function Item({
  finding,
  isGone,
  judgement,
  isOurs,
  reasons,
  acts,
}: Omit<Props, 'findings' | 'onFixAll' | 'news'> & {
  readonly finding: Finding
  readonly isGone: boolean
}) {
  return (
    <FindingCard
      finding={finding}
      draft={judgement.draft}
      isGone={isGone}
      isOurs={isOurs}
      reason={reasons.get(finding.rule)}
      acts={acts}
    />
  )
}

/** The verdict on the draft and at most three findings, heaviest first. */
export function Findings({ findings, onFixAll, news, ...rest }: Props) {
  const t = useWords(words)
  const { judgement, reasons } = rest
  const { draft, state } = judgement
  const weighty = findings.filter(({ severity }) => severity !== 'hint')
  const { slots, guard } = useSteady(weighty.slice(0, shownAtOnce), (one) => nameOf(one, draft))
  const fixable = weighty.filter(({ fix }) => fix !== undefined)
  const isBlank = draft.trim() === ''
  const { word, tone } = verdictOf(findings, isBlank, reasons)
  const waiting = weighty.length - slots.filter(({ isGone }) => !isGone).length
  if (state === 'loading') return <Loading label={t('loading')} />
  if (state === 'error') return <Notice data-tone="danger">{t('rulesMissing')}</Notice>
  return (
    <Box {...guard}>
      <Head>
        <Dot data-tone={tone} aria-hidden="true" />
        {/* Told to screen readers without taking the focus from the composer. */}
        <span role="status">{t(word)}</span>
      </Head>
      {word === 'clean' && findings.length === 0 && <Soft>{t('cleanHint')}</Soft>}
      {draft.length > judgedLength && <Soft>{t('longDraft', { n: judgedLength })}</Soft>}
      {news !== '' && <Soft role="status">{news}</Soft>}
      <ul>
        {slots.map(({ item, isGone }) => (
          <Item key={nameOf(item, draft)} finding={item} isGone={isGone} {...rest} />
        ))}
      </ul>
      <Row>
        {fixable.length > 1 && (
          <Act type="button" data-main onClick={() => onFixAll(fixable)}>
            {t('fixAll', { n: fixable.length })}
          </Act>
        )}
        {waiting > 0 && <Soft>{t('moreFindings', { n: waiting })}</Soft>}
      </Row>
      <Hints hints={findings.filter(({ severity }) => severity === 'hint')} {...rest} />
    </Box>
  )
}
