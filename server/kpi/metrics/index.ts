import type { ListedMetric } from '../define-metric.ts'
import { abandonedRate } from './abandoned-rate.ts'
import { acknowledgementTime } from './acknowledgement-time.ts'
import { assignmentTime } from './assignment-time.ts'
import { backlog } from './backlog.ts'
import { deflectionRate } from './deflection-rate.ts'
import { deliveryReach } from './delivery-reach.ts'
import { demandVolume } from './demand-volume.ts'
import { directAnswerShare } from './direct-answer-share.ts'
import { dispatchRate } from './dispatch-rate.ts'
import { dispatchReturnTime } from './dispatch-return-time.ts'
import { everyResponse } from './every-response.ts'
import { firstContactResolution } from './first-contact-resolution.ts'
import { firstResponse } from './first-response.ts'
import { hopsToAnswer } from './hops-to-answer.ts'
import { listeningCoverage } from './listening-coverage.ts'
import { listeningVolume } from './listening-volume.ts'
import { mentionCoverage } from './mention-coverage.ts'
import { oneTouchRate } from './one-touch-rate.ts'
import { outreachAnswerRate } from './outreach-answer-rate.ts'
import { peerResolvedShare } from './peer-resolved-share.ts'
import { personaConsistency } from './persona-consistency.ts'
import { qualityMapScore } from './quality-map-score.ts'
import { recoveredMood } from './recovered-mood.ts'
import { relevanceRate } from './relevance-rate.ts'
import { relevantVolume } from './relevant-volume.ts'
import { reopenRate } from './reopen-rate.ts'
import { resolutionTime } from './resolution-time.ts'
import { responseRate } from './response-rate.ts'
import { satisfaction } from './satisfaction.ts'
import { sentimentChange } from './sentiment-change.ts'
import { serviceLevel } from './service-level.ts'
import { serviceMode } from './service-mode.ts'
import { stageTimes } from './stage-times.ts'
import { stillWaiting } from './still-waiting.ts'
import { transferRate } from './transfer-rate.ts'
import { unfollowRate } from './unfollow-rate.ts'

/** Every figure, in the order shown: by the stage at which it is worth looking at. */
export const metrics: readonly ListedMetric[] = [
  demandVolume,
  listeningVolume,
  relevantVolume,
  responseRate,
  firstResponse,
  everyResponse,
  acknowledgementTime,
  stillWaiting,
  serviceLevel,
  mentionCoverage,
  abandonedRate,
  resolutionTime,
  assignmentTime,
  backlog,
  listeningCoverage,
  relevanceRate,
  deliveryReach,
  firstContactResolution,
  transferRate,
  reopenRate,
  oneTouchRate,
  hopsToAnswer,
  stageTimes,
  directAnswerShare,
  satisfaction,
  sentimentChange,
  recoveredMood,
  qualityMapScore,
  personaConsistency,
  unfollowRate,
  serviceMode,
  peerResolvedShare,
  deflectionRate,
  dispatchRate,
  dispatchReturnTime,
  outreachAnswerRate,
]

const byId = new Map(metrics.map((metric) => [metric.id, metric]))

/** Undefined: no such metric. */
export function metricById(id: string): ListedMetric | undefined {
  return byId.get(id)
}
