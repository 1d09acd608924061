import type { PersonaRule } from '../rule.ts'
import { channelLimits } from './channel-limits.ts'
import { noPersonalDataInPublic } from './no-personal-data-in-public.ts'
import { noSecretsAsked } from './no-secrets-asked.ts'
import { oneAgentCode } from './one-agent-code.ts'
import { detailsRight } from './details-right.ts'

/** Every rule; a test holds this list to the folder. */
export const rules: readonly PersonaRule[] = [
  channelLimits,
  noPersonalDataInPublic,
  noSecretsAsked,
  oneAgentCode,
  detailsRight,
]
