import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { presets } from '../../persona/presets/index.ts'
import { apiBed, type ApiBed } from '../../testing/api-bed.ts'

let api: ApiBed
let agent: string
let lead: string
beforeEach(async () => {
  api = await apiBed()
  agent = (await api.session('7')).token
  lead = (await api.session('50')).token
})
afterEach(() => api.close())

const locked = '我们正在核实，结果会在本账号公布。'
const persona = { parts: { account: 'wx' } }
const save = (document: unknown, ifVersion: number, token = lead) =>
  api.call('writePersona', token, { ...persona, body: { document, ifVersion } })

describe('crisis wording', () => {
  const sent = () => api.bed.channel.sent.length
  const say = async (text: string): Promise<void> => {
    await api.bed.answer(text)
    await api.bed.settle()
  }

  beforeEach(async () => {
    await save({ schemaVersion: 1, crisis: { on: false, locked: [locked], scope: 'all' } }, 0)
    await api.bed.say('出什么事了', { grant: { rule: 'message', count: null, forMs: 3_600_000 } })
    await api.bed.settle()
  })

  it('is in force for the very next reply once a lead has switched it on, and off again', async () => {
    await say('没事')
    expect(sent()).toBe(1)
    const on = await api.call('switchCrisis', lead, { body: { on: true } })
    expect(on.json).toMatchObject({
      on: true,
      version: 1,
      accounts: null,
      switched: { by: { id: '50', name: '演示主管' } },
    })
    await say('真的没事')
    expect(sent()).toBe(1)
    await say(locked)
    expect(sent()).toBe(2)
    await api.call('switchCrisis', lead, { body: { on: false } })
    await say('都好了')
    expect(sent()).toBe(3)
    expect((await api.call('readCrisis', agent)).json).toMatchObject({ on: false, version: 2 })
  })

  it('can be for some accounts only', async () => {
    await api.call('switchCrisis', lead, { body: { on: true, accounts: ['wx'] } })
    await say('没事')
    expect(sent()).toBe(0)
    const wrong = await api.call('switchCrisis', lead, { body: { on: true, accounts: ['none'] } })
    expect(wrong.status).toBe(404)
  })

  it('is no agent’s to switch', async () => {
    const { status, json } = await api.call('switchCrisis', agent, { body: { on: true } })
    expect([status, json.error.code]).toEqual([403, 'session.forbidden'])
    expect((await api.call('readCrisis', agent)).json.on).toBe(false)
  })
})

describe('the persona of an account', () => {
  it('is written in versions, with who and when, and read by everybody (S0-02)', async () => {
    expect((await api.call('readPersona', agent, persona)).json).toMatchObject({
      version: 0,
      document: null,
      versions: [],
    })
    expect((await save(presets['telecom'], 0)).json.version).toBe(1)
    await save({ schemaVersion: 1, persona: { name: '小桥二' } }, 1)
    const now = (await api.call('readPersona', agent, persona)).json
    expect(now).toMatchObject({ version: 2, document: { persona: { name: '小桥二' } } })
    expect(now.versions).toMatchObject([
      { version: 2, by: { id: '50', name: '演示主管' } },
      { version: 1, by: { id: '50' } },
    ])
    const first = await api.call('readPersona', agent, { ...persona, query: { version: '1' } })
    expect(first.json.document).toEqual(presets['telecom'])
    for (const version of ['3', '0', 'x'])
      expect(
        (await api.call('readPersona', agent, { ...persona, query: { version } })).status,
      ).toBe(404)
    expect((await api.call('listAccounts', agent)).json.accounts).toEqual([
      { id: 'wx', channel: 'wechat', personaVersion: 2 },
    ])
  })

  it('is refused with every wrong field by its path, and stays as it was', async () => {
    const { status, json } = await save({ persona: { name: 1 }, topics: [{ id: 't' }] }, 0)
    expect(status).toBe(400)
    const paths = json.error.problems.map(({ path }: { path: string }) => path)
    expect(paths).toEqual(expect.arrayContaining(['persona.name', 'topics[0].words']))
    const typo = await save({ schemaVersion: 1, competitor: ['蓝海'] }, 0)
    expect(typo.json.error.problems[0].path).toBe('competitor')
    expect((await api.call('readPersona', agent, persona)).json.version).toBe(0)
  })

  it('is not overwritten by somebody who saw an older version', async () => {
    await save({ schemaVersion: 1 }, 0)
    const late = await save({ schemaVersion: 1, competitors: [] }, 0)
    expect([late.status, late.json.error.code]).toEqual([409, 'api.changed_meanwhile'])
  })

  it('is no agent’s to change, and there is none of an account that is not there', async () => {
    expect((await save({ schemaVersion: 1 }, 0, agent)).status).toBe(403)
    const none = { parts: { account: 'none' } }
    expect((await api.call('readPersona', agent, none)).status).toBe(404)
  })

  it('judges the next reply', async () => {
    await save({ schemaVersion: 1, sensitive: [{ word: '断货王', class: 'block' }] }, 0)
    await api.bed.say('还有货吗', {})
    await api.bed.settle()
    await api.bed.answer('有的，断货王系列都有')
    await api.bed.settle()
    expect((await api.call('listHeldReplies', agent)).json.replies[0].findings[0].rule).toBe('W-S7')
  })
})
