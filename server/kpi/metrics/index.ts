import type { ListedMetric } from '../define-metric.ts'
import { demandVolume } from './demand-volume.ts'
import { everyResponse } from './every-response.ts'
import { firstContactResolution } from './first-contact-resolution.ts'
import { firstResponse } from './first-response.ts'
import { mentionCoverage } from './mention-coverage.ts'
import { reopenRate } from './reopen-rate.ts'
import { responseRate } from './response-rate.ts'
import { satisfaction } from './satisfaction.ts'
import { serviceLevel } from './service-level.ts'
import { stillWaiting } from './still-waiting.ts'
import { transferRate } from './transfer-rate.ts'

/** Every figure, in the order shown: by the stage at which it is worth looking at. */
export const metrics: readonly ListedMetric[] = [
  demandVolume,
  responseRate,
  firstResponse,
  everyResponse,
  stillWaiting,
  serviceLevel,
  mentionCoverage,
  firstContactResolution,
  transferRate,
  reopenRate,
  satisfaction,
]

const byId = new Map(metrics.map((metric) => [metric.id, metric]))

/** Undefined: no such metric. */
export function metricById(id: string): ListedMetric | undefined {
  return byId.get(id)
}
