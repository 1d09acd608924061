import type { ReactNode } from 'react'
import styled from 'styled-components'
import { useWords } from '../kit/i18n.tsx'
import { Empty, Failure, Loading } from '../kit/states.tsx'
import type { Polled } from './use-polled.ts'
import { words } from './words.ts'

/** While other filters are being answered: still there, and plainly not yet the new figures. */
const Dimmed = styled.div`
  min-width: 0;
  transition: opacity 120ms ease-out;

  &[aria-busy='true'] {
    opacity: 0.55;
  }
`

const Box = styled.div`
  background: var(--wq-surface);
  border: 1px solid var(--wq-line);
  border-radius: 10px;
`

/** Loading, failed, empty or there: one of the four, for every panel alike. */
export function PanelState<T>({
  polled,
  isEmpty = () => false,
  empty,
  children,
}: {
  readonly polled: Polled<T>
  readonly isEmpty?: (value: T) => boolean
  /** What is missing, where it is not simply figures. */
  readonly empty?: string
  readonly children: (value: T) => ReactNode
}) {
  const t = useWords(words)
  const { state, value, problem, isChanging, reload } = polled
  if (state === 'loading' || value === undefined) {
    if (problem === undefined)
      return (
        <Box>
          <Loading label={t('loading')} />
        </Box>
      )
    return (
      <Box>
        {problem === 'unreachable' ? (
          <Failure text={t('unreachable')} again={t('again')} onAgain={reload} />
        ) : (
          <Empty text={t(problem)} />
        )}
      </Box>
    )
  }
  if (isEmpty(value))
    return (
      <Box>
        <Empty text={empty ?? t('noFigures')} hint={t('noFiguresHint')} />
      </Box>
    )
  return <Dimmed aria-busy={isChanging}>{children(value)}</Dimmed>
}
