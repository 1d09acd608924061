import { useState } from 'react'
import styled from 'styled-components'
import type { KpiMetric } from '../../../server/api/kpi.ts'
import { useWords } from '../../kit/i18n.tsx'
import { useBoard } from '../board.ts'
import { Choices } from '../Choices.tsx'
import { PanelState } from '../PanelState.tsx'
import { Column, Lead, SectionTitle } from '../parts.tsx'
import { InputsPanel } from '../roi/InputsPanel.tsx'
import { Result } from '../roi/Result.tsx'
import { monthsIn, roiOf } from '../roi/roi.ts'
import { roiWords } from '../roi/roi-words.ts'
import { SheetState } from '../sheet/SheetState.tsx'
import { Tile } from '../Tile.tsx'
import { metricIn, useReport } from '../use-report.ts'

const Tiles = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 268px), 1fr));
  gap: 12px;
`

const mostMonths = 6

/** What the relay computes from the typed figures, where it does. */
const isOfMoney = ({ id }: KpiMetric): boolean => /^(roi|costPer|shareOfVoice|occupancy)/i.test(id)

function Computed({ metrics }: { readonly metrics: readonly KpiMetric[] }) {
  const t = useWords(roiWords)
  const report = useReport({ metrics: metrics.map(({ id }) => id) })
  return (
    <Column style={{ gap: 8 }}>
      <SectionTitle>{t('serverFigures')}</SectionTitle>
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
    </Column>
  )
}

function Sheet() {
  const t = useWords(roiWords)
  const { sheet, catalogue } = useBoard()
  const { inputs } = sheet.document
  const months = monthsIn(inputs)
  const [chosen, setChosen] = useState('all')
  const listed = ['all', ...months.slice(-mostMonths).reverse()]
  const month = listed.includes(chosen) ? chosen : 'all'
  const computed = catalogue.metrics.filter(isOfMoney)
  return (
    <Column>
      {months.length > 1 && (
        <div>
          <Choices
            label={t('months')}
            keys={listed}
            chosen={month}
            name={(key) => (key === 'all' ? t('monthsAll', { n: months.length }) : key)}
            onChoose={setChosen}
          />
        </div>
      )}
      <Result roi={roiOf(inputs, month === 'all' ? months : [month])} />
      <InputsPanel />
      {computed.length > 0 && <Computed metrics={computed} />}
    </Column>
  )
}

/** What it costs and what it brings, from figures that people typed and stand for. */
export function Roi() {
  const t = useWords(roiWords)
  return (
    <Column>
      <Lead>{t('roiLead')}</Lead>
      <SheetState>
        <Sheet />
      </SheetState>
    </Column>
  )
}
