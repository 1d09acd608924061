import { useState } from 'react'
import styled from 'styled-components'
import type { Understood } from '../../server/api/understanding.ts'
import { useWords } from '../kit/i18n.tsx'
import type { Correct } from './corrector.ts'
import { Act, Choice, Row, Soft, Stack } from './parts.tsx'
import { categories, placeIn, placeText } from './understood.ts'
import { understoodWords } from './understood-words.ts'

const Label = styled.label`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 6px;
  font-size: 13px;
`

const Field = styled.input`
  min-width: 0;
  flex: 1 1 10em;
  min-height: 28px;
  padding: 2px 8px;
  border: 1px solid var(--wq-field);
  border-radius: 4px;
  background: var(--wq-surface);
  color: var(--wq-ink);
  font: inherit;
`

const polarities = ['negative', 'neutral', 'positive'] as const
const relevances = ['demand', 'talk', 'noise'] as const
type State = 'open' | 'done' | 'failed'

function Options<V extends string>({
  label,
  value,
  values,
  textOf,
  onSay,
}: {
  readonly label: string
  readonly value: string
  readonly values: readonly V[]
  readonly textOf: (value: V) => string
  readonly onSay: (value: V) => void
}) {
  return (
    <Label>
      {label}
      <Choice value={value} onChange={({ target }) => onSay(target.value as V)}>
        {!values.some((one) => one === value) && <option value={value}>{value}</option>}
        {values.map((one) => (
          <option key={one} value={one}>
            {textOf(one)}
          </option>
        ))}
      </Choice>
    </Label>
  )
}

function PlaceField({
  where,
  onSay,
}: {
  readonly where: Understood['where']
  readonly onSay: (text: string) => void
}) {
  const t = useWords(understoodWords)
  const [text, setText] = useState(where?.source === 'text' ? placeText(where) : '')
  return (
    <Label>
      {t('place')}
      <Field
        value={text}
        placeholder={t('placeHint')}
        onChange={({ target }) => setText(target.value)}
      />
      <Act type="button" disabled={!placeIn(text)} onClick={() => onSay(text)}>
        {t('save')}
      </Act>
    </Label>
  )
}

/** Sets right what a message was understood to say; each choice is recorded at once. */
export function CorrectForm({
  understood,
  onCorrect,
}: {
  readonly understood: Understood
  readonly onCorrect: Correct
}) {
  const t = useWords(understoodWords)
  const [state, setState] = useState<State>('open')
  const [said, setSaid] = useState({
    category: understood.category.value,
    polarity: understood.polarity.value,
    relevance: understood.relevance.value,
  })
  const say = (correction: Parameters<Correct>[0]): void => {
    if (correction.field !== 'place') setSaid({ ...said, [correction.field]: correction.value })
    onCorrect(correction).then(
      () => setState('done'),
      () => setState('failed'),
    )
  }
  return (
    <Stack>
      <Row>
        <Options
          label={t('category')}
          value={said.category}
          values={categories}
          textOf={(one) => t(`category${one}`)}
          onSay={(value) => say({ field: 'category', value })}
        />
        <Options
          label={t('polarity')}
          value={said.polarity}
          values={polarities}
          textOf={(one) => t(`polarity${one}`)}
          onSay={(value) => say({ field: 'polarity', value })}
        />
        <Options
          label={t('relevance')}
          value={said.relevance}
          values={relevances}
          textOf={(one) => t(`relevance${one}`)}
          onSay={(value) => say({ field: 'relevance', value })}
        />
      </Row>
      <PlaceField
        where={understood.where}
        onSay={(text) => {
          const value = placeIn(text)
          if (value) say({ field: 'place', value })
        }}
      />
      <Soft role="status">{state === 'open' ? '' : t(state === 'done' ? 'thanks' : 'failed')}</Soft>
    </Stack>
  )
}
