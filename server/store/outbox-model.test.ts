import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ReplyState } from '../core/reply.ts'
import type { Store } from '../core/store/index.ts'
import type { ClaimedDelivery, DeliveryOutcome } from '../core/store/outbox.ts'
import { failureOf } from '../testing/failure-of.ts'
import { noticeOf, replyOf } from '../testing/replies.ts'
import { onEveryEngine, type StoreBed } from '../testing/store-bed.ts'
import { leaseMs, OutboxModel, type ActName } from './outbox-model.fake.ts'

type Ending = DeliveryOutcome['state']

type Step =
  | { readonly do: 'enqueue'; readonly reply: number; readonly isHeld: boolean; readonly n: number }
  | { readonly do: 'claim' | 'readBack'; readonly relay: number }
  | { readonly do: 'finish'; readonly which: number; readonly ending: Ending }
  | { readonly do: 'resolve'; readonly which: number; readonly isFound: boolean }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'sweep' }
  | { readonly do: 'act'; readonly reply: number; readonly act: ActName }
  | { readonly do: 'replay'; readonly reply: number }

const reply = fc.integer({ min: 0, max: 1 })
const relay = fc.integer({ min: 0, max: 1 })
const which = fc.nat({ max: 5 })

const machineSteps: readonly fc.WeightedArbitrary<Step>[] = [
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('enqueue' as const),
      reply,
      isHeld: fc.boolean(),
      n: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('claim' as const), relay }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('finish' as const),
      which,
      ending: fc.constantFrom<Ending>('sent', 'queued', 'failed', 'unknown'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('readBack' as const), relay }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('resolve' as const), which, isFound: fc.boolean() }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(500, leaseMs, 31_000),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sweep' as const) }) },
]

const humanSteps: readonly fc.WeightedArbitrary<Step>[] = [
  {
    weight: 14,
    arbitrary: fc.record({
      do: fc.constant('act' as const),
      reply,
      act: fc.constantFrom<ActName>(
        'release',
        'reject',
        'rewrite',
        'customer_has_it',
        'send_again',
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('replay' as const), reply }) },
]

/** Both drive the same steps; after each of them they must agree. */
class Run {
  readonly model = new OutboxModel()
  /** Every claim ever made, old ones too: a relay may wake up at any time and use its own. */
  readonly claims: { readonly id: string; readonly claim: ClaimedDelivery }[] = []
  readonly looks: { readonly id: string; readonly claim: ClaimedDelivery }[] = []
  readonly bed: StoreBed
  readonly relays: readonly Store[]
  #notices = 0

  constructor(bed: StoreBed, relays: readonly Store[]) {
    this.bed = bed
    this.relays = relays
  }

  get now(): number {
    return this.bed.clock.now()
  }

  get outbox() {
    return this.bed.store.outbox
  }

  notice(id: string) {
    return noticeOf(id, `${id}:${++this.#notices}`)
  }

  async take(step: Step): Promise<void> {
    switch (step.do) {
      case 'enqueue':
        return this.enqueue(step)
      case 'claim':
        return this.claim(step.relay)
      case 'finish':
        return this.finish(step)
      case 'readBack':
        return this.readBack(step.relay)
      case 'resolve':
        return this.resolve(step)
      case 'wait':
        return this.bed.clock.advance(step.ms)
      case 'sweep': {
        const swept = await this.outbox.sweep((row) => this.notice(row.id))
        expect(swept.map(({ id }) => id).sort()).toEqual([...this.model.sweep(this.now)].sort())
        return
      }
      case 'act':
        return this.act(`r${step.reply}`, step.act)
      case 'replay':
        return this.replay(`r${step.reply}`)
    }
  }

  async enqueue({ reply: n, isHeld, n: count }: Extract<Step, { do: 'enqueue' }>) {
    const id = `r${n}`
    const isNew = this.model.of(id).length === 0
    const state = isHeld ? 'held' : 'queued'
    const text = Array.from({ length: count }, (_, i) => `part ${i}`).join('\n')
    const answer = await this.outbox.enqueue(replyOf(id, { state, text }))
    if (isNew) this.model.add(id, 0, { count, state, now: this.now })
    expect(answer.isNew).toBe(isNew)
  }

  async claim(n: number): Promise<void> {
    const options = { owner: `relay-${n}`, limit: 10, forMs: leaseMs, needsWindow: [] }
    const found = await this.relays[n]!.outbox.claim(options)
    const id = `claim-${this.claims.length}`
    const expected = this.model.claim(this.now, id)
    expect(found.map((claim) => claim.id)).toEqual(
      expected ? [`${expected.reply}.${expected.seq}`] : [],
    )
    if (found[0]) this.claims.push({ id, claim: found[0] })
  }

  outcome(ending: Ending, id: string): DeliveryOutcome {
    const code = 'channel.down'
    const notice = this.notice(id)
    switch (ending) {
      case 'sent':
        return { state: 'sent', delivery: { at: this.now } }
      case 'queued':
        return { state: 'queued', runAt: this.now + 1000, code }
      case 'failed':
        return { state: 'failed', code, message: '', notice }
      case 'unknown':
        return { state: 'unknown', code, readBackAt: this.now + 500, notice }
    }
  }

  async finish({ which: n, ending }: Extract<Step, { do: 'finish' }>): Promise<void> {
    const held = this.claims[n % Math.max(1, this.claims.length)]
    if (!held) return
    const { claim, id } = held
    const call = this.outbox.finish(claim, this.outcome(ending, claim.reply.id))
    const part = this.model.parts.find((one) => one.holder === id)
    if (!part) {
      expect(await failureOf(call)).toBe('store.lease_lost not_done')
      return
    }
    expect((await call).id).toBe(part.reply)
    this.model.settle(part, ending, this.now)
    if (ending === 'queued') part.runAt = this.now + 1000
    if (ending === 'unknown') part.readBackAt = this.now + 500
  }

  async readBack(n: number): Promise<void> {
    const options = { owner: `relay-${n}`, limit: 10, forMs: leaseMs }
    const found = await this.relays[n]!.outbox.claimReadBacks(options)
    const id = `look-${this.looks.length}`
    const expected = this.model.readBacks(this.now, id)
    const ids = expected.map((part) => `${part.reply}.${part.seq}`).sort()
    expect(found.map((claim) => claim.id).sort()).toEqual(ids)
    for (const claim of found) this.looks.push({ id, claim })
  }

  async resolve({ which: n, isFound }: Extract<Step, { do: 'resolve' }>): Promise<void> {
    const held = this.looks[n % Math.max(1, this.looks.length)]
    if (!held) return
    const { claim, id } = held
    const notice = this.notice(claim.reply.id)
    const call = this.outbox.resolve(
      claim,
      isFound ? { state: 'sent', notice } : { state: 'unknown', nextAt: this.now + 500 },
    )
    const part = this.model.parts.find(
      (one) => one.holder === id && `${one.reply}.${one.seq}` === claim.id,
    )
    if (!part) {
      expect(await failureOf(call)).toBe('store.lease_lost not_done')
      return
    }
    await call
    if (isFound) this.model.settle(part, 'sent', this.now)
    else Object.assign(part, { until: 0, holder: undefined })
    part.readBackAt = isFound ? undefined : this.now + 500
  }

  async act(id: string, name: ActName): Promise<void> {
    const parts = [{ type: 'text' as const, text: 'other words' }]
    const act =
      name === 'rewrite'
        ? { do: name, by: 'agent-17', text: 'other words', parts }
        : { do: name, by: 'agent-17' }
    const call = this.outbox.act('acme', id, act)
    if (this.model.act(id, name, this.now)) expect((await call).id).toBe(id)
    else expect(await failureOf(call)).toBe('reply.state not_done')
  }

  async replay(id: string): Promise<void> {
    const letters = await this.bed.store.deadLetters.list({ tenant: 'acme' })
    const letter = letters.find(({ refersTo }) => refersTo === id)
    expect(letter !== undefined).toBe(this.model.letters.has(id))
    if (!letter) return
    for (const one of letters.filter(({ refersTo }) => refersTo === id))
      expect(await this.bed.store.deadLetters.replay('acme', one.id)).toBe(true)
    this.model.replay(id, this.now)
  }

  /** Every part and every reply stand where the model says. */
  async compare(): Promise<void> {
    const parts = await this.bed.rows<{ id: string; state: ReplyState }>(
      'select id, state from deliveries order by position',
    )
    expect(parts.map(({ id, state }) => `${id} ${state}`)).toEqual(
      this.model.parts.map((part) => `${part.reply}.${part.seq} ${part.state}`),
    )
    const replies = await this.bed.rows<{ id: string; state: ReplyState }>(
      'select id, state from replies',
    )
    for (const { id, state } of replies)
      expect(`${id} ${state}`).toBe(`${id} ${this.model.state(id)}`)
  }
}

/** Runs the steps from an empty store. */
async function runAll(bed: StoreBed, relays: readonly Store[], steps: readonly Step[]) {
  await bed.clear()
  const run = new Run(bed, relays)
  for (const step of steps) {
    await run.take(step)
    await run.compare()
  }
  return run
}

/** Every step is some round trips on PostgreSQL; a release asks for more through PROPERTY_RUNS. */
function runsOn({ engine }: StoreBed): { numRuns: number } {
  return { numRuns: Number(process.env['PROPERTY_RUNS'] ?? (engine === 'sqlite' ? 100 : 15)) }
}

const timeout = { timeout: 600_000 }

onEveryEngine('The outbox as a state machine', (bed) => {
  it(
    'moves exactly as the model under any order of sends, crashes, retries and acts',
    timeout,
    async () => {
      const relays = [bed.store, await bed.open()]
      const steps = fc.array(fc.oneof(...machineSteps, ...humanSteps), {
        minLength: 20,
        maxLength: 50,
      })
      await fc.assert(
        fc.asyncProperty(steps, async (given) => {
          await runAll(bed, relays, given)
        }),
        runsOn(bed),
      )
    },
  )

  it('never sends a held reply while nobody acts on it (S0-13)', timeout, async () => {
    const relays = [bed.store, await bed.open()]
    const steps = fc.array(fc.oneof(...machineSteps), { minLength: 5, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(steps, async (given) => {
        const held = given.flatMap((step, i) => {
          const isFirst =
            step.do === 'enqueue' &&
            !given.slice(0, i).some((s) => s.do === 'enqueue' && s.reply === step.reply)
          return isFirst && step.isHeld ? [`r${step.reply}`] : []
        })
        const run = await runAll(bed, relays, given)
        for (const id of held) expect((await run.outbox.reply('acme', id))?.state).toBe('held')
        expect(run.claims.filter(({ claim }) => held.includes(claim.reply.id))).toEqual([])
      }),
      runsOn(bed),
    )
  })

  it('sends what was held only after an act that names who did it (S0-13)', timeout, async () => {
    const relays = [bed.store, await bed.open()]
    const steps = fc.array(fc.oneof(...machineSteps, ...humanSteps), {
      minLength: 20,
      maxLength: 50,
    })
    await fc.assert(
      fc.asyncProperty(steps, async (given) => {
        await runAll(bed, relays, given)
        const free = new Map<string, boolean>()
        for (const entry of await bed.store.journal.read('acme', 0, 1000)) {
          const id = entry.reply ?? ''
          if (entry.type === 'reply_held') free.set(id, false)
          const isAct = ['reply_released', 'reply_rewritten'].includes(entry.type)
          if (isAct && entry.agent === 'agent-17') free.set(id, true)
          if (entry.type === 'sending' || entry.type === 'sent')
            expect(`${id} ${free.get(id) ?? true}`).toBe(`${id} true`)
        }
      }),
      runsOn(bed),
    )
  })
})
