import styled from 'styled-components'
import type { KpiMetric, KpiReport } from '../../../server/api/kpi.ts'
import type { KpiSheet } from '../../../server/api/kpi-sheet.ts'
import { ChartFrame } from '../../kit/charts/ChartFrame.tsx'
import type { Table } from '../../kit/charts/table.ts'
import { useWords } from '../../kit/i18n.tsx'
import { Act, Badge, Row } from '../../kit/parts.tsx'
import { useBoard } from '../board.ts'
import { dayOf } from '../days.ts'
import { figureCell } from '../figure-table.ts'
import { moduleMetrics, modulesOf, type ServiceModule } from '../modules/modules.ts'
import { moduleWords } from '../modules/module-words.ts'
import { PanelState } from '../PanelState.tsx'
import { Card, Column, Lead, SectionTitle, Small } from '../parts.tsx'
import { useMoney } from '../roi/use-money.ts'
import { useReport } from '../use-report.ts'
import { useTexts } from '../use-texts.ts'
import { Value } from '../Value.tsx'

const Six = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 280px), 1fr));
  gap: 12px;
`

const Box = styled(Card)`
  display: grid;
  grid-template-rows: auto auto 1fr auto;
  gap: 8px;

  &[data-state='unconnected'] {
    background: transparent;
    border-style: dashed;
  }
`

const Head = styled.div`
  display: flex;
  gap: 8px;
  justify-content: space-between;
  align-items: flex-start;
`

const Facts = styled.dl`
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  gap: 2px 12px;
  align-content: start;
  margin: 0;
  color: var(--wq-soft);
  font-size: 12px;
  font-variant-numeric: tabular-nums;

  dd {
    margin: 0;
    color: var(--wq-ink);
    text-align: right;
  }
`

/** What was typed for the month, for the module by name or for one of its channels. */
function costOf(
  { inputs }: KpiSheet,
  { name, channels }: ServiceModule,
  { month, title }: { readonly month: string; readonly title: string },
): number | undefined {
  const names = new Set([name, title, ...channels])
  const own = inputs.filter(
    ({ kind, of, month: its }) => kind === 'staffCost' && its === month && names.has(of ?? ''),
  )
  return own.length === 0 ? undefined : own.reduce((sum, { likely }) => sum + likely, 0)
}

interface Told {
  readonly modules: readonly ServiceModule[]
  readonly resolved: number
}

function useCost(): (module: ServiceModule) => string {
  const t = useWords(moduleWords)
  const money = useMoney()
  const { sheet, bounds, catalogue } = useBoard()
  const month = dayOf(bounds.to - 1, catalogue.timeZone).slice(0, 7)
  return (module) => {
    const cost = costOf(sheet.document, module, { month, title: t(module.name) })
    return cost === undefined ? t('costNone') : money(cost)
  }
}

function Acts({ module, mode }: { module: ServiceModule; mode: KpiMetric | undefined }) {
  const t = useWords(moduleWords)
  const texts = useTexts()
  const { address, go, show } = useBoard()
  const part = { community: 'peer', self: 'self' }[module.name as string]
  return (
    <Row>
      {module.channels.map((channel) => (
        <Act
          key={channel}
          type="button"
          onClick={() => go({ page: 'now', filters: { ...address.filters, channel } })}
        >
          {t('figures', { name: texts.value('channel', channel) })}
        </Act>
      ))}
      {part !== undefined && mode && module.state === 'active' && (
        <Act type="button" onClick={() => show({ kind: 'tickets', metric: mode, part })}>
          {t('tickets')}
        </Act>
      )}
    </Row>
  )
}

function ModuleCard({
  module,
  told,
  mode,
}: {
  readonly module: ServiceModule
  readonly told: Told
  readonly mode: KpiMetric | undefined
}) {
  const t = useWords(moduleWords)
  const texts = useTexts()
  const cost = useCost()
  const { name, state, volume, resolved } = module
  return (
    <Box aria-label={t(name)} data-state={state}>
      <Head>
        <div>
          <SectionTitle>{t(name)}</SectionTitle>
          <Small>{t(`${name}Is`)}</Small>
        </div>
        <Badge data-tone={state === 'active' ? 'accent' : undefined}>{t(state)}</Badge>
      </Head>
      {state === 'unconnected' ? (
        <Small>{t('unconnectedWhy')}</Small>
      ) : (
        <>
          <Value value={volume ?? resolved} unit="count" />
          <Facts>
            <dt>{t('volume')}</dt>
            <dd>{volume === undefined ? t('fromOthers') : texts.figure(volume, 'count')}</dd>
            <dt>{t('resolved')}</dt>
            <dd>{texts.figure(resolved, 'count')}</dd>
            <dt>{t('ofAll')}</dt>
            <dd>
              {texts.figure(told.resolved === 0 ? undefined : resolved / told.resolved, 'share')}
            </dd>
            <dt>{t('cost')}</dt>
            <dd>{cost(module)}</dd>
          </Facts>
        </>
      )}
      <Acts module={module} mode={mode} />
    </Box>
  )
}

function useTable({ modules, resolved: all }: Told): Table {
  const t = useWords(moduleWords)
  const texts = useTexts()
  const cost = useCost()
  return {
    columns: (['module', 'state', 'volume', 'resolved', 'ofAll', 'cost'] as const).map(
      (name, at) => ({ label: t(name), isNumber: at > 1 }),
    ),
    rows: modules.map((module) => {
      const isKnown = module.state !== 'unconnected'
      const share = isKnown && all > 0 ? module.resolved / all : undefined
      return {
        key: module.name,
        cells: [
          { text: t(module.name) },
          { text: t(module.state) },
          figureCell(isKnown ? module.volume : undefined, 'count', texts.figure),
          figureCell(isKnown ? module.resolved : undefined, 'count', texts.figure),
          figureCell(share, 'share', texts.figure),
          { text: cost(module) },
        ],
      }
    }),
  }
}

function ServiceMap({ report }: { readonly report: KpiReport }) {
  const t = useWords(moduleWords)
  const { metrics } = useBoard().catalogue
  const modules = modulesOf(report)
  const told = { modules, resolved: modules.reduce((sum, { resolved }) => sum + resolved, 0) }
  const mode = metrics.find(({ id }) => id === 'serviceMode')
  const table = useTable(told)
  return (
    <Column>
      <Six>
        {modules.map((module) => (
          <ModuleCard key={module.name} module={module} told={told} mode={mode} />
        ))}
      </Six>
      <ChartFrame title={t('table')} table={table} />
    </Column>
  )
}

/** Which of the six modules carries how much. */
export function Modules() {
  const t = useWords(moduleWords)
  const { metrics } = useBoard().catalogue
  const known = moduleMetrics.filter((id) => metrics.some((metric) => metric.id === id))
  const report = useReport({ metrics: known, by: 'channel' })
  return (
    <Column>
      <Lead>{t('modulesLead')}</Lead>
      <PanelState
        polled={report}
        isEmpty={(value) => value.metrics.every(({ groups }) => groups.length === 0)}
      >
        {(value) => <ServiceMap report={value} />}
      </PanelState>
    </Column>
  )
}
