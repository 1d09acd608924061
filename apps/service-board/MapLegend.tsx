import styled from 'styled-components'
import { useWords } from '../kit/i18n.tsx'
import { pageWords } from './page-words.ts'

const List = styled.ul`
  display: flex;
  flex-wrap: wrap;
  gap: 4px 0;
  margin-top: 12px;
  font-size: 11px;
  font-variant-numeric: tabular-nums;
`

const Step = styled.li`
  min-width: 58px;
  padding: 2px 8px;
  text-align: center;
`

const steps = ['0–24', '25–39', '40–59', '60–79', '80–100']

/** What the five colours mean. */
export function MapLegend() {
  const t = useWords(pageWords)
  return (
    <List aria-label={t('legend')}>
      {steps.map((step, at) => (
        <Step
          key={step}
          style={{ background: `var(--wq-step${at})`, color: `var(--wq-step${at}Ink)` }}
        >
          {step}
        </Step>
      ))}
      <Step style={{ border: '1px solid var(--wq-line)', color: 'var(--wq-soft)', marginLeft: 8 }}>
        {t('tooFew')}
      </Step>
    </List>
  )
}
