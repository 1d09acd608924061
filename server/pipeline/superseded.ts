import type { ReplyRow } from '../core/store/outbox.ts'
import { supersededNotice } from './notice-text.ts'
import type { Runtime } from './runtime.ts'

/**
 * Failed replies written before one that the customer now has ask for nobody any more: the ticket loses
 * their tag, once. While a later one has failed too, it stays.
 */
export async function tellSuperseded(runtime: Runtime, sent: ReplyRow): Promise<void> {
  const { tenant, conversation, writtenAt } = sent
  const failed = await runtime.store.outbox.repliesOf(tenant, { conversation, states: ['failed'] })
  const [newest] = failed
  if (!newest || failed.some((reply) => reply.writtenAt >= writtenAt)) return
  const locale = runtime.tenants.get(tenant)?.locale ?? 'zh-CN'
  await runtime.store.outbox.addNotice(tenant, supersededNotice(newest, locale))
  runtime.wake.call('notices')
}
