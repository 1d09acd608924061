import { useId } from 'react'
import styled from 'styled-components'
import type { Casework } from '../../server/api/casework.ts'
import { useLanguage, useWords } from '../kit/i18n.tsx'
import { useMoments } from '../kit/moment.ts'
import type { Relay } from '../kit/relay.ts'
import { caseWords } from './case-words.ts'
import { CaseType } from './CaseType.tsx'
import { Hidden, Soft, Stack } from './parts.tsx'
import { useCaseAct } from './use-case-act.ts'

const Around = styled(Stack)`
  margin-top: 12px;
  padding-top: 12px;
  border-top: 1px solid var(--wq-line);
`

const Step = styled.li`
  display: grid;
  grid-template-columns: auto 1fr;
  gap: 2px 8px;
  padding: 4px 0;
  font-size: 13px;
  overflow-wrap: anywhere;

  & > input {
    width: 16px;
    height: 16px;
    margin: 2px 0 0;
    accent-color: var(--wq-accent);
  }

  & > p {
    grid-column: 2;
    font-size: 12px;
  }
`

export interface PlaybookProps {
  readonly relay: Relay
  readonly ticket: string
  readonly casework: Casework
  readonly onDone: () => Promise<void>
}

type Steps = NonNullable<Casework['playbook']>['steps']

/** What the case is about, and how such a case is handled: a checklist that advises an order. */
export function Playbook({ relay, ticket, casework, onDone }: PlaybookProps) {
  const t = useWords(caseWords)
  const { locale } = useLanguage()
  const moments = useMoments()
  const id = useId()
  const { type, playbook } = casework
  const { underway, hasFailed, say, tick } = useCaseAct(relay, ticket, { type, onDone })
  const labelOf = ({ label }: Steps[number]): string => (locale === 'en' ? label.en : label.zh)

  const steps = playbook?.steps ?? []
  const isDone = (step: Steps[number]): boolean => underway[step.id] ?? step.done !== null
  const skipped = steps.slice(0, Math.max(0, steps.findLastIndex(isDone))).filter((s) => !isDone(s))
  return (
    <Around>
      <CaseType type={type} onSay={say} />
      {playbook && (
        <ol aria-label={t('steps')}>
          {steps.map((step) => (
            <Step key={step.id}>
              <input
                id={id + step.id}
                type="checkbox"
                checked={isDone(step)}
                aria-describedby={`${id}${step.id}-hint`}
                onChange={({ target }) => tick(step.id, target.checked)}
              />
              <label htmlFor={id + step.id}>
                {labelOf(step)}
                {playbook.isNeeded && step.isRequired && (
                  <>
                    <span aria-hidden="true"> *</span>
                    <Hidden>{t('required')}</Hidden>
                  </>
                )}
              </label>
              <Soft id={`${id}${step.id}-hint`}>
                {step.done
                  ? t('doneBy', {
                      who: step.done.by?.name ?? t('somebody'),
                      when: moments.brief(Date.parse(step.done.at)),
                    })
                  : step.hint[locale === 'en' ? 'en' : 'zh']}
              </Soft>
            </Step>
          ))}
        </ol>
      )}
      {playbook?.isNeeded === true && <Soft>{t('needed')}</Soft>}
      <Soft role="status">
        {hasFailed
          ? t('failed')
          : skipped.length > 0 && t('earlierOpen', { steps: skipped.map(labelOf).join(t('and')) })}
      </Soft>
    </Around>
  )
}
