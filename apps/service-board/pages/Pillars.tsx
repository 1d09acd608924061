import styled from 'styled-components'
import { ChartFrame } from '../../kit/charts/ChartFrame.tsx'
import { useWords } from '../../kit/i18n.tsx'
import { useBoard } from '../board.ts'
import { figureCell } from '../figure-table.ts'
import { betterWay } from '../goodness.ts'
import { pageWords } from '../page-words.ts'
import { PanelState } from '../PanelState.tsx'
import { Card, Column, Lead, SectionTitle, Small } from '../parts.tsx'
import { pillarMetrics, pillarsOf, type Pillar } from '../pillars.ts'
import { useReport } from '../use-report.ts'
import { useTexts } from '../use-texts.ts'
import { Value } from '../Value.tsx'
import { words } from '../words.ts'

const Three = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr));
  gap: 12px;
`

const Box = styled(Card)`
  display: grid;
  grid-template-rows: auto auto auto 1fr;
  gap: 8px;
`

const Track = styled.div`
  height: 6px;
  border-radius: 3px;
  background: var(--wq-raised);
  overflow: hidden;

  & > div {
    height: 100%;
    background: var(--wq-bar);
  }
`

const Inputs = styled.ul`
  font-size: 13px;
  font-variant-numeric: tabular-nums;
`

const Line = styled.li`
  display: flex;
  justify-content: space-between;
  gap: 12px;
  padding: 4px 0;
  border-top: 1px solid var(--wq-grid);

  & > button {
    padding: 0;
    border: 0;
    background: transparent;
    color: var(--wq-ink);
    cursor: pointer;
    text-align: left;
    text-decoration: underline;
    text-decoration-color: var(--wq-line);
    text-underline-offset: 3px;
  }
`

function PillarCard({ pillar }: { readonly pillar: Pillar }) {
  const t = useWords(pageWords)
  const tb = useWords(words)
  const texts = useTexts()
  const { show } = useBoard()
  const { name, score, inputs } = pillar
  const known = inputs.filter(({ value }) => value !== undefined).length
  return (
    <Box aria-label={t(name)}>
      <div>
        <SectionTitle>{t(name)}</SectionTitle>
        <Small>{t(`${name}Why`)}</Small>
      </div>
      {score === undefined ? (
        <Small style={{ lineHeight: '31px' }}>{tb('noFigures')}</Small>
      ) : (
        <Value value={score} unit="score" />
      )}
      <Track aria-hidden="true">
        <div style={{ width: `${score ?? 0}%` }} />
      </Track>
      <Inputs>
        {inputs.map(({ metric, value }) => (
          <Line key={metric.id}>
            <button type="button" onClick={() => show({ kind: 'formula', metric })}>
              {texts.say(metric.title)}
            </button>
            <span title={betterWay(metric) === 'lower' ? t('inverse') : undefined}>
              {texts.figure(value, 'share')}
            </span>
          </Line>
        ))}
        <Small as="li">{t('pillarInputs', { n: known, of: inputs.length })}</Small>
      </Inputs>
    </Box>
  )
}

/** Listening, human-like, traceable: exactly three scores, each taken apart. */
export function Pillars() {
  const t = useWords(pageWords)
  const texts = useTexts()
  const { metrics } = useBoard().catalogue
  const used = pillarMetrics(metrics)
  const report = useReport({ metrics: used.map(({ id }) => id) })
  return (
    <Column>
      <Lead>{t('pillarsLead')}</Lead>
      <PanelState polled={report}>
        {(value) => {
          const pillars = pillarsOf(metrics, value)
          return (
            <Column>
              <Three>
                {pillars.map((pillar) => (
                  <PillarCard key={pillar.name} pillar={pillar} />
                ))}
              </Three>
              <ChartFrame
                title={t('input')}
                table={{
                  columns: [
                    { label: t('pillar') },
                    { label: t('input') },
                    { label: t('values'), isNumber: true, rawUnit: '0–1' },
                  ],
                  rows: pillars.flatMap(({ name, inputs }) =>
                    inputs.map(({ metric, value: share }) => ({
                      key: `${name} ${metric.id}`,
                      cells: [
                        { text: t(name) },
                        { text: texts.say(metric.title) },
                        figureCell(share, 'share', texts.figure),
                      ],
                    })),
                  ),
                }}
              />
            </Column>
          )
        }}
      </PanelState>
    </Column>
  )
}
