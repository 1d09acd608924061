import { useId, useState } from 'react'
import styled from 'styled-components'
import { readKpiReport } from '../../server/api/kpi.ts'
import { useWords } from '../kit/i18n.tsx'
import { filterNames, isDay, isSpan, presets, type Days, type FilterName } from './address.ts'
import { queryOf, useBoard } from './board.ts'
import { addDays, dayOf } from './days.ts'
import { Icon } from './icons.tsx'
import { Quiet, Segment, Segments } from './parts.tsx'
import { useTexts } from './use-texts.ts'
import { Views } from './Views.tsx'
import { words } from './words.ts'

const Bar = styled.div`
  display: flex;
  flex: 1 1 480px;
  flex-wrap: wrap;
  align-items: center;
  justify-content: flex-end;
  gap: 8px;

  @media print {
    display: none;
  }
`

const DayField = styled.input`
  height: 32px;
  padding: 0 8px;
  border: 1px solid var(--wq-line);
  border-radius: 8px;
  background: var(--wq-surface);
  color: var(--wq-ink);
  font: inherit;
  font-size: 13px;
  font-variant-numeric: tabular-nums;
`

const Fields = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(150px, 1fr));
  gap: 8px 12px;
  width: 100%;
  padding: 12px 14px;
  background: var(--wq-surface);
  border: 1px solid var(--wq-line);
  border-radius: 10px;
`

const FieldBox = styled.label`
  display: grid;
  gap: 2px;
  color: var(--wq-soft);
  font-size: 12px;

  & > select {
    width: 100%;
    height: 32px;
    padding: 0 6px;
    border: 1px solid var(--wq-field);
    border-radius: 8px;
    background: var(--wq-surface);
    color: var(--wq-ink);
    font: inherit;
    font-size: 13px;
  }
`

const Chip = styled(Quiet)`
  min-height: 28px;
  padding: 0 8px 0 10px;
  border-radius: 14px;
  font-size: 12px;
`

function OwnDays({ span }: { readonly span: Days }) {
  const t = useWords(words)
  const { go } = useBoard()
  function setDay(name: 'from' | 'to', day: string): void {
    if (!isDay(day)) return
    const next = { ...span, [name]: day }
    // The other end follows rather than standing on the wrong side.
    go({ span: isSpan(next) ? next : { from: day, to: day } })
  }
  return (['from', 'to'] as const).map((name) => (
    <DayField
      key={name}
      type="date"
      aria-label={t(name === 'from' ? 'from' : 'until')}
      value={span[name]}
      onChange={({ target }) => setDay(name, target.value)}
    />
  ))
}

function SpanChoice() {
  const t = useWords(words)
  const { address, go, relay, catalogue } = useBoard()
  const { span } = address
  const isOwn = typeof span !== 'string'
  function chooseOwn(): void {
    const today = dayOf(relay.now(), catalogue.timeZone)
    if (!isOwn) go({ span: { from: addDays(today, -13), to: today } })
  }
  return (
    <>
      <Segments role="group" aria-label={t('span')}>
        {presets.map((preset) => (
          <Segment
            key={preset}
            type="button"
            aria-pressed={span === preset}
            onClick={() => go({ span: preset })}
          >
            {t(`span${preset}`)}
          </Segment>
        ))}
        <Segment type="button" aria-pressed={isOwn} onClick={chooseOwn}>
          {t('spanown')}
        </Segment>
      </Segments>
      {isOwn && <OwnDays span={span} />}
    </>
  )
}

/** What can be chosen is asked for only when somebody opens the list. */
function useChoices(name: FilterName) {
  const { relay, bounds, address, catalogue } = useBoard()
  const [found, setFound] = useState<readonly string[]>([])
  const first = catalogue.metrics[0]?.id
  async function look(): Promise<void> {
    if (first === undefined) return
    const { [name]: _, ...filters } = address.filters
    const query = { ...queryOf(bounds, { ...address, filters }), by: name, metrics: first }
    const answer = await relay.call(readKpiReport, { query }).catch(() => undefined)
    const keys = answer?.metrics[0]?.groups.map(({ key }) => key) ?? []
    setFound(keys.filter((key) => key !== ''))
  }
  const chosen = address.filters[name]
  const choices = chosen === undefined || found.includes(chosen) ? found : [chosen, ...found]
  return { choices, look: () => void look() }
}

function FilterField({ name }: { readonly name: FilterName }) {
  const t = useWords(words)
  const texts = useTexts()
  const { address, go } = useBoard()
  const { choices, look } = useChoices(name)
  function choose(value: string): void {
    const { [name]: _, ...rest } = address.filters
    go({ filters: value === '' ? rest : { ...rest, [name]: value } })
  }
  return (
    <FieldBox>
      {t(name)}
      <select
        value={address.filters[name] ?? ''}
        onFocus={look}
        onPointerEnter={look}
        onChange={({ target }) => choose(target.value)}
      >
        <option value="">{t('any')}</option>
        {choices.map((value) => (
          <option key={value} value={value}>
            {texts.value(name, value)}
          </option>
        ))}
      </select>
    </FieldBox>
  )
}

function Chips() {
  const t = useWords(words)
  const texts = useTexts()
  const { address, go } = useBoard()
  const on = filterNames.filter((name) => address.filters[name] !== undefined)
  return on.map((name) => {
    const { [name]: value = '', ...rest } = address.filters
    const what = `${t(name)} ${texts.value(name, value)}`
    return (
      <Chip
        key={name}
        type="button"
        data-on="true"
        aria-label={t('remove', { what })}
        onClick={() => go({ filters: rest })}
      >
        {what}
        <Icon name="close" size={10} />
      </Chip>
    )
  })
}

/** Which span and which part of it all figures are of. */
export function FilterBar() {
  const t = useWords(words)
  const id = useId()
  const { address, go } = useBoard()
  const [isOpen, setOpen] = useState(false)
  const count = Object.keys(address.filters).length
  return (
    <Bar>
      <SpanChoice />
      <Quiet
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="filter" />
        {count > 0 ? t('filtersOn', { n: count }) : t('filters')}
      </Quiet>
      <Views />
      <Chips />
      {count > 1 && (
        <Chip type="button" onClick={() => go({ filters: {} })}>
          {t('clear')}
        </Chip>
      )}
      {isOpen && (
        <Fields id={id}>
          {filterNames.map((name) => (
            <FilterField key={name} name={name} />
          ))}
        </Fields>
      )}
    </Bar>
  )
}
