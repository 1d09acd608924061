import type { Reading, Stage } from './metric.ts'

/** What a figure must be before a stage is worth looking at. */
export interface StageCheck {
  /** The figure's id, and its part behind a dot. */
  readonly id: string
  readonly met: boolean
  /** null: no data. */
  readonly value: number | null
  readonly wanted: number
  readonly n: number
}

interface Asked {
  readonly metric: string
  readonly part: string
  /** Of a figure of durations the coverage is asked for. */
  readonly of: 'value' | 'coverage'
  readonly wanted: number
  /** Measured on fewer it says nothing yet. */
  readonly least: number
}

/** The last 28 days: four of each weekday. */
export const stageWindowDays = 28

const share = (metric: string, part: string, wanted: number, least = 20): Asked => {
  return { metric, part, of: 'value', wanted, least }
}

/**
 * A stage builds on the one before it (S2-12, S2-22): service levels say little of a channel that is not
 * answered, quality little where nobody looks at all of it, value little where quality is not known.
 * The thresholds are the product's own, chosen as the sector's usual floors; a lead may set any stage.
 */
const asked: Readonly<Record<Stage, readonly Asked[]>> = {
  1: [],
  2: [
    share('demandVolume', 'withoutSpamAndClosers', 100, 100),
    share('responseRate', '', 0.9),
    {
      metric: 'firstResponseSeconds',
      part: 'customerWait.calendar',
      of: 'coverage',
      wanted: 0.8,
      least: 20,
    },
  ],
  3: [
    share('serviceLevel', 'calendar', 0.8),
    share('listeningCoverage', '', 0.95),
    { metric: 'resolutionTime', part: 'first.calendar', of: 'coverage', wanted: 0.8, least: 20 },
  ],
  4: [
    share('fcr', '', 0.7),
    share('csat', '', 0.8),
    { metric: 'qualityMapScore', part: '', of: 'coverage', wanted: 0.5, least: 20 },
  ],
}

const stages = [1, 2, 3, 4] as const

/** Which figures the checklist looks at. */
export const stageMetrics: readonly string[] = [
  ...new Set(stages.flatMap((stage) => asked[stage].map(({ metric }) => metric))),
]

function checkOf(
  { metric, part, of, wanted, least }: Asked,
  readings: ReadonlyMap<string, Reading>,
): StageCheck {
  const figure = readings.get(metric)?.[part]
  const value = figure?.[of] ?? null
  const n = figure?.n ?? 0
  const id = part === '' ? metric : `${metric}.${part}`
  return { id, met: value !== null && n >= least && value >= wanted, value, wanted, n }
}

/** How far the figures have come: the last stage whose checks, and those of every stage before it, are met. */
export function stagesReached(readings: ReadonlyMap<string, Reading>): {
  readonly reached: Stage
  readonly stages: readonly { readonly stage: Stage; readonly checks: readonly StageCheck[] }[]
} {
  const judged = stages.map((stage) => ({
    stage,
    checks: asked[stage].map((one) => checkOf(one, readings)),
  }))
  const open = judged.findIndex(({ checks }) => !checks.every(({ met }) => met))
  const reached = judged[open === -1 ? judged.length - 1 : open - 1]?.stage ?? 1
  return { reached, stages: judged }
}
