import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCli, type Running } from './testing/cli-process.ts'
import { eventually, relayInLab, type RelayInLab } from './testing/end-to-end/relay-in-lab.ts'

const canaries = {
  text: '金丝雀工单第一句',
  later: '金丝雀第二句话',
  reply: '金丝雀回复已为您办好',
  phone: '13800138000',
}

let bed: RelayInLab
let relay: Running
beforeAll(async () => {
  bed = await relayInLab({ withoutRelay: true })
  const argv = ['start', '--config', bed.configPath]
  relay = await startCli(argv, { env: { WEIQIAO_LOG: 'debug' } })
  await eventually(() => fetch(`${bed.relayUrl}/readyz`), 30_000)
}, 60_000)
afterAll(async () => {
  relay.child.kill('SIGKILL')
  await bed.close()
}, 30_000)

/** Every secret of the configuration file, by where it stands. */
function secretsOf(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string')
    return /secret|token|key|Secret|Token|Key/.test(key) && value.length > 8 ? [value] : []
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, item]) => secretsOf(item, name))
}

describe('createLog', () => {
  it('writes neither secrets nor words of customers and agents, whatever goes wrong', async () => {
    const customer = await bed.newWechatCustomer()
    await bed.wechat(customer, `${canaries.text} ${canaries.phone}`)
    const { id } = await bed.ticketWith(canaries.text)

    // Trouble on both sides: refusals, cut answers and lost tokens are what errors are made of.
    await bed.fault({
      platform: 'zendesk',
      kind: 'status',
      status: 422,
      match: 'PUT /api/v2/tickets',
      count: 1,
    })
    await bed.fault({
      platform: 'zendesk',
      kind: 'drop_answer',
      match: 'PUT /api/v2/tickets',
      count: 1,
    })
    await bed.fault({ platform: 'wechat', kind: 'expire_token', match: '', count: 1 })
    await bed.wechat(customer, canaries.later)
    await bed.ticketWith(canaries.later)
    await bed.reply(id, canaries.reply)
    await eventually(async () => {
      expect((await bed.heard(customer)).join()).toContain(canaries.reply)
    }, 30_000)
    const query = '?signature=0&timestamp=1&nonce=n&msg_signature=0'
    const forged = await fetch(`${bed.relayUrl}/hooks/demo/wx${query}`, {
      method: 'POST',
      body: `<xml><Content>${canaries.text}</Content></xml>`,
    })
    expect(forged.status).toBeGreaterThanOrEqual(400)

    relay.child.kill('SIGTERM')
    const { code, stdout, stderr } = await relay.ended
    expect(code).toBe(0)
    const lines = stderr.trimEnd().split('\n')
    expect(lines.length).toBeGreaterThan(3)
    const secrets = secretsOf(JSON.parse(readFileSync(bed.configPath, 'utf8')))
    expect(secrets.length).toBeGreaterThanOrEqual(6)
    const written = `${stdout}${stderr}`
    const seen = [...Object.values(canaries), ...secrets].filter((word) => written.includes(word))
    expect(seen).toEqual([])
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('event')
  }, 90_000)
})
