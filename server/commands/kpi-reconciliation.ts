import type { ReconciliationRecord } from '../jobs/reconcile-night.ts'
import { reasonWords } from '../kpi/reconcile-reasons.ts'
import type { Difference, Measure, UnreachedReply } from '../kpi/reconcile.ts'
import { localText, spanText, type Reader } from './kpi-table.ts'
import { textTable } from './text-table.ts'

const words = {
  zh: {
    none: '尚未与 Zendesk 的数字比对过',
    head: (at: string, from: string, to: string) => `比对时刻: ${at}   期间: ${from} – ${to}`,
    counts: (tickets: number, differences: number, unexplained: number) =>
      `比对工单 ${tickets} 张，差异 ${differences} 处，原因不明的工单 ${unexplained} 张`,
    unreached: 'Zendesk 计入而客户没有收到的回复:',
    ends: { failed: '发送失败', unconfirmed: '暂扣或未确认送达' },
    isFirst: '首次响应按它计算',
    agent: '客服',
    unexplained: '原因不明的工单:',
    differences: '差异',
    sides: ['我们', 'Zendesk', '差'],
    measures: {
      first_reply: '首次响应时长',
      first_solve: '首次解决时长',
      last_solve: '最终解决时长',
      reopens: '重开次数',
      replies: '回复条数',
    },
  },
  en: {
    none: 'Nothing was compared with Zendesk’s figures yet',
    head: (at: string, from: string, to: string) => `Compared: ${at}   Period: ${from} – ${to}`,
    counts: (tickets: number, differences: number, unexplained: number) =>
      `Tickets: ${tickets}   Differences: ${differences}   Tickets with unexplained ones: ${unexplained}`,
    unreached: 'Replies that Zendesk counts and the customer never received:',
    ends: { failed: 'failed', unconfirmed: 'held or unconfirmed' },
    isFirst: 'taken for the first response',
    agent: 'agent',
    unexplained: 'Unexplained tickets:',
    differences: 'Differences',
    sides: ['ours', 'Zendesk', 'difference'],
    measures: {
      first_reply: 'first response time',
      first_solve: 'first resolution time',
      last_solve: 'full resolution time',
      reopens: 'reopenings',
      replies: 'replies',
    },
  },
} as const

const isCount: ReadonlySet<Measure> = new Set(['reopens', 'replies'])

function amountText(measure: Measure, amount: number | undefined): string {
  if (amount === undefined) return '–'
  return isCount.has(measure) ? String(amount) : spanText(amount)
}

function signed(text: string): string {
  return text.startsWith('-') ? text : `+${text}`
}

/** A line of the figures, and one below for each reason. */
function rowsOf(
  { ticket, measure, ours, zendesk, difference, parts }: Difference,
  language: Reader['language'],
): readonly (readonly string[])[] {
  const sides = [ours, zendesk].map((side) => amountText(measure, side))
  const told = signed(amountText(measure, difference))
  return [
    [`#${ticket} ${words[language].measures[measure]}`, ...sides, told],
    ...parts.map(({ reason, amount }) => [
      '',
      '',
      '',
      signed(amountText(measure, amount)),
      reasonWords[reason][language],
    ]),
  ]
}

function unreachedRow(
  { ticket, writtenAt, agent, end, isFirst }: UnreachedReply,
  { language, timeZone }: Reader,
): string {
  const said = words[language]
  const told = [
    `#${ticket}`,
    localText(writtenAt, timeZone),
    ...(agent === undefined ? [] : [`${said.agent} ${agent}`]),
    said.ends[end],
    ...(isFirst ? [said.isFirst] : []),
  ]
  return `  ${told.join('  ')}\n`
}

/** The last comparison with Zendesk's own figures as a person reads it: what is worst first. */
export function reconciliationText(
  record: ReconciliationRecord | undefined,
  reader: Reader,
): string {
  const { language, timeZone } = reader
  const said = words[language]
  if (!record) return `${said.none}\n`
  const { at, span, tickets, differences, unreached, unexplained } = record
  const time = (moment: number): string => localText(moment, timeZone)
  const rows = differences.flatMap((one) => rowsOf(one, language))
  const lost = unreached.map((one) => unreachedRow(one, reader)).join('')
  const open = unexplained.map((ticket) => `#${ticket}`).join(' ')
  return [
    `${said.head(time(at), time(span.from), time(span.until))} (${timeZone})\n`,
    `${said.counts(tickets, differences.length, unexplained.length)}\n`,
    lost && `\n${said.unreached}\n${lost}`,
    open && `\n${said.unexplained} ${open}\n`,
    rows.length > 0 ? `\n${textTable([[said.differences, ...said.sides], ...rows], 4)}` : '',
  ].join('')
}
