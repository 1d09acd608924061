import styled from 'styled-components'
import { readKpiStages, type KpiStages } from '../../../server/api/kpi-sheet.ts'
import { useWords } from '../../kit/i18n.tsx'
import { useBoard } from '../board.ts'
import { Icon } from '../icons.tsx'
import { PanelState } from '../PanelState.tsx'
import { SectionTitle, Small } from '../parts.tsx'
import { usePolled } from '../use-polled.ts'
import { useTexts } from '../use-texts.ts'
import { PanelHead, Panel } from './parts.tsx'
import { SaveNote } from './SaveNote.tsx'
import { sheetWords } from './sheet-words.ts'
import { useSaving } from './use-saving.ts'

const stages = [1, 2, 3, 4] as const

const Steps = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 150px), 1fr));
  gap: 8px;
`

const Step = styled.button`
  display: grid;
  align-content: start;
  gap: 2px;
  padding: 9px 12px;
  border: 1px solid var(--wq-line);
  border-radius: 8px;
  background: var(--wq-surface);
  cursor: pointer;
  text-align: left;

  &:hover:enabled {
    border-color: var(--wq-field);
  }

  &:disabled {
    cursor: default;
  }

  &[aria-pressed='true'] {
    border-color: var(--wq-accent);
    background: var(--wq-accentSoft);
  }

  & > strong {
    font-size: 13px;
  }
`

const Checks = styled.ul`
  display: grid;
  gap: 4px;
  font-size: 13px;
  font-variant-numeric: tabular-nums;
`

const Check = styled.li`
  display: grid;
  grid-template-columns: 16px minmax(0, 1fr) auto;
  gap: 2px 8px;
  align-items: center;
  padding: 4px 0;
  border-top: 1px solid var(--wq-grid);

  & > svg {
    color: var(--wq-good);
  }

  &[data-met='false'] > svg {
    color: var(--wq-soft);
  }
`

type OneCheck = KpiStages['stages'][number]['checks'][number]

function CheckLine({ check }: { readonly check: OneCheck }) {
  const t = useWords(sheetWords)
  const texts = useTexts()
  const { catalogue } = useBoard()
  const { id, met, value, wanted, n } = check
  // A check bears the id of its figure, perhaps with what about it is asked for behind a dot.
  const metric = catalogue.metrics.find((one) => one.id === id.split('.', 1)[0])
  // Of a time or a score the relay asks on how much it was measured, as a share.
  const isCoverage = metric !== undefined && metric.unit !== 'share' && wanted <= 1
  const unit = wanted <= 1 ? 'share' : (metric?.unit ?? 'count')
  const title = metric ? texts.say(metric.title) : id
  const is = t('checkIs', {
    value: texts.figure(value ?? undefined, unit),
    wanted: texts.figure(wanted, unit),
    n: texts.figure(n, 'count'),
  })
  return (
    <Check data-met={met}>
      <Icon name={met ? 'check' : 'close'} size={14} />
      <span>
        {isCoverage ? t('coverageOf', { title }) : title} · {t(met ? 'checkMet' : 'checkMissed')}
      </span>
      <Small>{is}</Small>
    </Check>
  )
}

function Checklist({ told }: { readonly told: KpiStages }) {
  const t = useWords(sheetWords)
  // Whatever stage was chosen, the figures have their own next one.
  const next = stages.find((stage) => stage > told.reached)
  const asked = told.stages.find(({ stage }) => stage === next)
  if (next === undefined) return <Small>{t('checklistDone')}</Small>
  return (
    <div>
      <Small as="p">{t('checklist', { n: next })}</Small>
      {asked === undefined || asked.checks.length === 0 ? (
        <Small>{t('checklistNone')}</Small>
      ) : (
        <Checks aria-label={t('checklist', { n: next })}>
          {asked.checks.map((check) => (
            <CheckLine key={check.id} check={check} />
          ))}
        </Checks>
      )}
    </div>
  )
}

/** How far the company is by its own word, and what the next stage asks of the figures. */
export function StagePanel() {
  const t = useWords(sheetWords)
  const { relay, catalogue, sheet } = useBoard()
  const { state, save } = useSaving()
  const polled = usePolled(() => relay.call(readKpiStages), 'stages', 'once')
  return (
    <Panel aria-label={t('stage')}>
      <PanelHead>
        <SectionTitle>{t('stage')}</SectionTitle>
        <Small>{polled.value ? t('reached', { n: polled.value.reached }) : ''}</Small>
      </PanelHead>
      <Steps role="group" aria-label={t('stage')}>
        {stages.map((stage) => (
          <Step
            key={stage}
            type="button"
            aria-pressed={stage === catalogue.stage}
            disabled={!sheet.canSave || state === 'saving'}
            onClick={() => void save((document) => ({ ...document, stage }))}
          >
            <strong>{t(`stage${stage}`)}</strong>
            <Small>{t(`stage${stage}Is`)}</Small>
          </Step>
        ))}
      </Steps>
      <SaveNote state={state} />
      <PanelState polled={polled}>{(told) => <Checklist told={told} />}</PanelState>
    </Panel>
  )
}
