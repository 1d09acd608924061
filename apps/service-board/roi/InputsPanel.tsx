import { useState } from 'react'
import styled from 'styled-components'
import type { KpiSheet, TypedInput } from '../../../server/api/kpi-sheet.ts'
import { typedInputKinds } from '../../../server/api/kpi-sheet.ts'
import { useWords } from '../../kit/i18n.tsx'
import { useBoard } from '../board.ts'
import { dayOf } from '../days.ts'
import { SectionTitle, Small } from '../parts.tsx'
import { EditForm } from '../sheet/EditForm.tsx'
import { Entry, List, Mini, Panel, PanelHead } from '../sheet/parts.tsx'
import { SaveNote } from '../sheet/SaveNote.tsx'
import { put } from '../sheet/sheet.ts'
import { sheetWords } from '../sheet/sheet-words.ts'
import { useSaving } from '../sheet/use-saving.ts'
import { useBoardMoments, useTexts } from '../use-texts.ts'
import { roiWords } from './roi-words.ts'
import {
  complaintsOf,
  inputFields,
  inputOf,
  isMoney,
  textsOf,
  type InputTexts,
} from './typed-input.ts'
import { useMoney } from './use-money.ts'

const Cells = styled.div`
  display: grid;
  grid-template-columns: 64px minmax(0, 4fr) minmax(0, 5fr) minmax(0, 5fr) auto;
  gap: 2px 14px;
  align-items: baseline;
  overflow-wrap: anywhere;

  & > :nth-child(3) {
    text-align: right;
  }

  & small,
  & time,
  & span > span {
    white-space: nowrap;
  }

  @media (max-width: 700px) {
    grid-template-columns: minmax(0, 1fr) auto;

    & > :nth-child(n) {
      text-align: left;
    }
  }
`

const Currency = styled.label`
  display: inline-flex;
  gap: 6px;
  align-items: center;
  color: var(--wq-soft);
  font-size: 12px;

  & > select {
    height: 28px;
    border: 1px solid var(--wq-field);
    border-radius: 6px;
    background: var(--wq-surface);
    color: var(--wq-ink);
    font: inherit;
  }
`

const wide: ReadonlySet<string> = new Set(['kind', 'source'])
const currencies = ['CNY', 'HKD', 'TWD', 'SGD', 'USD', 'EUR']

function InputForm({
  input,
  onDone,
}: {
  readonly input: TypedInput | undefined
  readonly onDone: () => void
}) {
  const t = useWords(roiWords)
  const { relay, catalogue } = useBoard()
  const { state, save } = useSaving()
  const month = dayOf(relay.now(), catalogue.timeZone).slice(0, 7)
  async function send(texts: InputTexts): Promise<void> {
    const at = new Date(relay.now()).toISOString()
    const next = inputOf(texts, { id: input?.id ?? crypto.randomUUID(), at })
    const outcome = await save((document) => ({
      ...document,
      inputs: put(document.inputs, next, ({ id }) => id === next.id),
    }))
    if (outcome === 'saved') onDone()
  }
  return (
    <EditForm
      label={t('inputAdd')}
      fields={inputFields.map((name) => ({
        name,
        label: t(name),
        isNarrow: !wide.has(name),
        isNumber: ['low', 'likely', 'high'].includes(name),
        ...(name === 'of' && { placeholder: t('ofHint') }),
        ...(name === 'month' && { placeholder: month }),
        ...(name === 'kind' && {
          choices: typedInputKinds.map((value) => ({ value, text: t(value) })),
        }),
      }))}
      first={textsOf(input, month)}
      check={complaintsOf}
      state={state}
      onSave={(texts) => void send(texts)}
      onCancel={onDone}
    />
  )
}

function useAmount(): (input: TypedInput) => { readonly amount: string; readonly range: string } {
  const money = useMoney()
  const texts = useTexts()
  return ({ kind, low, likely, high }) => {
    const say = (value: number): string =>
      isMoney(kind) ? money(value) : texts.figure(value, 'count')
    const isKnown = low === undefined && high === undefined
    return {
      amount: say(likely),
      range: isKnown ? '' : `${say(low ?? likely)} – ${say(high ?? likely)}`,
    }
  }
}

const without =
  (id: string) =>
  (document: KpiSheet): KpiSheet => ({
    ...document,
    inputs: document.inputs.filter((one) => one.id !== id),
  })

function InputLine({ input }: { readonly input: TypedInput }) {
  const t = useWords(roiWords)
  const ts = useWords(sheetWords)
  const { sheet } = useBoard()
  const { day } = useBoardMoments()
  const { amount, range } = useAmount()(input)
  const { state, save } = useSaving()
  const [isOpen, setOpen] = useState(false)
  const { id, kind, of, month, source, owner, at } = input
  const what = `${t(kind)} ${month}`
  return (
    <Entry>
      <Cells>
        <Small>{month}</Small>
        <strong>{of === undefined ? t(kind) : `${t(kind)} · ${of}`}</strong>
        <span>
          {amount} <Small>{range}</Small>
        </span>
        <Small>
          {`${source} · ${owner} · `}
          <time dateTime={at}>{day(Date.parse(at))}</time>
        </Small>
        {sheet.canSave && (
          <span>
            <Mini
              type="button"
              aria-expanded={isOpen}
              aria-label={ts('editOf', { what })}
              onClick={() => setOpen(!isOpen)}
            >
              {ts('edit')}
            </Mini>
            <Mini
              type="button"
              aria-label={ts('removeOf', { what })}
              disabled={state === 'saving'}
              onClick={() => void save(without(id))}
            >
              {ts('remove')}
            </Mini>
          </span>
        )}
      </Cells>
      <SaveNote state={state} />
      {isOpen && <InputForm input={input} onDone={() => setOpen(false)} />}
    </Entry>
  )
}

function CurrencyChoice() {
  const t = useWords(roiWords)
  const { sheet } = useBoard()
  const { state, save } = useSaving()
  const { currency } = sheet.document
  const all = currencies.includes(currency) ? currencies : [currency, ...currencies]
  return (
    <Currency>
      {t('currency')}
      <select
        value={currency}
        disabled={!sheet.canSave || state === 'saving'}
        onChange={({ target }) =>
          void save((document) => ({ ...document, currency: target.value }))
        }
      >
        {all.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      <SaveNote state={state} />
    </Currency>
  )
}

/** What only people know, each with where it comes from and who stands for it. */
export function InputsPanel() {
  const t = useWords(roiWords)
  const { sheet } = useBoard()
  const [isOpen, setOpen] = useState(false)
  const newest = [...sheet.document.inputs].sort((a, b) => b.month.localeCompare(a.month))
  return (
    <Panel aria-label={t('inputs')}>
      <PanelHead>
        <SectionTitle>{t('inputs')}</SectionTitle>
        <CurrencyChoice />
        {sheet.canSave && (
          <Mini type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t('inputAdd')}
          </Mini>
        )}
      </PanelHead>
      {isOpen && <InputForm input={undefined} onDone={() => setOpen(false)} />}
      {newest.length === 0 ? (
        <Small>{t('inputsNone')}</Small>
      ) : (
        <List>
          {newest.map((input) => (
            <InputLine key={input.id} input={input} />
          ))}
        </List>
      )}
    </Panel>
  )
}
