import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLabPlan, type LabPlan } from '../lab/plan.ts'
import { loadConfig } from '../config.ts'
import { labPlan, writeRelayConfig } from './lab.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'weiqiao-plan-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('labPlan', () => {
  it('is made once and read from then on', () => {
    const path = join(folder, 'new.json')
    const plan = labPlan(path)
    expect(labPlan(path)).toEqual(plan)
    expect(statSync(path).mode & 0o077).toBe(0)
  })

  it('gives keys for the app to a plan of before and leaves the rest as it was', () => {
    const path = join(folder, 'old.json')
    const { app: _app, ...zendesk } = createLabPlan().zendesk
    const old = { ...createLabPlan(), zendesk }
    writeFileSync(path, JSON.stringify(old))
    const plan = labPlan(path)
    expect(plan).toMatchObject(old)
    expect(plan.zendesk.app.publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----/)
    expect((JSON.parse(readFileSync(path, 'utf8')) as LabPlan).zendesk.app).toEqual(
      plan.zendesk.app,
    )
  })
})

describe('writeRelayConfig', () => {
  it('gives every account of the lab the persona of its brand', () => {
    const reading = loadConfig(writeRelayConfig(createLabPlan(), join(folder, 'relay.json')))
    const personas = reading.ok ? reading.personas : undefined
    expect([...(personas?.keys() ?? [])]).toEqual(['demo/wx', 'demo/wb'])
    expect(personas?.get('demo/wx')?.brand?.name).toBe('澜星电子')
  })
})
