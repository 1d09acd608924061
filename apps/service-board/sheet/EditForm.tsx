import { useId, useState, type FormEvent } from 'react'
import styled from 'styled-components'
import { useWords } from '../../kit/i18n.tsx'
import { Act, Row } from '../../kit/parts.tsx'
import { words } from '../words.ts'
import { SaveNote } from './SaveNote.tsx'
import { sheetWords } from './sheet-words.ts'
import type { SaveState } from './use-saving.ts'

export interface FieldOf<Name extends string> {
  readonly name: Name
  readonly label: string
  /** A list to choose from; absent: a line to type. */
  readonly choices?: readonly { readonly value: string; readonly text: string }[]
  /** Narrow fields stand beside each other. */
  readonly isNarrow?: boolean
  readonly isNumber?: boolean
  readonly placeholder?: string
}

export type Values<Name extends string> = Readonly<Record<Name, string>>
export type Errors<Name extends string> = Readonly<Partial<Record<Name, keyof typeof sheetWords>>>

const Form = styled.form`
  display: grid;
  gap: 10px;
  margin-top: 6px;
  padding: 12px;
  border-radius: 8px;
  background: var(--wq-raised);
`

const Fields = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(132px, 1fr));
  gap: 8px 12px;
  align-items: start;
`

const Box = styled.label`
  display: grid;
  grid-column: span 2;
  gap: 2px;
  min-width: 0;
  color: var(--wq-soft);
  font-size: 12px;

  &[data-narrow='true'] {
    grid-column: span 1;
  }

  & > input,
  & > select {
    width: 100%;
    min-width: 0;
    height: 32px;
    padding: 0 8px;
    border: 1px solid var(--wq-field);
    border-radius: 8px;
    background: var(--wq-surface);
    color: var(--wq-ink);
    font: inherit;
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }

  & > [aria-invalid='true'] {
    border-color: var(--wq-danger);
  }

  & > span {
    color: var(--wq-danger);
  }
`

function OneField<Name extends string>({
  field,
  value,
  error,
  onChange,
}: {
  readonly field: FieldOf<Name>
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (value: string) => void
}) {
  const id = useId()
  const common = {
    value,
    'aria-invalid': error !== undefined,
    'aria-describedby': error === undefined ? undefined : id,
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      onChange(target.value),
  }
  return (
    <Box data-narrow={field.isNarrow ?? false}>
      {field.label}
      {field.choices ? (
        <select {...common}>
          {field.choices.map(({ value: key, text }) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...common}
          type="text"
          inputMode={field.isNumber === true ? 'decimal' : undefined}
          placeholder={field.placeholder}
        />
      )}
      {error !== undefined && <span id={id}>{error}</span>}
    </Box>
  )
}

export interface EditFormProps<Name extends string> {
  readonly label: string
  readonly fields: readonly FieldOf<Name>[]
  readonly first: Values<Name>
  readonly check: (values: Values<Name>) => Errors<Name>
  readonly state: SaveState
  readonly onSave: (values: Values<Name>) => void
  readonly onCancel: () => void
}

/** A few fields to fill in. What is wrong stands at its field; what was typed stays until it is saved. */
export function EditForm<Name extends string>(props: EditFormProps<Name>) {
  const { label, fields, first, check, state, onSave, onCancel } = props
  const t = useWords(sheetWords)
  const tb = useWords(words)
  const [values, setValues] = useState(first)
  const [isChecked, setChecked] = useState(false)
  const errors = isChecked ? check(values) : undefined
  function send(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (Object.keys(check(values)).length === 0) onSave(values)
  }
  return (
    <Form aria-label={label} noValidate onSubmit={send}>
      <Fields>
        {fields.map((field) => {
          const error = errors?.[field.name]
          return (
            <OneField
              key={field.name}
              field={field}
              value={values[field.name]}
              error={error === undefined ? undefined : t(error)}
              onChange={(value) => setValues({ ...values, [field.name]: value })}
            />
          )
        })}
      </Fields>
      <SaveNote state={state} />
      <Row>
        <Act type="submit" data-main="true" disabled={state === 'saving'}>
          {state === 'saving' ? tb('saving') : t('save')}
        </Act>
        <Act type="button" onClick={onCancel}>
          {t('cancel')}
        </Act>
      </Row>
    </Form>
  )
}
