import type { Feeling } from '../../server/language/feelings.ts'
import { useWords } from '../kit/i18n.tsx'
import { Badge, Row, Soft } from './parts.tsx'
import { words } from './words.ts'

const tones = {
  angry: 'danger',
  anxious: 'warning',
  picky: 'warning',
  cold: undefined,
  none: undefined,
} as const
const shown = 6

/** How the customer seems to feel, how sure that is, and the words it goes by. */
export function FeelingLine({
  feeling: { label, isDecided, evidence },
  texts,
}: {
  readonly feeling: Feeling
  readonly texts: readonly string[]
}) {
  const t = useWords(words)
  const quotes = evidence.map(({ message, start, end }) =>
    (texts[message] ?? '').slice(start, end).replace(/\s+/gu, ' ').trim(),
  )
  const told = [...new Set(quotes)].filter((quote) => quote !== '').slice(0, shown)
  return (
    <Row data-feeling={label}>
      <Badge data-tone={isDecided ? tones[label] : undefined}>{t(`feeling${label}`)}</Badge>
      <Soft as="span">{t(isDecided ? 'feelingDecided' : 'feelingOpen')}</Soft>
      {told.length > 0 && (
        <Soft as="span">
          {t('feelingBy', {
            words: told.map((quote) => t('quoted', { text: quote })).join(t('comma')),
          })}
        </Soft>
      )}
    </Row>
  )
}
