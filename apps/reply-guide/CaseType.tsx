import styled from 'styled-components'
import type { Casework } from '../../server/api/casework.ts'
import { useWords } from '../kit/i18n.tsx'
import { caseWords } from './case-words.ts'
import { Act, Badge, Choice, Row, Soft, Stack } from './parts.tsx'

const Label = styled.label`
  display: flex;
  align-items: center;
  gap: 6px;
  font-size: 13px;
`

type Value = Casework['type']['value']

const types: readonly Value[] = [
  'complaint',
  'question',
  'emotional',
  'presales',
  'aftersales',
  'technical',
  'praise',
]

/** The type an agent gave the case, or the one that is suggested, with the words that led to it. */
export function CaseType({
  type: { value, source, signs },
  onSay,
}: {
  readonly type: Casework['type']
  readonly onSay: (type: Value) => void
}) {
  const t = useWords(caseWords)
  return (
    <Stack>
      <Row>
        <Label>
          {t('type')}
          <Choice value={value} onChange={({ target }) => onSay(target.value as Value)}>
            {types.map((one) => (
              <option key={one} value={one}>
                {t(`type${one}`)}
              </option>
            ))}
          </Choice>
        </Label>
        {source !== 'agent' && (
          <>
            <Badge data-tone="accent">{t('suggested')}</Badge>
            <Act
              type="button"
              aria-label={t('confirmLabel', { type: t(`type${value}`) })}
              onClick={() => onSay(value)}
            >
              {t('confirm')}
            </Act>
          </>
        )}
      </Row>
      {signs.length > 0 && <Soft>{t('signs', { words: signs.join(t('between')) })}</Soft>}
      {source === 'guess' && <Soft>{t('guess')}</Soft>}
    </Stack>
  )
}
