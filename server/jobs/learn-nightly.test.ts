import { beforeEach, expect, it } from 'vitest'
import type { Learnt } from '../understanding/learning/codec.ts'
import { chargingText } from '../understanding/learning/learning.fake.ts'
import { withLearnt } from '../understanding/learning/learn.ts'
import { understand } from '../understanding/understand.ts'
import { mail } from '../testing/mail.ts'
import { shipped } from '../testing/shipped-engine.ts'
import { recordingLog } from '../testing/silent-log.ts'
import { onEveryEngine, type StoreBed } from '../testing/store-bed.ts'
import { createLearner, gently, type LearningTenant } from './learn-nightly.ts'
import { learnTenant } from './learn-tenant.ts'

const day = 24 * 3_600_000
const fresh = '这个快充桩枪头卡住拔不下来了'

/** Messages of a tenant's customers, and what an agent says each of them is about. */
async function correct(bed: StoreBed, count: number, value = 'charging', tenant = 'acme') {
  const items = Array.from({ length: count }, (_, n) => {
    const text = chargingText(n)
    return mail({ tenant, key: `k${n}`, message: { parts: [{ type: 'text', text }] } })
  })
  await bed.store.inbox.accept(items)
  const rows = await bed.rows<{ id: string }>(
    `select id from inbox where tenant = '${tenant}' order by id`,
  )
  for (const { id } of rows) {
    const label = { message: id, field: 'category', value, at: 1, agent: '7' }
    const entry = { type: 'understanding_corrected', at: 1, message: id } as const
    await bed.store.learning.label(tenant, label, entry)
  }
}

/** What one relay reads a tenant's texts with. */
function reading(id = 'acme') {
  let models = shipped.models
  const tenant: LearningTenant = {
    id,
    timeZone: 'Asia/Shanghai',
    engine: shipped,
    categories: ['charging'],
    use(learnt: Learnt | undefined) {
      models = learnt ? withLearnt(shipped.models, learnt) : shipped.models
    },
  }
  const category = () =>
    understand({ text: fresh, at: 0, timeZone: 'Asia/Shanghai' }, { ...shipped, models }).what
      .category.value
  return { tenant, category }
}

onEveryEngine('Learning at night', (bed) => {
  let log: ReturnType<typeof recordingLog>
  beforeEach(() => (log = recordingLog()))

  const learner = (owner = 'one') => {
    const { store, clock } = bed
    return createLearner({ store, clock, log, owner, tenants: [] })
  }
  const train = (tenant: string) =>
    learnTenant(
      { store: bed.store, tenant, engine: shipped, categories: ['charging'] },
      gently(bed.clock),
    )

  it('takes over what was accepted without a restart, in every relay', async () => {
    await correct(bed, 100)
    const [one, two] = [reading(), reading()]
    const relays = [learner('one'), learner('two')]
    expect(await relays[0]?.round(one.tenant)).toMatchObject({ outcome: 'accepted', version: 1 })
    await relays[0]?.refresh(one.tenant)
    await relays[1]?.refresh(two.tenant)
    expect([one.category(), two.category()]).toEqual(['charging', 'charging'])
    expect(log.lines.join('\n')).not.toContain('快充')
  })

  it('learns once a night, in one process only', async () => {
    const { tenant } = reading()
    const lease = { tenant: 'acme', key: 'understanding-learning', owner: 'two', forMs: 1000 }
    const held = await bed.store.leases.take(lease)
    expect(await learner().round(tenant)).toBeUndefined()
    if (held) await bed.store.leases.release('acme', held)
    expect(await learner().round(tenant)).toMatchObject({ outcome: 'too_few', labels: 0 })
    expect(await learner('two').round(tenant)).toBeUndefined()
    await bed.clock.advance(day)
    expect(await learner('two').round(tenant)).toMatchObject({ outcome: 'too_few' })
    expect(log.lines).toContain('learning.done {"tenant":"acme","outcome":"too_few","labels":0}')
  })

  it('reads with the version before when one is taken back, and does not learn it again', async () => {
    await correct(bed, 100)
    const { tenant, category } = reading()
    const job = learner()
    await job.round(tenant)
    await job.refresh(tenant)
    expect(category()).toBe('charging')
    await bed.store.learning.retire('acme', 1)
    await job.refresh(tenant)
    expect(category()).not.toBe('charging')
    expect(await train('acme')).toMatchObject({ outcome: 'nothing_new', version: 1 })
  })

  it('leaves a model alone that was learnt on other shipped models, and says so', async () => {
    await bed.store.learning.accept('acme', { base: 'old', labels: 'l', figures: '[]', model: '' })
    const { tenant, category } = reading()
    const before = category()
    const job = learner()
    await job.refresh(tenant)
    await job.refresh(tenant)
    expect(category()).toBe(before)
    expect(log.lines).toEqual(['learning.other_base {"tenant":"acme","version":1}'])
  })

  it('never lets one tenant’s labels touch another', async () => {
    await correct(bed, 100)
    await correct(bed, 10, 'refund', 'other')
    const other = reading('other')
    const before = other.category()
    expect(await train('acme')).toMatchObject({ outcome: 'accepted', labels: 100 })
    expect(await train('other')).toMatchObject({ outcome: 'too_few', labels: 10 })
    await learner().refresh(other.tenant)
    expect(other.category()).toBe(before)
  })

  it('keeps nothing of a dry run', async () => {
    await correct(bed, 100)
    const { store, clock } = bed
    const dry = { store, tenant: 'acme', engine: shipped, categories: ['charging'], isDry: true }
    expect((await learnTenant(dry, gently(clock))).outcome).toBe('would_accept')
    expect(await store.learning.versions('acme')).toEqual([])
  })

  it('gives the same model from the same labels, bit for bit', async () => {
    await correct(bed, 100)
    await train('acme')
    const first = await bed.store.learning.model('acme', 1)
    await bed.rows('delete from learnt_models')
    await train('acme')
    expect(await bed.store.learning.model('acme', 1)).toBe(first)
  })
})
