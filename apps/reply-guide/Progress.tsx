import { lazy, Suspense } from 'react'
import styled from 'styled-components'
import { Fold } from '../kit/Fold.tsx'
import { useWords } from '../kit/i18n.tsx'
import { Loading } from '../kit/states.tsx'
import type { PlaybookProps } from './Playbook.tsx'
import { Hidden } from './parts.tsx'
import { steps, stepsDone, type CaseFacts } from './progress.ts'
import { words } from './words.ts'

// Only beside tickets of ours, once the relay has answered.
const Playbook = lazy(async () => ({ default: (await import('./Playbook.tsx')).Playbook }))

const Steps = styled.ol`
  display: grid;
  grid-template-columns: repeat(5, 1fr);
  gap: 4px;
`

const Item = styled.li`
  display: grid;
  gap: 4px;
  padding-top: 8px;
  border-top: 4px solid var(--wq-line);
  color: var(--wq-soft);
  font-size: 12px;
  line-height: 1.3;
  overflow-wrap: anywhere;

  &[data-done='true'] {
    border-color: var(--wq-good);
    color: var(--wq-ink);
  }
`

/** The five steps of the case, as far as the ticket itself tells, and what the agents say of it. */
export function Progress({
  facts,
  book,
}: {
  readonly facts: CaseFacts | undefined
  readonly book?: PlaybookProps | undefined
}) {
  const t = useWords(words)
  const done = facts && stepsDone(facts)
  return (
    <Fold name="progress" title={t('progress')} aside={done && t('progressOf', { n: done.size })}>
      {done ? (
        <Steps>
          {steps.map((step) => (
            <Item key={step} data-done={done.has(step)}>
              {t(`step${step}`)}
              <Hidden>{t(done.has(step) ? 'stepDone' : 'stepOpen')}</Hidden>
            </Item>
          ))}
        </Steps>
      ) : (
        <Loading label={t('loading')} />
      )}
      {book && (
        <Suspense>
          <Playbook key={book.ticket} {...book} />
        </Suspense>
      )}
    </Fold>
  )
}
