import { listAccounts, readPersona, writePersona } from './accounts.ts'
import { recordCasework } from './casework.ts'
import { listClusters } from './clusters.ts'
import { readCrisis, switchCrisis } from './crisis.ts'
import {
  bindNumber,
  linkCustomer,
  markPromise,
  readCustomer,
  recordConsent,
  setPreferences,
  suggestLinks,
  unbindNumber,
  undoLink,
  unlinkCustomer,
} from './customers.ts'
import type { Endpoint } from './endpoint.ts'
import { actOnIncident, previewIncident, readIncident } from './incidents.ts'
import { readGuidance, readPulse } from './guidance.ts'
import { listDismissals, recordDismissal, recordIntent } from './intents.ts'
import {
  readKpiAttention,
  readKpiCatalogue,
  readKpiHours,
  readKpiMap,
  readKpiReport,
  readKpiTickets,
} from './kpi.ts'
import { readKpiFunnel } from './kpi-funnel.ts'
import { readKpiSheet, readKpiStages, writeKpiSheet } from './kpi-sheet.ts'
import { readMacros, readReadyReplies, rewriteReadyReply, searchEvidence } from './ready.ts'
import { actOnReply, listHeldReplies } from './replies.ts'
import { renewSession } from './session.ts'
import { correctUnderstanding } from './understanding.ts'

/** Everything under `/api/v1`. */
export const endpoints = [
  renewSession,
  readGuidance,
  readPulse,
  readReadyReplies,
  rewriteReadyReply,
  readMacros,
  searchEvidence,
  recordIntent,
  recordDismissal,
  recordCasework,
  correctUnderstanding,
  listDismissals,
  listHeldReplies,
  actOnReply,
  readCrisis,
  switchCrisis,
  listClusters,
  readIncident,
  previewIncident,
  actOnIncident,
  listAccounts,
  readPersona,
  writePersona,
  readCustomer,
  suggestLinks,
  linkCustomer,
  unlinkCustomer,
  undoLink,
  bindNumber,
  unbindNumber,
  recordConsent,
  setPreferences,
  markPromise,
  readKpiCatalogue,
  readKpiReport,
  readKpiTickets,
  readKpiAttention,
  readKpiHours,
  readKpiMap,
  readKpiFunnel,
  readKpiSheet,
  writeKpiSheet,
  readKpiStages,
] as const satisfies readonly Endpoint[]
