import type { GateFinding } from '../../core/store/outbox.ts'
import { gate } from '../gate.ts'
import { codeOf } from '../roster.ts'
import { accountOf, type Runtime, type TenantRuntime } from '../runtime.ts'
import type { Planned } from './plan.ts'

/** What the gate would find in somebody's text if it were sent now. Nobody who is left out is judged. */
export async function wouldHold(
  runtime: Runtime,
  tenant: TenantRuntime,
  { told, person: { conversation }, text }: Planned,
  by: string,
): Promise<readonly GateFinding[]> {
  const served = accountOf(runtime, tenant.id, conversation.account)
  if (told.leftOut !== undefined || !served) return []
  return gate(runtime, {
    tenant,
    served,
    conversation,
    text,
    author: by,
    code: by === '' ? '' : await codeOf(runtime, tenant, { id: by }),
    attachmentKinds: [],
    sends: 1,
    writtenAt: runtime.clock.now(),
  })
}
