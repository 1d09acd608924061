import { readKpiReport, type KpiReport } from '../../server/api/kpi.ts'
import { ChartFrame } from '../kit/charts/ChartFrame.tsx'
import { HeatMap } from '../kit/charts/HeatMap.tsx'
import { useWords } from '../kit/i18n.tsx'
import { queryOf, useBoard } from './board.ts'
import { trendStep } from './days.ts'
import { figureCell } from './figure-table.ts'
import { pageWords } from './page-words.ts'
import { PanelState } from './PanelState.tsx'
import { slowPollMs, usePolled, type Polled } from './use-polled.ts'
import { useBoardMoments, useTexts } from './use-texts.ts'
import { words } from './words.ts'

const metric = 'demandVolume'
const mostRows = 8

interface Row {
  readonly key: string
  /** How many by moment, epoch ms. */
  readonly counts: ReadonlyMap<number, number>
}

const countsIn = (report: KpiReport): ReadonlyMap<number, number> =>
  new Map(
    (report.metrics[0]?.trend ?? []).map(({ at, reading }) => {
      const figure = reading['all'] ?? Object.values(reading)[0]
      return [Date.parse(at), figure?.value ?? figure?.n ?? 0]
    }),
  )

/** A report has no days by kind: the most frequent kinds are asked for one by one. */
function useRows(): Polled<readonly Row[]> {
  const { relay, bounds, address } = useBoard()
  const query = { ...queryOf(bounds, address), metrics: metric }
  async function load(): Promise<readonly Row[]> {
    const whole = await relay.call(readKpiReport, { query: { ...query, by: 'category' } })
    const keys = (whole.metrics[0]?.groups ?? [])
      .map(({ key }) => key)
      .filter((key) => key !== '')
      .slice(0, mostRows)
    return Promise.all(
      keys.map(async (key) => {
        const own = await relay.call(readKpiReport, { query: { ...query, category: key } })
        return { key, counts: countsIn(own) }
      }),
    )
  }
  return usePolled(load, JSON.stringify(query), slowPollMs)
}

function Days({ rows }: { readonly rows: readonly Row[] }) {
  const t = useWords(pageWords)
  const tb = useWords(words)
  const texts = useTexts()
  const { bounds } = useBoard()
  const moments = useBoardMoments(trendStep(bounds) < 86_400_000)
  const days = [...new Set(rows.flatMap(({ counts }) => [...counts.keys()]))].sort((a, b) => a - b)
  const most = Math.max(1, ...rows.flatMap(({ counts }) => [...counts.values()]))
  return (
    <ChartFrame
      title={t('categoryTime')}
      table={{
        columns: [
          { label: t('day') },
          ...rows.map(({ key }) => ({ label: texts.value('category', key), isNumber: true })),
        ],
        rows: days.map((day) => ({
          key: String(day),
          cells: [
            { text: moments.full(day), raw: new Date(day).toISOString() },
            ...rows.map(({ counts }) => figureCell(counts.get(day) ?? 0, 'count', texts.figure)),
          ],
        })),
      }}
    >
      <HeatMap
        label={`${t('categoryTime')} · ${tb('category')}`}
        hint={t('categoryTimeHint')}
        nameRoom={110}
        rows={rows.map(({ key }) => texts.value('category', key))}
        columns={days.map((day) => moments.tick(day))}
        cells={rows.flatMap(({ key, counts }) =>
          days.map((day) => {
            const n = counts.get(day) ?? 0
            const category = texts.value('category', key)
            return {
              strength: n / most,
              mark: n > 0 ? String(n) : undefined,
              text: t('itemsOn', { category, day: moments.full(day), n }),
            }
          }),
        )}
      />
    </ChartFrame>
  )
}

/** Which kinds came on which day. */
export function CategoryDays() {
  const polled = useRows()
  return (
    <PanelState polled={polled} isEmpty={(rows) => rows.length === 0}>
      {(rows) => <Days rows={rows} />}
    </PanelState>
  )
}
