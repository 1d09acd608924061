import { useState } from 'react'
import styled from 'styled-components'
import {
  readKpiHours,
  readKpiReport,
  type KpiHours,
  type KpiReport,
} from '../../../server/api/kpi.ts'
import { ChartFrame } from '../../kit/charts/ChartFrame.tsx'
import { useWords } from '../../kit/i18n.tsx'
import { Field } from '../../kit/parts.tsx'
import { readAddress } from '../address.ts'
import { queryOf, useBoard, type Board } from '../board.ts'
import { lastWeeks, type Bounds } from '../days.ts'
import { findingsOf, type Finding } from '../findings.ts'
import { shelve } from '../figures.ts'
import { Icon } from '../icons.tsx'
import { PanelState } from '../PanelState.tsx'
import { Card, Column, Lead, PageTitle, Quiet, SectionTitle, Small } from '../parts.tsx'
import { usePolled } from '../use-polled.ts'
import { useBoardMoments, useTexts } from '../use-texts.ts'
import { findingAddress, sentence, weekMarkdown, weekRows } from '../week-report.ts'
import { weekWords } from '../week-words.ts'

const Bar = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 8px;

  @media print {
    display: none;
  }
`

const Findings = styled.ul`
  display: grid;
  gap: 6px;
  margin-top: 8px;
  font-size: 13px;
  font-variant-numeric: tabular-nums;
`

const Line = styled.li`
  display: flex;
  align-items: baseline;
  gap: 10px;

  &::before {
    content: '';
    flex: none;
    width: 8px;
    height: 8px;
    border-radius: 4px;
    background: var(--wq-field);
  }

  &[data-kind='worse']::before,
  &[data-kind='peak']::before {
    background: var(--wq-danger);
  }

  &[data-kind='better']::before,
  &[data-kind='day']::before {
    background: var(--wq-good);
  }

  &[data-kind='thin']::before {
    background: var(--wq-warning);
  }

  & > a {
    color: var(--wq-accent);
    text-underline-offset: 3px;
    white-space: nowrap;
  }
`

interface Read {
  readonly week: KpiReport
  readonly before: KpiReport
  readonly hours: KpiHours | undefined
}

async function read(board: Board, ids: string, spans: ReturnType<typeof lastWeeks>): Promise<Read> {
  const { relay, address } = board
  const ask = (bounds: Bounds): Promise<KpiReport> =>
    relay.call(readKpiReport, { query: { ...queryOf(bounds, address), metrics: ids } })
  const [week, before, hours] = await Promise.all([
    ask(spans.week),
    ask(spans.before),
    // A report without staffing is still one.
    relay.call(readKpiHours, { query: queryOf(spans.week, address) }).catch(() => undefined),
  ])
  return { week, before, hours }
}

function Copy({ markdown }: { readonly markdown: string }) {
  const t = useWords(weekWords)
  const [state, setState] = useState<'idle' | 'copied' | 'copyFailed'>('idle')
  function copy(): void {
    navigator.clipboard.writeText(markdown).then(
      () => setState('copied'),
      () => setState('copyFailed'),
    )
  }
  return (
    <>
      <Bar>
        <Quiet type="button" onClick={() => window.print()}>
          <Icon name="print" />
          {t('print')}
        </Quiet>
        <Quiet type="button" onClick={copy}>
          <Icon name={state === 'copied' ? 'check' : 'copy'} />
          {t('copy')}
        </Quiet>
        <Small role="status">{state === 'idle' ? '' : t(state)}</Small>
      </Bar>
      {state === 'copyFailed' && (
        <Field
          readOnly
          rows={12}
          aria-label={t('markdown')}
          value={markdown}
          onFocus={({ target }) => target.select()}
        />
      )}
    </>
  )
}

function Found({
  finding,
  text,
  hash,
}: {
  readonly finding: Finding
  readonly text: string
  readonly hash: string
}) {
  const t = useWords(weekWords)
  const { go } = useBoard()
  return (
    <Line data-kind={finding.kind}>
      <span>{text}</span>
      <a
        href={hash}
        aria-label={`${t('see')}: ${text}`}
        onClick={(event) => {
          event.preventDefault()
          go(readAddress(hash))
        }}
      >
        {t('see')}
      </a>
    </Line>
  )
}

const heads = ['figure', 'week', 'before', 'change', 'n'] as const

function Report({ value, span }: { readonly value: Read; readonly span: Bounds }) {
  const t = useWords(weekWords)
  const texts = useTexts()
  const moments = useBoardMoments()
  const { catalogue, address } = useBoard()
  const words = { t, texts, moments }
  const metrics = shelve(catalogue.metrics, catalogue.stage).open
  const findings = findingsOf({ metrics, ...value })
  const rows = weekRows(metrics, value.week, value.before, words)
  const range = t('range', { from: moments.day(span.from), to: moments.day(span.to - 1) })
  const hashOf = (finding: Finding): string =>
    findingAddress(finding, span, catalogue.timeZone, address.filters)
  const place = location.href.split(/[?#]/, 1)[0] ?? ''
  const markdown = weekMarkdown(
    { findings, rows, range, addressOf: (finding) => place + hashOf(finding) },
    words,
  )
  return (
    <Column>
      <Copy markdown={markdown} />
      <PageTitle as="h3">
        {t('title')} <Small>{range}</Small>
      </PageTitle>
      <Card aria-label={t('findings')}>
        <SectionTitle as="h4" style={{ margin: 0 }}>
          {t('findings')}
        </SectionTitle>
        {findings.length === 0 && <Lead>{t('noFindings')}</Lead>}
        <Findings>
          {findings.map((finding) => {
            const text = sentence(finding, words)
            return <Found key={text} {...{ finding, text }} hash={hashOf(finding)} />
          })}
        </Findings>
      </Card>
      <ChartFrame
        title={t('figures')}
        table={{
          columns: heads.map((name, at) => ({ label: t(name), isNumber: at > 0 })),
          rows: rows.map(({ metric, cells }) => ({
            key: metric.id,
            cells: cells.map((text) => ({ text })),
          })),
        }}
      />
    </Column>
  )
}

/** The last full week against the one before, to print or to paste. */
export function Week() {
  const t = useWords(weekWords)
  const board = useBoard()
  const { catalogue, relay, address } = board
  const spans = lastWeeks(relay.now(), catalogue.timeZone)
  const ids = shelve(catalogue.metrics, catalogue.stage)
    .open.map(({ id }) => id)
    .join(',')
  const key = JSON.stringify([spans, address.filters, ids])
  // A report that is read does not change while it is.
  const polled = usePolled(() => read(board, ids, spans), key, 'once')
  return (
    <Column>
      <Lead>{t('lead')}</Lead>
      <PanelState polled={polled}>
        {(value) => <Report value={value} span={spans.week} />}
      </PanelState>
    </Column>
  )
}
