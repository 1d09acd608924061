import styled from 'styled-components'
import type { LintContext } from '../../server/persona/context.ts'
import { useWords } from '../kit/i18n.tsx'
import { useMoments } from '../kit/moment.ts'
import { Soft } from './parts.tsx'
import { Box, leftOf, Line } from './ReplyWindow.tsx'
import { sendingMs, thinkingTime, type ThinkingTime as Time } from './thinking-time.ts'
import { useNow } from './use-now.ts'
import { words } from './words.ts'

const Bar = styled.div`
  height: 4px;
  border-radius: 2px;
  background: var(--wq-line);
  overflow: hidden;

  & > i {
    display: block;
    height: 100%;
    background: var(--wq-accent);
  }

  &[data-tone='warning'] > i {
    background: var(--wq-warning);
  }
`

const urgentShare = 0.25

function Gauge({ time, now }: { readonly time: Time; readonly now: () => number }) {
  const t = useWords(words)
  const moments = useMoments()
  const at = useNow(now)
  const rest = time.endsAt - at
  const share = time.wholeMs === 0 ? 0 : Math.min(1, Math.max(0, rest / time.wholeMs))
  const isLate = at > time.dueAt
  const left = leftOf(rest)
  const over = leftOf(at - time.dueAt)
  const said = isLate
    ? t('thinkingLate', { time: t(over.key, over.values) })
    : rest > 0
      ? t('thinkingLeft', { time: t(left.key, left.values) })
      : t('thinkingSend')
  const tone = rest <= 0 || share < urgentShare ? 'warning' : undefined
  return (
    <Box aria-label={t('thinking')} data-late={isLate}>
      <Line>
        <strong>{t('thinking')}</strong>
        <span style={rest > 0 ? undefined : { color: 'var(--wq-danger)', fontWeight: 600 }}>
          {said}
        </span>
      </Line>
      <Bar aria-hidden="true" data-tone={tone}>
        <i style={{ width: `${Math.round(share * 100)}%` }} />
      </Bar>
      <Soft title={moments.full(time.dueAt)}>
        {t(time.isByWindow ? 'thinkingDueWindow' : 'thinkingDue', {
          time: moments.brief(time.dueAt),
          s: sendingMs / 1000,
        })}
      </Soft>
    </Box>
  )
}

/** The time left to think before an answer is due, by the relay's clock; nothing where nobody waits. */
export function ThinkingTime({
  context,
  windowEndsAt,
  now,
}: {
  readonly context: LintContext
  /** ISO 8601; null = no window, or none open. */
  readonly windowEndsAt: string | null | undefined
  readonly now: () => number
}) {
  const end = windowEndsAt === null ? NaN : Date.parse(windowEndsAt ?? '')
  const time = thinkingTime(context, Number.isNaN(end) ? undefined : end)
  return time ? <Gauge time={time} now={now} /> : null
}
