import { useState } from 'react'
import type { KpiMetric } from '../../../server/api/kpi.ts'
import { useWords } from '../../kit/i18n.tsx'
import { Badge } from '../../kit/parts.tsx'
import { useBoard } from '../board.ts'
import { shelve } from '../figures.ts'
import { SectionTitle, Small } from '../parts.tsx'
import { useTexts } from '../use-texts.ts'
import { EditForm } from './EditForm.tsx'
import { Cells, Entry, List, Mini, Panel, PanelHead } from './parts.tsx'
import { goalOf, put, withoutGoal, type Goal } from './sheet.ts'
import { sheetWords } from './sheet-words.ts'
import {
  amountComplaint,
  amountIn,
  complaintsIn,
  textComplaint,
  typedAmount,
  typedUnit,
} from './typed.ts'
import { useSaving } from './use-saving.ts'

type GoalTexts = Readonly<Record<'goal' | 'target' | 'owner', string>>

function goalFrom({ id, unit }: KpiMetric, typed: GoalTexts): Goal {
  const target = amountIn(typed.target, unit)
  return {
    metric: id,
    goal: typed.goal.trim(),
    owner: typed.owner.trim(),
    ...(target !== undefined && { target }),
  }
}

function goalComplaints({ unit }: KpiMetric, { goal, target, owner }: GoalTexts) {
  return complaintsIn({
    goal: textComplaint(goal),
    target: target.trim() === '' ? undefined : amountComplaint(target, unit),
    owner: textComplaint(owner),
  })
}

function GoalForm({
  metric,
  goal,
  onDone,
}: {
  readonly metric: KpiMetric
  readonly goal: Goal | undefined
  readonly onDone: () => void
}) {
  const t = useWords(sheetWords)
  const texts = useTexts()
  const { state, save } = useSaving()
  const { unit } = metric
  const first = {
    goal: goal?.goal ?? '',
    target: typedAmount(goal?.target, unit),
    owner: goal?.owner ?? '',
  }
  async function send(typed: typeof first): Promise<void> {
    const next = goalFrom(metric, typed)
    const outcome = await save((document) => ({
      ...document,
      goals: put(document.goals, next, (one) => one.metric === metric.id),
    }))
    if (outcome === 'saved') onDone()
  }
  return (
    <EditForm
      label={t('editOf', { what: texts.say(metric.title) })}
      fields={[
        { name: 'goal', label: t('goal') },
        {
          name: 'target',
          label: t('targetIn', { unit: t(typedUnit(unit)) }),
          isNarrow: true,
          isNumber: true,
        },
        { name: 'owner', label: t('owner'), isNarrow: true },
      ]}
      first={first}
      check={(typed) => goalComplaints(metric, typed)}
      state={state}
      onSave={(typed) => void send(typed)}
      onCancel={onDone}
    />
  )
}

function GoalLine({ metric }: { readonly metric: KpiMetric }) {
  const t = useWords(sheetWords)
  const texts = useTexts()
  const { sheet } = useBoard()
  const [isOpen, setOpen] = useState(false)
  const goal = goalOf(sheet.document, metric.id)
  const title = texts.say(metric.title)
  return (
    <Entry>
      <Cells>
        <strong>{title}</strong>
        {goal ? <span>{goal.goal}</span> : <Small>{t('unlinked')}</Small>}
        <span>{goal?.target === undefined ? '–' : texts.figure(goal.target, metric.unit)}</span>
        <Small>{goal?.owner ?? ''}</Small>
        {sheet.canSave && (
          <Mini
            type="button"
            aria-expanded={isOpen}
            aria-label={t('editOf', { what: title })}
            onClick={() => setOpen(!isOpen)}
          >
            {t('edit')}
          </Mini>
        )}
      </Cells>
      {isOpen && <GoalForm metric={metric} goal={goal} onDone={() => setOpen(false)} />}
    </Entry>
  )
}

/** What each figure shown is for, what is wanted of it, and who answers for it. */
export function GoalsPanel() {
  const t = useWords(sheetWords)
  const { catalogue, sheet } = useBoard()
  const { open } = shelve(catalogue.metrics, catalogue.stage)
  const missing = withoutGoal(sheet.document, open).length
  const linked = t('linked', { n: open.length - missing, of: open.length })
  return (
    <Panel aria-label={t('goals')}>
      <PanelHead>
        <SectionTitle>{t('goals')}</SectionTitle>
        <span>
          <Badge data-tone={missing > 0 ? 'warning' : undefined}>{linked}</Badge>
        </span>
      </PanelHead>
      <List>
        {open.map((metric) => (
          <GoalLine key={metric.id} metric={metric} />
        ))}
      </List>
    </Panel>
  )
}
