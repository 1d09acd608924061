import { gate } from '../pipeline/gate.ts'
import { relayBed } from './relay-bed.ts'
import { Dice, hostileReplies, type HostileReply } from './hostile-replies.ts'
import { ruleExamples } from './rule-examples.ts'

export interface GateFuzz {
  readonly sends: number
  readonly seed: number
  /** How many of each material were tried. */
  readonly tried: Readonly<Record<string, number>>
  /** Replies that would have gone out. */
  readonly leaks: readonly HostileReply[]
}

/** Sends hostile replies through the relay's gate and keeps those which it would let pass. */
export async function fuzzGate(
  sends: number,
  seed: number,
  told: (done: number) => void = () => undefined,
): Promise<GateFuzz> {
  const bed = await relayBed({ mergeMs: 0 })
  try {
    await bed.say('断网了')
    await bed.settle()
    const tenant = bed.runtime.tenants.get('acme')
    const served = tenant?.accounts.get('wx')
    const [conversation] = await bed.store.inbox.conversationByTicket('acme', { id: '100' })
    if (!tenant || !served || !conversation) throw new Error('the bed has no conversation')
    const next = hostileReplies(await ruleExamples())
    const dice = new Dice(seed)
    const tried: Record<string, number> = {}
    const leaks: HostileReply[] = []
    for (let sent = 0; sent < sends; sent++) {
      const reply = next(dice)
      tried[reply.material] = (tried[reply.material] ?? 0) + 1
      const runtime = { ...bed.runtime, lintContext: () => Promise.resolve(reply.context) }
      const found = await gate(runtime, {
        tenant,
        served,
        conversation,
        text: reply.text,
        author: '7',
        code: 'A17',
        attachmentKinds: [],
        sends: 1,
        writtenAt: 0,
      })
      if (!found.some(({ severity }) => severity === 'block')) leaks.push(reply)
      told(sent + 1)
    }
    return { sends, seed, tried, leaks }
  } finally {
    await bed.close()
  }
}
