import { useEffect, useRef } from 'react'
import { recordIntent } from '../../server/api/intents.ts'
import type { Guidance } from '../../server/api/guidance.ts'
import { useLanguage } from '../kit/i18n.tsx'
import type { Relay } from '../kit/relay.ts'
import type { Zaf } from '../kit/zaf.ts'
import type { Composer } from './composer.ts'
import { isOurs } from './judging.ts'
import { answerSolve } from './solve-gate.ts'
import { answerSave, type Reasons } from './save-gate.ts'
import type { Judgement } from './use-findings.ts'

/** Zendesk waits with the save for as long. */
const recordMs = 3000

interface Inputs {
  readonly zaf: Zaf
  readonly composer: Composer
  readonly relay: Relay | undefined
  readonly ticket: string | undefined
  readonly guidance: Guidance | undefined
  readonly judgement: Judgement
  readonly reasons: Reasons
}

/** Stops a save on a block, on an error without a reason, and on solving with required steps open. */
export function useSaveGate(inputs: Inputs): void {
  const { locale } = useLanguage()
  const newest = useRef({ ...inputs, locale })
  newest.current = { ...inputs, locale }
  const { zaf } = inputs
  useEffect(
    () =>
      zaf.onSave(async () => {
        const { composer, relay, ticket, guidance, judgement, reasons } = newest.current
        // As both stand at this moment, not as they stood when something last changed.
        const [status, draft] = await Promise.all([zaf.get('ticket.status'), composer.read()])
        const solving = answerSolve(newest.current.locale, status, guidance?.casework)
        if (solving !== true) return solving
        const holds = draft.text === judgement.draft ? reasons : new Map<string, string>()
        return answerSave(draft, {
          locale: newest.current.locale,
          isOurs: isOurs(guidance),
          findings: judgement.judgeNow(draft.text),
          reasons: holds,
          async record(overrides) {
            if (!relay || ticket === undefined) throw new TypeError('Nobody to record it.')
            const body = { draft: draft.text, overrides: [...overrides] }
            await relay.call(recordIntent, {
              parts: { ticketId: ticket },
              body,
              timeoutMs: recordMs,
            })
          },
        })
      }),
    [zaf],
  )
}
