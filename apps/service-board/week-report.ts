import type { KpiMetric, KpiReport } from '../../server/api/kpi.ts'
import type { useWords } from '../kit/i18n.tsx'
import { writeAddress, type Address } from './address.ts'
import { addDays, dayOf, type Bounds } from './days.ts'
import type { Finding } from './findings.ts'
import { headOf, mainFigure } from './figures.ts'
import { link, markdownTable, plain } from './markdown.ts'
import { pageWords } from './page-words.ts'
import type { BoardMoments, Texts } from './use-texts.ts'
import type { weekWords } from './week-words.ts'

type Say = ReturnType<typeof useWords<typeof weekWords>>

/** What the report is written with. */
export interface WeekTexts {
  readonly t: Say
  readonly texts: Texts
  readonly moments: BoardMoments
}

function changeText(
  metric: KpiMetric,
  before: number,
  now: number,
  { t, texts }: WeekTexts,
): string {
  const sign = now > before ? '+' : '−'
  if (metric.unit === 'share')
    return t('points', { n: `${sign}${Math.abs((now - before) * 100).toFixed(1)}` })
  if (before === 0) return `${sign}${texts.figure(Math.abs(now), metric.unit)}`
  return `${sign}${Math.abs(((now - before) / before) * 100).toFixed(0)}%`
}

const hour = (at: number): string => `${String(at).padStart(2, '0')}:00`

/** A finding as a sentence. */
export function sentence(finding: Finding, words: WeekTexts): string {
  const { t, texts, moments } = words
  const say = texts.figure
  switch (finding.kind) {
    case 'peak': {
      const { weekday, from, to } = finding.first
      const day = pageWords[`weekday${weekday as 1}`][texts.locale === 'en' ? 1 : 0]
      return t('findingpeak', { n: finding.hours, day, from: hour(from), to: hour(to) })
    }
    case 'day':
      return t('findingday', {
        day: moments.full(finding.at),
        value: say(finding.p50, 'ms'),
        n: finding.n,
      })
    case 'thin': {
      const { n, of = 0, coverage } = finding.figure
      const title = texts.say(finding.metric.title)
      return t('findingthin', { title, share: say(coverage, 'share'), n, of })
    }
    default: {
      const { metric, before, now } = finding
      return t(`finding${finding.kind}`, {
        title: texts.say(metric.title),
        before: say(before, metric.unit),
        now: say(now, metric.unit),
        change: changeText(metric, before, now, words),
      })
    }
  }
}

export interface WeekRow {
  readonly metric: KpiMetric
  readonly cells: readonly [title: string, week: string, before: string, change: string, n: string]
}

/** Every figure of both weeks, side by side; the same numbers as the panels'. */
export function weekRows(
  metrics: readonly KpiMetric[],
  week: KpiReport,
  before: KpiReport,
  words: WeekTexts,
): readonly WeekRow[] {
  const { texts } = words
  return metrics.map((metric) => {
    const [now, then] = [week, before].map((report) =>
      mainFigure(metric, report.metrics.find(({ id }) => id === metric.id)?.reading),
    )
    const [is, was] = [headOf(now), headOf(then)]
    const change =
      is === undefined || was === undefined || is === was ? '' : changeText(metric, was, is, words)
    return {
      metric,
      cells: [
        texts.say(metric.title),
        texts.figure(is, metric.unit),
        texts.figure(was, metric.unit),
        change,
        texts.figure(now?.n ?? 0, 'count'),
      ],
    }
  })
}

/** Where the board shows that week with what the finding speaks of. */
export function findingAddress(
  { page }: Finding,
  { from, to }: Bounds,
  zone: string,
  filters: Address['filters'],
): string {
  const last = addDays(dayOf(to, zone), -1)
  return writeAddress({ page, span: { from: dayOf(from, zone), to: last }, filters })
}

/** The whole report to be pasted somewhere. */
export function weekMarkdown(
  {
    findings,
    rows,
    range,
    addressOf,
  }: {
    readonly findings: readonly Finding[]
    readonly rows: readonly WeekRow[]
    readonly range: string
    readonly addressOf: (finding: Finding) => string
  },
  words: WeekTexts,
): string {
  const { t } = words
  const lines = findings.map(
    (finding) => `- ${plain(sentence(finding, words))} ${link(t('see'), addressOf(finding))}`,
  )
  const head = [t('figure'), t('week'), t('before'), t('change'), t('n')]
  return [
    `# ${plain(t('title'))}`,
    plain(range),
    `## ${plain(t('findings'))}`,
    lines.length === 0 ? plain(t('noFindings')) : lines.join('\n'),
    `## ${plain(t('figures'))}`,
    markdownTable([head, ...rows.map(({ cells }) => cells)]),
    '',
  ].join('\n\n')
}
