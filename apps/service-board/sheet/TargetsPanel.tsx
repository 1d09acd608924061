import { useState } from 'react'
import type { KpiMetric } from '../../../server/api/kpi.ts'
import { useWords } from '../../kit/i18n.tsx'
import { useBoard } from '../board.ts'
import { mainPart, shelve } from '../figures.ts'
import { SectionTitle, Small } from '../parts.tsx'
import { useTexts } from '../use-texts.ts'
import { words } from '../words.ts'
import { EditForm } from './EditForm.tsx'
import { Cells, Entry, List, Mini, Panel, PanelHead } from './parts.tsx'
import { SaveNote } from './SaveNote.tsx'
import { put, type Target } from './sheet.ts'
import { sheetWords } from './sheet-words.ts'
import { amountComplaint, amountIn, complaintsIn, textComplaint, typedUnit } from './typed.ts'
import { useSaving } from './use-saving.ts'

const dimensions = ['channel', 'account', 'group', 'tier'] as const
const channels = ['weibo', 'wechat', 'wecom']

const isSame =
  (target: Target) =>
  (other: Target): boolean =>
    other.metric === target.metric &&
    other.part === target.part &&
    other.dimension === target.dimension &&
    other.key === target.key

type TargetTexts = Readonly<Record<'metric' | 'dimension' | 'key' | 'value', string>>

function targetFrom(metrics: readonly KpiMetric[], typed: TargetTexts): Target | undefined {
  const metric = metrics.find(({ id }) => id === typed.metric)
  const value = metric && amountIn(typed.value, metric.unit)
  const dimension = dimensions.find((one) => one === typed.dimension)
  if (!metric || value === undefined || dimension === undefined) return undefined
  return { metric: metric.id, part: mainPart(metric), dimension, key: typed.key.trim(), value }
}

function unitOf(metrics: readonly KpiMetric[], id: string): KpiMetric['unit'] {
  return metrics.find((metric) => metric.id === id)?.unit ?? 'count'
}

function targetComplaints(metrics: readonly KpiMetric[], { metric, key, value }: TargetTexts) {
  return complaintsIn({
    key: textComplaint(key),
    value: amountComplaint(value, unitOf(metrics, metric)),
  })
}

function TargetForm({
  metrics,
  onDone,
}: {
  readonly metrics: readonly KpiMetric[]
  readonly onDone: () => void
}) {
  const t = useWords(sheetWords)
  const tb = useWords(words)
  const texts = useTexts()
  const { state, save } = useSaving()
  const first = { metric: metrics[0]?.id ?? '', dimension: 'channel', key: '', value: '' }
  async function send(typed: typeof first): Promise<void> {
    const target = targetFrom(metrics, typed)
    if (!target) return
    const outcome = await save((document) => ({
      ...document,
      targets: put(document.targets, target, isSame(target)),
    }))
    if (outcome === 'saved') onDone()
  }
  const choices = metrics.map(({ id, title, unit }) => ({
    value: id,
    text: `${texts.say(title)} (${t(typedUnit(unit))})`,
  }))
  return (
    <EditForm
      label={t('targetAdd')}
      fields={[
        { name: 'metric', label: t('figure'), choices },
        {
          name: 'dimension',
          label: t('dimension'),
          isNarrow: true,
          choices: dimensions.map((value) => ({ value, text: tb(value) })),
        },
        { name: 'key', label: t('key'), isNarrow: true, placeholder: channels.join(' · ') },
        { name: 'value', label: t('target'), isNarrow: true, isNumber: true },
      ]}
      first={first}
      check={(typed) => targetComplaints(metrics, typed)}
      state={state}
      onSave={(typed) => void send(typed)}
      onCancel={onDone}
    />
  )
}

function TargetLine({ target }: { readonly target: Target }) {
  const t = useWords(sheetWords)
  const tb = useWords(words)
  const texts = useTexts()
  const { catalogue, sheet } = useBoard()
  const { state, save } = useSaving()
  const metric = catalogue.metrics.find(({ id }) => id === target.metric)
  const title = metric ? texts.say(metric.title) : target.metric
  const of = `${tb(target.dimension)} ${texts.value(target.dimension, target.key)}`
  return (
    <Entry>
      <Cells>
        <strong>{title}</strong>
        <span>{of}</span>
        <span>{texts.figure(target.value, metric?.unit ?? 'count')}</span>
        <span />
        {sheet.canSave && (
          <Mini
            type="button"
            aria-label={t('removeOf', { what: `${title} ${of}` })}
            onClick={() =>
              void save((document) => ({
                ...document,
                targets: document.targets.filter((one) => !isSame(target)(one)),
              }))
            }
          >
            {t('remove')}
          </Mini>
        )}
      </Cells>
      <SaveNote state={state} />
    </Entry>
  )
}

/** Where another target holds than the company's own. */
export function TargetsPanel() {
  const t = useWords(sheetWords)
  const { catalogue, sheet } = useBoard()
  const [isOpen, setOpen] = useState(false)
  const { open } = shelve(catalogue.metrics, catalogue.stage)
  const { targets } = sheet.document
  return (
    <Panel aria-label={t('targets')}>
      <PanelHead>
        <SectionTitle>{t('targets')}</SectionTitle>
        <span />
        {sheet.canSave && (
          <Mini type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t('targetAdd')}
          </Mini>
        )}
      </PanelHead>
      {isOpen && <TargetForm metrics={open} onDone={() => setOpen(false)} />}
      {targets.length === 0 ? (
        <Small>{t('targetsNone')}</Small>
      ) : (
        <List>
          {targets.map((target) => (
            <TargetLine
              key={`${target.metric} ${target.part} ${target.dimension} ${target.key}`}
              target={target}
            />
          ))}
        </List>
      )}
    </Panel>
  )
}
