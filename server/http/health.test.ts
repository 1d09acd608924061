import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { ask, httpBed, visible, type HttpBed } from '../testing/http-bed.ts'

let bed: HttpBed
afterEach(() => bed.close().catch(() => undefined))

const token = 'metrics-token-of-the-operator'

function breakSpool(): void {
  rmSync(join(bed.folder, 'data/spool'), { recursive: true })
  writeFileSync(join(bed.folder, 'data/spool'), 'in the way')
}
async function ready() {
  const { status, body } = await ask(`${bed.url}/readyz`)
  return [status, JSON.parse(body)]
}
async function metrics(headers: Readonly<Record<string, string>> = {}) {
  return ask(`${bed.url}/metrics`, { headers })
}
/** Value of a metric by its name and labels as they are written. */
async function figure(name: string): Promise<number | undefined> {
  const line = (await metrics()).body.split('\n').find((one) => one.startsWith(`${name} `))
  return line === undefined ? undefined : Number(line.slice(name.length + 1))
}

describe('/healthz and /readyz', () => {
  it('say alive, and ready while the store accepts', async () => {
    bed = await httpBed()
    expect(await ask(`${bed.url}/healthz`)).toMatchObject({ status: 200, body: 'ok' })
    expect(await ready()).toEqual([200, { ready: true, store: 'up', spool: 'empty' }])
  })
  it('say ready while only the spool accepts, and that it holds mail', async () => {
    bed = await httpBed()
    await bed.relay.runtime.store.close()
    expect(await ready()).toEqual([200, { ready: true, store: 'down', spool: 'empty' }])
    const { url, asked } = bed.wechat()
    await ask(url, asked)
    expect(await ready()).toEqual([200, { ready: true, store: 'down', spool: 'holds mail' }])
  })
  it('say not ready when neither accepts, and still alive', async () => {
    bed = await httpBed()
    await bed.relay.runtime.store.close()
    breakSpool()
    expect(await ready()).toEqual([503, { ready: false, store: 'down', spool: 'empty' }])
    expect((await ask(`${bed.url}/healthz`)).status).toBe(200)
  })
})

describe('/metrics', () => {
  it('is there for this machine, and for nobody behind a proxy without the token', async () => {
    bed = await httpBed({ metricsToken: token })
    expect((await metrics()).status).toBe(200)
    const nowhere = visible(await ask(`${bed.url}/nowhere`))
    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via', 'x-forwarded-host']) {
      expect(visible(await metrics({ [name]: '198.51.100.7' }))).toEqual(nowhere)
      const wrong = { [name]: '198.51.100.7', authorization: `Bearer ${token}x` }
      expect(visible(await metrics(wrong))).toEqual(nowhere)
      const right = { [name]: '198.51.100.7', authorization: `Bearer ${token}` }
      expect((await metrics(right)).status).toBe(200)
    }
  })
  it('opens to no proxy where no token is set, whatever it sends', async () => {
    bed = await httpBed()
    for (const authorization of ['Bearer ', 'Bearer undefined', 'Bearer'])
      expect((await metrics({ via: 'proxy', authorization })).status).toBe(404)
  })
  it('counts what was accepted, refused, filed and spooled, and what waits', async () => {
    bed = await httpBed({ port: 'channel' })
    const { url, asked } = bed.wechat()
    await ask(url, asked)
    await expect.poll(() => figure('weiqiao_filings_total{outcome="filed"}')).toBe(1)
    expect(await figure('weiqiao_accepted_total{channel="wechat"}')).toBe(1)
    expect(await figure('weiqiao_callbacks_total{status="200"}')).toBe(1)
    expect(await figure('weiqiao_spool_holds_mail')).toBe(0)
    expect((await metrics()).body).toContain('weiqiao_deliveries_total')
    expect((await metrics()).body).toContain('weiqiao_breaker_opened_total')
    expect(await figure('weiqiao_store_rows{state="inbox_pending"}')).toBe(0)
    expect(await figure('weiqiao_store_rows{state="dead_letters"}')).toBe(0)
    await bed.relay.runtime.store.close()
    const next = bed.wechat()
    await ask(next.url, next.asked)
    expect(await figure('weiqiao_spool_holds_mail')).toBe(1)
    expect(await figure('weiqiao_spooled_total')).toBe(1)
  })
  it('labels by small closed sets, never by people, accounts or words; tenants are named by their figures only', async () => {
    bed = await httpBed({ port: 'channel' })
    for (let n = 0; n < 30; n++) {
      const { url, asked } = bed.wechat({ FromUserName: `oPerson${n}` })
      await ask(url, asked)
    }
    await ask(`${bed.url}/hooks/demo/gone`)
    const { body: all } = await metrics()
    const body = all.replace(/^weiqiao_kpi_\w+\{tenant="(demo|other)"(,clock="\w+")?\} .*$/gm, '')
    expect(body).not.toMatch(/oPerson|demo|other|订单|127\.0\.0\.1/)
    const names = [...body.matchAll(/[{,](\w+)="/g)].map(([, name]) => name)
    expect([...new Set(names)].sort()).toEqual(
      expect.arrayContaining(['channel', 'le', 'outcome', 'state', 'status']),
    )
    const allowed = ['channel', 'endpoint', 'le', 'outcome', 'state', 'status']
    expect([...new Set(names)].filter((name) => !allowed.includes(name ?? ''))).toEqual([])
  })
})
