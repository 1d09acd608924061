import { useId, useMemo, useState } from 'react'
import styled from 'styled-components'
import type { LintContext } from '../../server/persona/context.ts'
import type { MacroChoice } from '../../server/api/ready.ts'
import { useWords } from '../kit/i18n.tsx'
import { filled, formOf, type MacroForm } from './macro-fill.ts'
import { Act, Badge, Clip, Item, Line, Row, Soft, Stack } from './parts.tsx'
import { readyWords } from './ready-words.ts'

const Gap = styled.mark`
  padding: 0 2px;
  border-bottom: 2px dashed var(--wq-warning);
  background: var(--wq-warningSoft);
  color: inherit;

  &[data-filled='true'] {
    border-color: var(--wq-accent);
    background: var(--wq-accentSoft);
  }
`

function Text({
  form,
  answers,
}: {
  readonly form: MacroForm
  readonly answers: readonly string[]
}) {
  const t = useWords(readyWords)
  return (
    <Clip tabIndex={0}>
      {form.pieces.map(({ text, slot }, i) => {
        if (slot === undefined) return text
        const answer = (answers[slot] ?? '').trim()
        return (
          <Gap
            key={i}
            data-filled={answer !== ''}
            title={answer === '' ? t('slotEmpty') : undefined}
          >
            {answer === '' ? text : answer}
          </Gap>
        )
      })}
    </Clip>
  )
}

/** One template: its gaps marked, and on demand a line to fill in for each. */
export function MacroItem({
  macro,
  context,
  canInsert,
  onInsert,
}: {
  readonly macro: MacroChoice
  readonly context: LintContext
  readonly canInsert: boolean
  readonly onInsert: (text: string) => void
}) {
  const t = useWords(readyWords)
  const id = useId()
  const form = useMemo(() => formOf(macro.text, context), [macro.text, context])
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({})
  const answers = form.slots.map(({ known }, i) => typed[i] ?? known)
  const open = answers.filter((answer) => answer.trim() === '').length
  const labelOf = (i: number): string => form.slots[i]?.label || t('slotNamed', { n: i + 1 })
  return (
    <Item data-macro={macro.id}>
      <Row>
        <Badge>{t(`origin${macro.origin}`)}</Badge>
        <Soft as="span">{macro.title.slice(0, 60)}</Soft>
        {open > 0 && <Badge data-tone="warning">{t('slotsOpen', { n: open })}</Badge>}
      </Row>
      <Text form={form} answers={answers} />
      <Stack id={id} hidden={!isOpen}>
        {isOpen &&
          answers.map((answer, i) => (
            <Line
              key={i}
              aria-label={t('slotLabel', { label: labelOf(i) })}
              placeholder={labelOf(i)}
              maxLength={200}
              value={answer}
              onChange={({ target }) => setTyped({ ...typed, [i]: target.value })}
            />
          ))}
        {isOpen && open > 0 && <Soft>{t('slotsHint')}</Soft>}
      </Stack>
      <Row>
        {(isOpen || form.slots.length === 0) && (
          <Act
            type="button"
            data-main
            disabled={!canInsert}
            aria-label={t('macroUseLabel', { title: macro.title })}
            // The composer keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onInsert(filled(form, answers))}
          >
            {t('insert')}
          </Act>
        )}
        {form.slots.length > 0 && (
          <Act
            type="button"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            {t(isOpen ? 'macroBack' : 'macroUse')}
          </Act>
        )}
      </Row>
    </Item>
  )
}
