import styled from 'styled-components'
import { useWords } from '../../kit/i18n.tsx'
import type { Lab, ViewLine } from '../lab-door.ts'
import { Bar, Choice } from '../parts.tsx'
import { useLive } from '../use-live.ts'
import { words } from '../words.ts'

export const viewNames = ['all', 'open', 'held', 'failed', 'unconfirmed'] as const
export type ViewName = (typeof viewNames)[number]

const troubled: readonly ViewName[] = ['held', 'failed', 'unconfirmed']

const Row = styled(Bar)`
  gap: 2px;

  @media (max-width: 480px) {
    padding: 6px;

    & > button {
      padding: 2px 7px;
    }
  }
`

const Count = styled.span`
  min-width: 20px;
  padding: 0 6px;
  border-radius: 9px;
  background: var(--wq-raised);
  color: var(--wq-soft);
  font-size: 12px;
  font-variant-numeric: tabular-nums;
  font-weight: 600;
  line-height: 18px;
  text-align: center;

  &[data-loud='true'] {
    background: var(--wq-danger);
    color: var(--wq-dangerInk);
  }
`

/** The shelves of tickets; the ones that must be empty shout when they are not. */
export function Views({
  lab,
  view,
  onPick,
}: {
  readonly lab: Lab
  readonly view: ViewName
  readonly onPick: (view: ViewName) => void
}) {
  const t = useWords(words)
  const live = useLive<{ views: readonly ViewLine[] }>(lab, '/desk/views')
  const counts = live.state === 'ready' ? live.value.views : []
  const countOf = (name: ViewName): number => counts.find(({ id }) => id === name)?.count ?? 0
  return (
    <Row as="nav" aria-label={t('views')}>
      {viewNames.map((name) => (
        <Choice key={name} type="button" aria-pressed={view === name} onClick={() => onPick(name)}>
          {t(`view${name}`)}{' '}
          {live.state === 'ready' && (
            <Count data-loud={troubled.includes(name) && countOf(name) > 0}>{countOf(name)}</Count>
          )}
        </Choice>
      ))}
    </Row>
  )
}
