import { useMemo } from 'react'
import styled from 'styled-components'
import { styleHint } from '../../server/language/style-hint.ts'
import type { LintContext } from '../../server/persona/context.ts'
import { useWords } from '../kit/i18n.tsx'
import { Act, Choice, Row, Soft } from './parts.tsx'
import { styles, type StyleState } from './use-style.ts'
import { words } from './words.ts'

const Box = styled.section`
  padding: 8px 12px;
  background: var(--wq-surface);
  border: 1px solid var(--wq-line);
  border-radius: 10px;
`

/** How this customer is answered, and what their own way of writing suggests. */
export function StyleChoice({
  context: { inbound = [], earlier = [] },
  state: { style, choose },
}: {
  readonly context: LintContext
  readonly state: StyleState
}) {
  const t = useWords(words)
  const hint = useMemo(
    () =>
      styleHint([
        ...earlier.filter(({ from }) => from === 'customer').map(({ text }) => text),
        ...inbound.map(({ text }) => text),
      ]),
    [earlier, inbound],
  )
  return (
    <Box>
      <Row>
        <strong aria-hidden="true" style={{ flex: 1, fontSize: 13 }}>
          {t('style')}
        </strong>
        <Choice
          aria-label={t('style')}
          value={style ?? ''}
          onChange={({ target }) => choose(styles.find((one) => one === target.value))}
        >
          <option value="">{t('styleusual')}</option>
          {styles.map((one) => (
            <option key={one} value={one}>
              {t(`style${one}`)}
            </option>
          ))}
        </Choice>
      </Row>
      {hint && hint.style !== style && (
        <Row>
          <Soft as="span">
            {t(`styleWhy${hint.why}`, { n: hint.count, style: t(`style${hint.style}`) })}
          </Soft>
          <Act
            type="button"
            // The composer keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(hint.style)}
          >
            {t('styleTake')}
          </Act>
        </Row>
      )}
    </Box>
  )
}
