import styled from 'styled-components'
import { BarChart } from '../../kit/charts/BarChart.tsx'
import { ChartFrame } from '../../kit/charts/ChartFrame.tsx'
import { useWords } from '../../kit/i18n.tsx'
import { Amount, Card, Column, Small } from '../parts.tsx'
import { useBoardMoments, useTexts } from '../use-texts.ts'
import { benefitNames, type Roi, type Term } from './roi.ts'
import { roiWords } from './roi-words.ts'
import { useMoney } from './use-money.ts'

const Cards = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 190px), 1fr));
  gap: 12px;
`

const Box = styled(Card)`
  display: grid;
  gap: 2px;
  align-content: start;
  padding: 12px 16px;
`

function Fact({
  name,
  value,
  note,
}: {
  readonly name: string
  readonly value: string
  readonly note: string
}) {
  return (
    <Box aria-label={name}>
      <Small>{name}</Small>
      <Amount>{value}</Amount>
      <Small>{note}</Small>
    </Box>
  )
}

function Facts({ terms, missing, roi }: Roi) {
  const t = useWords(roiWords)
  const texts = useTexts()
  const money = useMoney()
  const share = (value: number): string => texts.figure(value, 'share')
  const benefits = terms.filter(({ name }) => name !== 'programmeCost')
  const cost = terms.find(({ name }) => name === 'programmeCost')
  const total = (way: 'low' | 'likely' | 'high'): string =>
    money(benefits.reduce((sum, term) => sum + term[way], 0))
  const range = (low: string, high: string): string => t('roiRange', { low, high })
  const untyped = missing.filter((name) => (benefitNames as readonly string[]).includes(name))
  return (
    <>
      <Cards>
        <Fact
          name={t('roi')}
          value={roi ? share(roi.likely) : t('roiNone')}
          note={roi ? range(share(roi.low), share(roi.high)) : t('roiNeeds')}
        />
        <Fact
          name={t('benefits')}
          value={benefits.length === 0 ? '–' : total('likely')}
          note={benefits.length === 0 ? '\u00a0' : range(total('low'), total('high'))}
        />
        <Fact
          name={t('cost')}
          value={cost ? money(cost.likely) : '–'}
          note={cost ? range(money(cost.low), money(cost.high)) : '\u00a0'}
        />
      </Cards>
      {roi && untyped.length > 0 && (
        <Small>
          {t('countedAsNothing', { names: untyped.map((name) => t(name)).join(' · ') })}
        </Small>
      )}
    </>
  )
}

function useTable(terms: readonly Term[]) {
  const t = useWords(roiWords)
  const money = useMoney()
  const { day } = useBoardMoments()
  const heads = ['term', 'low', 'likely', 'high', 'source', 'owner', 'typedAt'] as const
  return {
    columns: heads.map((name) => ({
      label: t(name),
      isNumber: name === 'low' || name === 'likely' || name === 'high',
    })),
    rows: terms.map(({ name, low, likely, high, inputs }) => {
      const all = (of: (input: Term['inputs'][number]) => string): string =>
        [...new Set(inputs.map(of))].join('; ')
      return {
        key: name,
        cells: [
          { text: t(name) },
          ...[low, likely, high].map((value) => ({ text: money(value), raw: value })),
          { text: all(({ source }) => source) },
          { text: all(({ owner }) => owner) },
          { text: all(({ at }) => day(Date.parse(at))) },
        ],
      }
    }),
  }
}

/** What it comes to, and from what. */
export function Result({ roi }: { readonly roi: Roi }) {
  const t = useWords(roiWords)
  const money = useMoney()
  const { terms } = roi
  const table = useTable(terms)
  return (
    <Column>
      <Facts {...roi} />
      {terms.length > 0 && (
        <ChartFrame title={t('terms')} note={t('termsNote')} table={table}>
          <BarChart
            label={t('terms')}
            unit="count"
            bars={terms.map(({ name, low, likely, high }) => ({
              key: name,
              label: t(name),
              value: likely,
              ...(low !== high && { low, high }),
              text: money(likely),
            }))}
          />
        </ChartFrame>
      )}
    </Column>
  )
}
