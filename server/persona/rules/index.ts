import type { PersonaRule } from '../rule.ts'
import { answerEveryPoint } from './answer-every-point.ts'
import { apologyBeforeReason } from './apology-before-reason.ts'
import { askWhenUnclear } from './ask-when-unclear.ts'
import { channelLimits } from './channel-limits.ts'
import { empathyFirst } from './empathy-first.ts'
import { guideNotInterrogate } from './guide-not-interrogate.ts'
import { noAdmissionWhileOpen } from './no-admission-while-open.ts'
import { noBlame } from './no-blame.ts'
import { noColdRefusal } from './no-cold-refusal.ts'
import { noPersonalDataInPublic } from './no-personal-data-in-public.ts'
import { noSarcasm } from './no-sarcasm.ts'
import { noSecretsAsked } from './no-secrets-asked.ts'
import { oneAgentCode } from './one-agent-code.ts'
import { detailsRight } from './details-right.ts'
import { patient } from './patient.ts'
import { lockedWording } from './locked-wording.ts'
import { noCompetitorAttack } from './no-competitor-attack.ts'
import { noPrivateOpinion } from './no-private-opinion.ts'
import { noRumourRepeated } from './no-rumour-repeated.ts'
import { noSideTaken } from './no-side-taken.ts'
import { noVerdictOnPeople } from './no-verdict-on-people.ts'
import { oneVoiceWithPr } from './one-voice-with-pr.ts'
import { progressDuringWaits } from './progress-during-waits.ts'
import { showYouListened } from './show-you-listened.ts'
import { solutionNotOnlyComfort } from './solution-not-only-comfort.ts'
import { sumUpLongInput } from './sum-up-long-input.ts'
import { noGuessing } from './no-guessing.ts'
import { sameAnswer } from './same-answer.ts'
import { approvedWording } from './approved-wording.ts'
import { personaName } from './persona-name.ts'
import { positiveFraming } from './positive-framing.ts'
import { noOpenSlots } from './no-open-slots.ts'
import { noBareTemplate } from './no-bare-template.ts'
import { formOfAddress } from './form-of-address.ts'
import { fittingEmoji } from './fitting-emoji.ts'
import { noTrendChasing } from './no-trend-chasing.ts'
import { invitesInteraction } from './invites-interaction.ts'
import { mayBeShared } from './may-be-shared.ts'
import { shortSentences } from './short-sentences.ts'
import { plainWords } from './plain-words.ts'
import { onePointPerParagraph } from './one-point-per-paragraph.ts'
import { listForPoints } from './list-for-points.ts'
import { checkUnderstanding } from './check-understanding.ts'
import { noVagueWords } from './no-vague-words.ts'
import { oneReading } from './one-reading.ts'
import { companyTerms } from './company-terms.ts'
import { spellingAndMarks } from './spelling-and-marks.ts'
import { knownLinksOnly } from './known-links-only.ts'
import { noSensitiveWords } from './no-sensitive-words.ts'
import { moveToPrivate } from './move-to-private.ts'
import { traceableCase } from './traceable-case.ts'
import { noPhoneBounce } from './no-phone-bounce.ts'
import { namedOwnerForVip } from './named-owner-for-vip.ts'
import { noSalesOnComplaint } from './no-sales-on-complaint.ts'
import { noAbsoluteClaims } from './no-absolute-claims.ts'
import { withinAuthority } from './within-authority.ts'

/** Rules that may stop a reply with a block or an error. */
export const stopping: readonly PersonaRule[] = [
  answerEveryPoint,
  channelLimits,
  empathyFirst,
  noAdmissionWhileOpen,
  noBlame,
  noColdRefusal,
  noPersonalDataInPublic,
  noSarcasm,
  noSecretsAsked,
  oneAgentCode,
  detailsRight,
  patient,
  lockedWording,
  noCompetitorAttack,
  noPrivateOpinion,
  noRumourRepeated,
  noSideTaken,
  noVerdictOnPeople,
  oneVoiceWithPr,
  noGuessing,
  sameAnswer,
  approvedWording,
  knownLinksOnly,
  noSensitiveWords,
  noSalesOnComplaint,
  noAbsoluteClaims,
  withinAuthority,
  noOpenSlots,
]

/** Rules that only ever warn or hint; a test holds them to it. */
const advising: readonly PersonaRule[] = [
  apologyBeforeReason,
  askWhenUnclear,
  guideNotInterrogate,
  progressDuringWaits,
  showYouListened,
  solutionNotOnlyComfort,
  sumUpLongInput,
  personaName,
  positiveFraming,
  noBareTemplate,
  formOfAddress,
  fittingEmoji,
  noTrendChasing,
  invitesInteraction,
  mayBeShared,
  shortSentences,
  plainWords,
  onePointPerParagraph,
  listForPoints,
  checkUnderstanding,
  noVagueWords,
  oneReading,
  companyTerms,
  spellingAndMarks,
  moveToPrivate,
  traceableCase,
  noPhoneBounce,
  namedOwnerForVip,
]

/** Every rule; a test holds this list to the folder. */
export const rules: readonly PersonaRule[] = [...stopping, ...advising]
