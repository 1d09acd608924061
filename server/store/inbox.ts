import type { InboxStore } from '../core/store/inbox.ts'
import type { StoreContext } from './context.ts'
import { createConversations } from './conversation-reads.ts'
import { buryFiling, deferMessages, postponeLane } from './filing-failures.ts'
import { freezeFiling, learnTicket, settleFiling } from './filings.ts'
import { claimLanes, nextLaneDueAt, releaseLane, updateLane } from './lanes.ts'
import { createMailCounts } from './mail-counts.ts'
import { createMailReads, disposeMail, releaseQuarantined } from './mail.ts'
import type { Sorter } from './sorter.ts'

export function createInbox(
  context: StoreContext,
  sorter: Sorter,
): Omit<InboxStore, 'accept' | 'onMail'> {
  const { engine, now } = context

  return {
    ...createConversations(context, sorter),
    ...createMailReads(context, sorter),
    ...createMailCounts(context, sorter),
    async claimLanes(options) {
      await sorter.advance()
      return claimLanes(context, options)
    },
    async nextDueAt() {
      await sorter.advance()
      return nextLaneDueAt(context)
    },
    extendLane: (lane, forMs) =>
      engine.transaction((tx) => updateLane(tx, lane, { until: now() + forMs })),
    release: (lane) => engine.lightly((tx) => releaseLane(tx, lane)),
    freeze: freezeFiling(context),
    settle: settleFiling(context),
    learnTicket: learnTicket(context),
    postpone: postponeLane(context),
    bury: buryFiling(context),
    defer: deferMessages(context),
    releaseQuarantined: releaseQuarantined(context, sorter),
    dispose: disposeMail(context),
  }
}
