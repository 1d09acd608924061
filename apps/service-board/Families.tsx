import { useState } from 'react'
import styled from 'styled-components'
import type { KpiMetric } from '../../server/api/kpi.ts'
import { useWords } from '../kit/i18n.tsx'
import { useBoard } from './board.ts'
import { shelve } from './figures.ts'
import { PanelState } from './PanelState.tsx'
import { Column, SectionTitle } from './parts.tsx'
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

function TilesOf({ metrics }: { readonly metrics: readonly KpiMetric[] }) {
  const report = useReport({ metrics: metrics.map(({ id }) => id) })
  return (
    <PanelState polled={report}>
      {(value) => (
        <Tiles>
          {metrics.map((metric) => (
            <Tile
              key={metric.id}
              metric={metric}
              reported={metricIn(value, metric.id)}
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

function FamilyTiles({ shown }: { readonly shown: readonly KpiMetric[] }) {
  const t = useWords(words)
  const report = useReport({ metrics: shown.map(({ id }) => id) })
  return (
    <PanelState polled={report}>
      {(value) => (
        <Column style={{ gap: 20 }}>
          {families.map((family) => {
            const metrics = shown.filter((metric) => metric.family === family)
            return (
              metrics.length > 0 && (
                <Group key={family} aria-label={t(family)}>
                  <SectionTitle>{t(family)}</SectionTitle>
                  <Tiles>
                    {metrics.map((metric) => (
                      <Tile
                        key={metric.id}
                        metric={metric}
                        reported={metricIn(value, metric.id)}
                        asOf={value.asOf}
                      />
                    ))}
                  </Tiles>
                </Group>
              )
            )
          })}
        </Column>
      )}
    </PanelState>
  )
}

/** The four families; what the company is not ready for, and what only sounds good, stays folded. */
export function Families() {
  const t = useWords(words)
  const { metrics, stage } = useBoard().catalogue
  const { open, later, surface } = shelve(metrics, stage)
  return (
    <Column>
      <FamilyTiles shown={open} />
      <Shelf label={t('laterStages', { n: later.length, stage })} metrics={later} />
      <Shelf label={t('surface', { n: surface.length })} metrics={surface} />
    </Column>
  )
}
