import { useState } from 'react'
import styled from 'styled-components'
import type { KpiMetric, KpiReport } from '../../server/api/kpi.ts'
import { useWords } from '../kit/i18n.tsx'
import { useBoard } from './board.ts'
import { shelve } from './figures.ts'
import { PanelState } from './PanelState.tsx'
import { Column, SectionTitle } from './parts.tsx'
import { baselineBounds, withoutGoal } from './sheet/sheet.ts'
import { Tile } from './Tile.tsx'
import { metricIn, useReport } from './use-report.ts'
import { words } from './words.ts'

const families = ['scale', 'service', 'quality', 'efficiency'] as const

const Tiles = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 268px), 1fr));
  gap: 12px;
`

const Group = styled.section`
  display: grid;
  gap: 8px;
`

const Folded = styled.details`
  border-top: 1px solid var(--wq-line);
  padding-top: 4px;

  & > summary {
    padding: 8px 2px;
    border-radius: 6px;
    color: var(--wq-soft);
    cursor: pointer;
    font-size: 13px;
  }

  & > summary:hover {
    color: var(--wq-ink);
  }
`

/** The same figures in the baseline's span; nothing is asked where there is none. */
function useBaseline(metrics: readonly KpiMetric[]): KpiReport | undefined {
  const bounds = baselineBounds(useBoard().sheet.document)
  const asked = bounds ? metrics.map(({ id }) => id) : []
  const { value } = useReport({ metrics: asked, everyMs: 'once', ...(bounds && { bounds }) })
  return bounds && value
}

function TilesOf({ metrics }: { readonly metrics: readonly KpiMetric[] }) {
  const report = useReport({ metrics: metrics.map(({ id }) => id) })
  const baseline = useBaseline(metrics)
  return (
    <PanelState polled={report}>
      {(value) => (
        <Tiles>
          {metrics.map((metric) => (
            <Tile
              key={metric.id}
              metric={metric}
              reported={metricIn(value, metric.id)}
              baseline={metricIn(baseline, metric.id)}
              asOf={value.asOf}
            />
          ))}
        </Tiles>
      )}
    </PanelState>
  )
}

/** Folded away, its figures are not even asked for. */
function Shelf({
  label,
  metrics,
}: {
  readonly label: string
  readonly metrics: readonly KpiMetric[]
}) {
  const [isOpen, setOpen] = useState(false)
  if (metrics.length === 0) return null
  return (
    <Folded onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{label}</summary>
      {isOpen && <TilesOf metrics={metrics} />}
    </Folded>
  )
}

function Family({
  name,
  metrics,
  report,
  baseline,
}: {
  readonly name: (typeof families)[number]
  readonly metrics: readonly KpiMetric[]
  readonly report: KpiReport
  readonly baseline: KpiReport | undefined
}) {
  const t = useWords(words)
  if (metrics.length === 0) return null
  return (
    <Group aria-label={t(name)}>
      <SectionTitle>{t(name)}</SectionTitle>
      <Tiles>
        {metrics.map((metric) => (
          <Tile
            key={metric.id}
            metric={metric}
            reported={metricIn(report, metric.id)}
            baseline={metricIn(baseline, metric.id)}
            asOf={report.asOf}
          />
        ))}
      </Tiles>
    </Group>
  )
}

function FamilyTiles({ shown }: { readonly shown: readonly KpiMetric[] }) {
  const report = useReport({ metrics: shown.map(({ id }) => id) })
  const baseline = useBaseline(shown)
  return (
    <PanelState polled={report}>
      {(value) => (
        <Column style={{ gap: 20 }}>
          {families.map((name) => (
            <Family
              key={name}
              name={name}
              metrics={shown.filter(({ family }) => family === name)}
              report={value}
              baseline={baseline}
            />
          ))}
        </Column>
      )}
    </PanelState>
  )
}

const Prompt = styled.p`
  display: flex;
  flex-wrap: wrap;
  gap: 4px 10px;
  color: var(--wq-soft);
  font-size: 13px;

  & > a {
    color: var(--wq-accent);
    text-underline-offset: 3px;
  }

  @media print {
    display: none;
  }
`

/** Figures that nobody has said the purpose of: one line, not a mark on each. */
function GoalPrompt({ shown }: { readonly shown: readonly KpiMetric[] }) {
  const t = useWords(words)
  const { sheet, go } = useBoard()
  const n = withoutGoal(sheet.document, shown).length
  if (sheet.state !== 'ready' || n === 0) return null
  return (
    <Prompt>
      {t('goalsMissing', { n })}
      <a
        href="#/goals"
        onClick={(event) => {
          event.preventDefault()
          go({ page: 'goals' })
        }}
      >
        {t('goalsLink')}
      </a>
    </Prompt>
  )
}

/** The four families; what the company is not ready for, and what only sounds good, stays folded. */
export function Families() {
  const t = useWords(words)
  const { metrics, stage } = useBoard().catalogue
  const { open, later, surface } = shelve(metrics, stage)
  return (
    <Column>
      <GoalPrompt shown={open} />
      <FamilyTiles shown={open} />
      <Shelf label={t('laterStages', { n: later.length, stage })} metrics={later} />
      <Shelf label={t('surface', { n: surface.length })} metrics={surface} />
    </Column>
  )
}
