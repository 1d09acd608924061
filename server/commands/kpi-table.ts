import type { ListedMetric } from '../kpi/define-metric.ts'
import type { EventCounts } from '../kpi/event-counts.ts'
import type { Figure, Reading, Unit } from '../kpi/metric.ts'
import type { KpiReport } from '../kpi/report.ts'
import { zoneOf } from '../kpi/zone.ts'
import { textTable } from './text-table.ts'

export type Language = 'zh' | 'en'

/** Who reads it: in which language, by the wall clock of which time zone. */
export interface Reader {
  readonly language: Language
  readonly timeZone: string
}

const words = {
  zh: {
    head: ['指标', '数值', 'p50', 'p90', 'p95', 'n', '覆盖率'],
    noData: '无数据',
    notSaid: '（未注明）',
    period: '期间',
    asOf: '统计时刻',
    newest: '最新事件',
    events: (read: number, later: number, repeated: number) =>
      `事件 ${read} 条，其中统计时刻之后的 ${later} 条、重复的 ${repeated} 条未计入`,
    waiting: (n: number) => `等待首次答复：${n}`,
    more: (n: number) => `……另有 ${n} 条`,
    formula: '口径',
    exclusions: '不计入',
    version: '版本',
  },
  en: {
    head: ['Figure', 'value', 'p50', 'p90', 'p95', 'n', 'coverage'],
    noData: 'no data',
    notSaid: '(not said)',
    period: 'Period',
    asOf: 'As of',
    newest: 'Newest event',
    events: (read: number, later: number, repeated: number) =>
      `${read} events, of which ${later} later than that and ${repeated} repeats do not count`,
    waiting: (n: number) => `Waiting for a first answer: ${n}`,
    more: (n: number) => `… and ${n} more`,
    formula: 'Formula',
    exclusions: 'Left out',
    version: 'version',
  },
} as const

const mostListed = 8
const mostWaiting = 10

/** `1d 02:03:04`, without what is zero before it. */
export function spanText(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000)
  const [days, rest] = [Math.floor(seconds / 86_400), seconds % 86_400]
  const parts = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60]
  const clock = parts.map((part) => String(part).padStart(2, '0')).join(':')
  const sign = ms < 0 ? '-' : ''
  return days > 0 ? `${sign}${days}d ${clock}` : sign + clock.replace(/^0(?:0:0?)?/, '')
}

function amountText(value: number, unit: Unit): string {
  if (unit === 'ms') return spanText(value)
  if (unit === 'share') return `${(value * 100).toFixed(1)}%`
  return unit === 'count' ? String(value) : value.toFixed(2)
}

function cellsOf(figure: Figure | undefined, unit: Unit, language: Language): readonly string[] {
  if (!figure) return [words[language].noData]
  const told = (value: number | undefined): string =>
    value === undefined ? '' : amountText(value, unit)
  const { value, p50, p90, p95, n, coverage, values, wilson95 } = figure
  const all = values?.slice(0, mostListed).map((one) => amountText(one, unit)) ?? []
  const listed = all.length < (values?.length ?? 0) ? [...all, '…'] : all
  const interval = wilson95 ? `[${told(wilson95.low)}, ${told(wilson95.high)}]` : ''
  const share = coverage === undefined ? '' : amountText(coverage, 'share')
  const numbers = [told(value), told(p50), told(p90), told(p95), String(n), share]
  return [...numbers, listed.join(' ') + interval]
}

function rowsOf(
  { parts, title, unit }: ListedMetric,
  reading: Reading | undefined,
  language: Language,
): readonly (readonly string[])[] {
  const names = Object.keys(parts)
  if (!reading || names.length === 1)
    return [[title[language], ...cellsOf(reading?.[names[0] ?? ''], unit, language)]]
  const shown = names.filter((name) => reading[name])
  const below = shown.map((name) => [
    `  ${parts[name]?.[language] ?? name}`,
    ...cellsOf(reading[name], unit, language),
  ])
  return [[title[language]], ...below]
}

function figuresText(
  lines: readonly { readonly metric: ListedMetric; readonly reading: Reading | undefined }[],
  language: Language,
): string {
  const { head } = words[language]
  const rows = lines.flatMap(({ metric, reading }) => rowsOf(metric, reading, language))
  return textTable([head, ...rows], head.length)
}

/** `2026-10-01 00:00` by the wall clock there. */
export function localText(at: number, timeZone: string): string {
  const local = new Date(at + zoneOf(timeZone).offsetAt(at)).toISOString()
  return local.slice(0, 16).replace('T', ' ')
}

function waitingText({ waiting, waitingAt }: KpiReport, { language, timeZone }: Reader): string {
  const { waiting: title, more } = words[language]
  if (waiting.length === 0) return ''
  const rows = waiting
    .slice(0, mostWaiting)
    .map(({ conversation, channel, at }) => [
      `  ${conversation}`,
      channel,
      localText(at, timeZone),
      spanText(waitingAt - at),
    ])
  const rest = waiting.length - rows.length
  return `\n${title(waiting.length)}\n${textTable(rows, 4)}${rest > 0 ? `  ${more(rest)}\n` : ''}`
}

function groupsText({ lines }: KpiReport, language: Language): string {
  const places = [...new Set(lines.flatMap(({ groups }) => [...groups.keys()]))].sort()
  const texts = places.map((place) => {
    const own = lines.map(({ metric, groups }) => ({ metric, reading: groups.get(place) }))
    const told = own.filter(({ reading }) => reading)
    return `\n== ${place || words[language].notSaid} ==\n${figuresText(told, language)}`
  })
  return texts.join('')
}

/** The report as a person reads it. */
export function kpiTable(report: KpiReport, counts: EventCounts, reader: Reader): string {
  const { language, timeZone } = reader
  const said = words[language]
  const time = (at: number | undefined): string =>
    at === undefined ? '–' : localText(at, timeZone)
  const head = [
    `${said.period}: ${time(report.from)} – ${time(report.to)} (${timeZone})`,
    `${said.asOf}: ${time(report.asOf)}   ${said.newest}: ${time(counts.newestAt)}`,
    said.events(counts.read, counts.later, counts.repeated),
  ].join('\n')
  const figures = figuresText(report.lines, language)
  return `${head}\n\n${figures}${waitingText(report, reader)}${groupsText(report, language)}`
}

/** How a metric is computed, whole. */
export function explanation(metric: ListedMetric, language: Language): string {
  const said = words[language]
  const { id, title, formula, exclusions, version } = metric
  const left = exclusions.map((one) => `  - ${one[language]}\n`).join('')
  return (
    `${title[language]} (${id}, ${said.version} ${version})\n` +
    `${said.formula}: ${formula[language]}\n` +
    (left && `${said.exclusions}:\n${left}`)
  )
}
