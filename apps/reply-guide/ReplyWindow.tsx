import styled from 'styled-components'
import type { Guidance } from '../../server/api/guidance.ts'
import { useWords } from '../kit/i18n.tsx'
import { useMoments } from '../kit/moment.ts'
import { Soft } from './parts.tsx'
import { useNow } from './use-now.ts'
import { words } from './words.ts'

export const Box = styled.section`
  display: grid;
  gap: 4px;
  padding: 10px 12px;
  background: var(--wq-surface);
  border: 1px solid var(--wq-line);
  border-radius: 10px;
`

export const Line = styled.div`
  display: flex;
  flex-wrap: wrap;
  justify-content: space-between;
  gap: 4px 8px;
  font-size: 13px;
  font-variant-numeric: tabular-nums;
`

const Gauge = styled.div`
  display: flex;
  gap: 3px;

  & > i {
    flex: 1;
    height: 4px;
    border-radius: 2px;
    background: var(--wq-line);
  }

  & > i[data-full='true'] {
    background: var(--wq-accent);
  }
`

const hourMs = 3_600_000
const usualQuota = 5

/** How long is left, in the two units that matter. */
export function leftOf(ms: number) {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [d, h, m] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600),
    Math.floor(seconds / 60),
  ]
  if (d > 0) return { key: 'days', values: { d, h: h % 24 } } as const
  if (h > 0) return { key: 'hours', values: { h, m: m % 60 } } as const
  return { key: 'minutes', values: { m, s: seconds % 60 } } as const
}

/** How long and how often one may still answer, by the relay's clock. */
export function ReplyWindow({
  window,
  now,
}: {
  readonly window: NonNullable<Guidance['window']>
  readonly now: () => number
}) {
  const t = useWords(words)
  const moments = useMoments()
  const at = useNow(now)
  const { endsAt, repliesLeft } = window
  const end = endsAt === null ? undefined : Date.parse(endsAt)
  const rest = end === undefined ? 0 : end - at
  const { key, values } = leftOf(rest)
  const isOpen = rest > 0
  const isUrgent = rest < hourMs || repliesLeft === 0
  return (
    <Box aria-label={t('window')}>
      <Line>
        <strong>{t('window')}</strong>
        <span
          style={isOpen && !isUrgent ? undefined : { color: 'var(--wq-danger)', fontWeight: 600 }}
        >
          {isOpen ? t('windowOpen', { time: t(key, values) }) : t('windowClosed')}
        </span>
      </Line>
      {repliesLeft !== null && isOpen && (
        <Gauge aria-hidden="true">
          {Array.from({ length: Math.max(usualQuota, Math.min(repliesLeft, 20)) }, (_none, i) => (
            <i key={i} data-full={i < repliesLeft} />
          ))}
        </Gauge>
      )}
      <Line style={{ color: 'var(--wq-soft)' }}>
        {isOpen && repliesLeft !== null && (
          <span>{repliesLeft > 0 ? t('quota', { n: repliesLeft }) : t('quotaNone')}</span>
        )}
        {isOpen && end !== undefined && (
          <span title={moments.full(end)}>
            {t('windowUntil', {
              time: `${moments.isSameDay(end, at) ? '' : `${moments.day(end)} `}${moments.time(end)}`,
            })}
          </span>
        )}
      </Line>
      {!isOpen && <Soft>{t(end === undefined ? 'windowNever' : 'windowClosedHint')}</Soft>}
    </Box>
  )
}
