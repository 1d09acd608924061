import styled from 'styled-components'
import type { KpiMetric } from '../../server/api/kpi.ts'
import { useWords } from '../kit/i18n.tsx'
import { Badge, Row, Words } from '../kit/parts.tsx'
import { SectionTitle } from './parts.tsx'
import { useTexts } from './use-texts.ts'
import { words } from './words.ts'

const List = styled.ul`
  padding-left: 18px;
  font-size: 13px;
  line-height: 1.65;
  list-style: disc;
`

const Part = styled.section`
  display: grid;
  gap: 6px;
`

/** How a figure is computed, whole. */
export function FormulaView({ metric }: { readonly metric: KpiMetric }) {
  const t = useWords(words)
  const { say } = useTexts()
  const { formula, exclusions, family, stage, version, id, owner } = metric
  return (
    <>
      <Words>{say(formula)}</Words>
      {exclusions.length > 0 && (
        <Part>
          <SectionTitle>{t('exclusions')}</SectionTitle>
          <List>
            {exclusions.map((told) => (
              <li key={told.zh}>{say(told)}</li>
            ))}
          </List>
        </Part>
      )}
      <Row>
        <Badge>{t(family)}</Badge>
        <Badge>{t('stageOf', { n: stage })}</Badge>
        <Badge>{t('version', { n: version })}</Badge>
        <Badge>{id}</Badge>
        {owner && <Badge>{say(owner)}</Badge>}
      </Row>
    </>
  )
}
