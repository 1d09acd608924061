import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Feed, PulledPage } from '../core/channel.ts'
import type { MediaFile } from '../core/media.ts'
import { RelayError } from '../core/error.ts'
import type { CrashPoint } from '../testing/mortal.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'
import { drainSpool } from './intake.ts'
import { sweepSends } from './upkeep.ts'

// Named as in the delivery contract: I = on the way in, O = on the way out.
let folder: string
let bed: Bed
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crash-'))
  bed = await relayBed({ folder, mergeMs: 0 })
})
afterEach(async () => {
  await bed.close()
  rmSync(folder, { recursive: true, force: true })
})

const filed = (): string[] => bed.helpdesk.filings.map(({ body }) => body.text)
const sent = (): string[] =>
  bed.channel.sent.map(({ content }) => (content.type === 'text' ? content.text : content.type))
const states = async (): Promise<string[]> =>
  (await bed.store.outbox.repliesOf('acme', {})).map(({ state }) => state)

async function dieAt(point: CrashPoint, passing?: number): Promise<void> {
  bed.crashAt(point, passing)
  await bed.settle()
  expect(bed.isDead).toBe(true)
}

async function live(): Promise<void> {
  await bed.restart()
  await sweepSends(bed.runtime)
  await bed.settle()
  // Whatever was put off for a moment has its turn too.
  await bed.clock.advance(10_000)
  await bed.settle()
}

describe('a process that dies on the way in', () => {
  it('keeps nothing of a callback it did not commit, and takes the repeat (I1)', async () => {
    bed.crashAt('inbox.accept:before')
    await expect(bed.post('断网了', { key: 'k1' })).rejects.toThrow()
    await live()
    expect(filed()).toEqual([])
    expect((await bed.post('断网了', { key: 'k1' })).body).toBe('success')
    await bed.settle()
    expect(filed()).toEqual(['断网了'])
  })

  it('has a callback that was committed and not answered once, repeat or not (I2)', async () => {
    bed.crashAt('inbox.accept:after')
    await expect(bed.post('断网了', { key: 'k1' })).rejects.toThrow()
    await bed.restart()
    expect((await bed.post('断网了', { key: 'k1' })).body).toBe('success')
    await bed.settle()
    expect(filed()).toEqual(['断网了'])
  })

  it('replays the spool once and before newer mail of the conversation (I3)', async () => {
    bed.fail('inbox.accept', true)
    expect((await bed.post('一', { key: 'k1' })).body).toBe('success')
    bed.crashAt('spool.append:after')
    await expect(bed.post('二', { key: 'k2' })).rejects.toThrow()
    await bed.restart()
    await bed.post('二', { key: 'k2' })
    await bed.post('三', { key: 'k3' })
    bed.crashAt('inbox.accept:after', 2)
    await expect(drainSpool(bed.runtime)).rejects.toThrow()
    await bed.restart()
    await drainSpool(bed.runtime)
    await bed.settle()
    expect(filed().join('\n').split('\n')).toEqual(['一', '二', '三'])
  })

  it('claims later what was acknowledged and not claimed (I4)', async () => {
    await bed.post('断网了')
    await live()
    expect(filed()).toEqual(['断网了'])
  })

  it('gives its lane to the next process and can write to it no more (I5)', async () => {
    await bed.post('断网了')
    const [old] = await bed.store.inbox.claimLanes({ owner: 'x', limit: 1, forMs: 20_000 })
    await live()
    expect(filed()).toEqual(['断网了'])
    for (const write of ['release', 'freeze', 'settle'] as const) {
      const act = bed.store.inbox[write] as (...args: unknown[]) => Promise<unknown>
      const filing = { id: 'f', tenant: 'acme', members: [], target: {}, body: {} }
      await expect(act(old, filing, {})).rejects.toMatchObject({ code: 'store.lease_lost' })
    }
  })

  it.each<CrashPoint>([
    'inbox.claimLanes:after',
    'inbox.freeze:before',
    'inbox.freeze:after',
    'helpdesk.file:before',
    'helpdesk.file:after',
    'inbox.settle:before',
    'inbox.settle:after',
    'inbox.release:before',
  ])(
    'files one comment each when it dies at %s of a ticket and of its follower (I6)',
    async (point) => {
      await bed.post('第一条')
      await dieAt(point)
      await live()
      expect(filed()).toEqual(['第一条'])
      await bed.post('第二条')
      await dieAt(point)
      await live()
      expect(filed()).toEqual(['第一条', '第二条'])
      const [first, second] = bed.helpdesk.filings
      expect(second?.conversation).toBe(first?.conversation)
      expect(second?.target).toEqual({ type: 'ticket', ticket: { id: '100' } })
    },
  )

  it('repeats a batch that was taken in part, each filing once (I7)', async () => {
    const people = Array.from({ length: 30 }, (_, n) => `客户${n}`)
    for (const id of people) await bed.post(id, { customer: { id } })
    let calls = 0
    bed.helpdesk.onFile = () => {
      calls += 1
      if (calls === 14) throw new RelayError('helpdesk.unavailable', 'cut', { outcome: 'unknown' })
      return undefined
    }
    await dieAt('helpdesk.file:after', 9)
    await live()
    expect(filed().sort()).toEqual([...people].sort())
  })

  it('attaches a picture once when it dies over its download, the text being filed already (I8)', async () => {
    const picture: MediaFile = {
      name: 'p.png',
      contentType: 'image/png',
      bytes: new Uint8Array([5]),
    }
    bed.channel.onMedia = () => {
      throw new RelayError('channel.unavailable', 'busy')
    }
    const media = { type: 'media', media: { kind: 'image', id: 'M1' } } as const
    await bed.post('', { parts: [{ type: 'text', text: '看图' }, media] })
    await bed.settle()
    expect(filed()).toEqual(['看图\n[图片] [附件暂时无法取得]'])
    bed.channel.onMedia = () => picture
    await bed.clock.advance(16_000)
    await dieAt('media.put:before')
    await live()
    const files = bed.helpdesk.filings.flatMap(({ attachments }) => attachments)
    expect(files.map(({ name, bytes }) => [name, [...bytes]])).toEqual([['p.png', [5]]])
  })

  it.each<CrashPoint>(['channel.pull:after', 'inbox.accept:before', 'inbox.accept:after'])(
    'reads a page again when it dies at %s, and files its items once (I9)',
    async (point) => {
      const feed: Feed = { name: 'mentions', when: 'clock', everyMs: 1000 }
      const items = [bed.item('提及一', { key: 'm1' }), bed.item('提及二', { key: 'm2' })]
      bed.channel.onPull = (_feed, cursor): PulledPage => ({
        items: cursor === '2' ? [] : items,
        cursor: '2',
        hasMore: false,
      })
      const served = (): never => bed.runtime.tenants.get('acme')?.accounts.get('wx') as never
      bed.crashAt(point)
      await bed.feeds.round(served(), feed)
      expect(bed.isDead).toBe(true)
      await bed.restart()
      await bed.feeds.round(served(), feed)
      await bed.settle()
      expect(filed().join('\n').split('\n')).toEqual(['提及一', '提及二'])
    },
  )
})

describe('a process that dies on the way out', () => {
  beforeEach(async () => {
    await bed.post('断网了')
    await bed.settle()
    await bed.answer('已恢复')
  })

  it.each<[string, CrashPoint]>([
    ['O1', 'outbox.enqueue:before'],
    ['O2', 'outbox.enqueue:after'],
    ['O2', 'touched.finish:before'],
  ])('sends a reply once when it dies before sending (%s, %s)', async (_name, point) => {
    await dieAt(point)
    await live()
    expect(sent()).toEqual(['已恢复 ^A17'])
    expect(await states()).toEqual(['sent'])
  })

  it.each<[string, CrashPoint, number]>([
    ['O3', 'outbox.claim:after', 0],
    ['O3', 'channel.send:before', 0],
    ['O4', 'channel.send:after', 1],
    ['O5', 'outbox.finish:before', 1],
  ])(
    'shows a send it died over as unconfirmed and repeats nothing (%s, %s)',
    async (_name, point, n) => {
      await dieAt(point)
      await live()
      await bed.clock.advance(3_600_000)
      await bed.settle()
      expect(sent()).toHaveLength(n)
      expect(await states()).toEqual(['unknown'])
      expect(bed.helpdesk.notes).toMatchObject([
        { addTags: ['weiqiao_unconfirmed'], setOpen: true },
      ])
    },
  )

  it('keeps a send that was saved, whatever follows (O5)', async () => {
    await dieAt('outbox.finish:after')
    await live()
    expect(sent()).toEqual(['已恢复 ^A17'])
    expect(await states()).toEqual(['sent'])
    expect(bed.helpdesk.notes).toEqual([])
  })

  it.each<CrashPoint>([
    'helpdesk.note:before',
    'helpdesk.note:after',
    'outbox.finishNotice:before',
  ])('tells the agent of a failed reply once when it dies at %s (O7)', async (point) => {
    bed.channel.onSend = () => {
      throw new RelayError('channel.window_closed', 'closed')
    }
    await dieAt(point)
    await live()
    expect(bed.helpdesk.notes).toMatchObject([{ addTags: ['weiqiao_failed'], setOpen: true }])
  })
})

describe('a public reply whose process died', () => {
  beforeEach(async () => {
    await bed.post('问一下', { visibility: 'public', thread: 'post-1' })
    await bed.settle()
    await bed.answer('答一下')
    await dieAt('outbox.finish:before')
  })

  it('is confirmed by the platform where it shows the reply (O5)', async () => {
    bed.channel.onReadBack = () => ({ found: true, platformId: 'p9', at: 1 })
    await live()
    expect(await states()).toEqual(['sent'])
    expect(bed.helpdesk.notes.map(({ removeTags }) => removeTags)).toEqual([
      [],
      ['weiqiao_unconfirmed'],
    ])
    expect(await bed.store.outbox.isOwnSend('acme', 'wx', 'p9')).toBe(true)
  })

  it('is no new comment when it comes back through the feed (O6)', async () => {
    bed.channel.onReadBack = () => ({ found: true, platformId: 'p9', at: 1 })
    await live()
    await bed.say('答一下 ^A17', {
      kind: 'echo',
      key: 'comment:p9',
      platformId: 'p9',
      visibility: 'public',
      thread: 'post-1',
      customer: { id: 'brand' },
    })
    await live()
    expect(filed()).toEqual(['问一下'])
    expect(sent()).toHaveLength(1)
  })
})

describe('a decision whose process died', () => {
  beforeEach(async () => {
    await bed.post('断网了')
    await bed.settle()
    await bed.answer('请提供您的服务密码', { at: bed.clock.now() - 2 })
    await bed.answer('请告诉我您的登录密码', { at: bed.clock.now() - 1 })
    await bed.settle()
    await bed.answer('#放行', { isPublic: false })
  })

  it.each<CrashPoint>([
    'kept.set:before',
    'kept.set:after',
    'outbox.act:before',
    'outbox.act:after',
    'touched.finish:before',
  ])('is carried out once, on the reply it meant, when it dies at %s', async (point) => {
    await dieAt(point)
    await live()
    expect(sent()).toEqual(['请告诉我您的登录密码 ^A17'])
    expect((await states()).sort()).toEqual(['held', 'sent'])
  })
})
