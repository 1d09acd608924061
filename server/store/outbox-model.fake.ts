import type { ReplyState } from '../core/reply.ts'
import type { OutboxStore } from '../core/store/outbox.ts'

export type ActName = Parameters<OutboxStore['act']>[2]['do']

export const leaseMs = 15_000
const unknownBlocksMs = 30_000

/** One part of a reply as the outbox should see it. */
export interface ModelPart {
  readonly reply: string
  readonly seq: number
  state: ReplyState
  changedAt: number
  runAt: number
  until: number
  readBackAt: number | undefined
  /** The claim that may write to it. */
  holder: string | undefined
}

const allowed: Readonly<Record<ActName, readonly ReplyState[]>> = {
  release: ['held'],
  reject: ['held'],
  rewrite: ['held', 'failed'],
  customer_has_it: ['unknown'],
  send_again: ['unknown', 'failed'],
}

const heaviest: readonly ReplyState[] = ['unknown', 'failed', 'held', 'sending', 'queued']

/** What the outbox is meant to do with one conversation, written down without a database. */
export class OutboxModel {
  /** In the order they were enqueued. */
  parts: ModelPart[] = []
  /** Replies with an open dead letter. */
  readonly letters = new Set<string>()

  of(reply: string): readonly ModelPart[] {
    return this.parts.filter((part) => part.reply === reply)
  }

  part(id: string): ModelPart {
    const found = this.parts.find(({ reply, seq }) => `${reply}.${seq}` === id)
    if (!found) throw new TypeError(`no part ${id}`)
    return found
  }

  state(reply: string): ReplyState {
    const states = this.of(reply).map(({ state }) => state)
    if (states.length > 0 && states.every((state) => state === 'sent')) return 'sent'
    return heaviest.find((state) => states.includes(state)) ?? 'cancelled'
  }

  add(reply: string, from: number, more: { count: number; state: ReplyState; now: number }): void {
    for (let i = 0; i < more.count; i++) {
      this.parts.push({
        reply,
        seq: from + i,
        state: more.state,
        changedAt: more.now,
        runAt: more.now,
        until: 0,
        readBackAt: undefined,
        holder: undefined,
      })
    }
  }

  /** The part that may be claimed now, if any: one conversation, one send at a time. */
  due(now: number): ModelPart | undefined {
    if (this.parts.some(({ state }) => state === 'sending')) return undefined
    for (const part of this.parts) {
      if (part.state === 'queued') return part.runAt <= now ? part : undefined
      if (part.state === 'unknown' && part.changedAt > now - unknownBlocksMs) return undefined
    }
    return undefined
  }

  claim(now: number, holder: string): ModelPart | undefined {
    const part = this.due(now)
    if (part)
      Object.assign(part, { state: 'sending', changedAt: now, until: now + leaseMs, holder })
    return part
  }

  settle(part: ModelPart, state: ReplyState, now: number): void {
    Object.assign(part, { state, changedAt: now, until: 0, holder: undefined })
    if (state !== 'failed') return
    this.letters.add(part.reply)
    for (const later of this.of(part.reply))
      if (later.seq > part.seq && later.state === 'queued') later.state = 'cancelled'
  }

  sweep(now: number): readonly string[] {
    const lost = this.parts.filter(({ state, until }) => state === 'sending' && until <= now)
    for (const part of lost) {
      this.settle(part, 'unknown', now)
      part.readBackAt = now
    }
    return lost.map(({ reply }) => reply)
  }

  readBacks(now: number, holder: string): readonly ModelPart[] {
    const found = this.parts.filter(
      ({ state, readBackAt, until }) =>
        state === 'unknown' && readBackAt !== undefined && readBackAt <= now && until <= now,
    )
    for (const part of found) Object.assign(part, { until: now + leaseMs, holder })
    return found
  }

  private move(
    reply: string,
    from: readonly ReplyState[],
    change: { to: ReplyState; now: number },
  ) {
    const { to: state, now } = change
    for (const part of this.of(reply)) {
      if (!from.includes(part.state)) continue
      const free = { until: 0, readBackAt: undefined, holder: undefined }
      Object.assign(part, { state, changedAt: now, runAt: now, ...free })
    }
  }

  /** Whether the act applies; carries it out if so. */
  act(reply: string, name: ActName, now: number): boolean {
    if (!allowed[name].includes(this.state(reply)) || this.of(reply).length === 0) return false
    if (name === 'release') this.move(reply, ['held'], { to: 'queued', now })
    if (name === 'reject') this.move(reply, ['held'], { to: 'cancelled', now })
    if (name === 'customer_has_it') this.move(reply, ['unknown'], { to: 'sent', now })
    if (name === 'send_again')
      this.move(reply, ['unknown', 'failed', 'cancelled'], { to: 'queued', now })
    if (name === 'rewrite') this.rewrite(reply, now)
    if (this.state(reply) !== 'failed') this.letters.delete(reply)
    return true
  }

  private rewrite(reply: string, now: number): void {
    const next = Math.max(...this.of(reply).map(({ seq }) => seq)) + 1
    const gone: readonly ReplyState[] = ['held', 'failed', 'cancelled', 'queued']
    this.parts = this.parts.filter((part) => part.reply !== reply || !gone.includes(part.state))
    this.add(reply, next, { count: 1, state: 'queued', now })
  }

  replay(reply: string, now: number): void {
    this.letters.delete(reply)
    this.move(reply, ['failed', 'cancelled'], { to: 'queued', now })
  }
}
