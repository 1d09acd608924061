import styled from 'styled-components'
import { figureText } from '../kit/figure-text.ts'
import { useLanguage, useWords } from '../kit/i18n.tsx'
import { useBoard } from './board.ts'
import { useNow } from './use-now.ts'
import { words } from './words.ts'

const Mark = styled.span`
  color: var(--wq-soft);
  font-size: 12px;
  font-variant-numeric: tabular-nums;
  white-space: nowrap;

  &[data-stale='true'] {
    padding: 0 7px;
    border-radius: 9px;
    background: var(--wq-warningSoft);
    color: var(--wq-warning);
    line-height: 18px;
  }
`

/** Older figures say so. */
export const staleAfterMs = 60_000

/** How old figures are that hold for this moment (ISO). */
export function AgeBadge({ asOf }: { readonly asOf: string }) {
  const t = useWords(words)
  const { locale } = useLanguage()
  const now = useNow(useBoard().relay.now)
  const age = Math.max(0, now - Date.parse(asOf))
  const isStale = age > staleAfterMs
  // By fives: a number that changes every second draws the eye for nothing.
  const shown = isStale ? age : Math.floor(age / 5_000) * 5_000
  const n = figureText(shown, 'ms', locale)
  return <Mark data-stale={isStale}>{t(isStale ? 'stale' : 'ageSeconds', { n })}</Mark>
}
