import { mkdirSync, readFileSync, writeFileSync, chmodSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { calendarOf } from '../lab/month/index.ts'
import { createLabPlan, relayConfig, type LabPlan } from '../lab/plan.ts'
import { startLab } from '../lab/index.ts'
import { presets } from '../persona/presets/index.ts'
import { readFlags, type Command } from './command.ts'
import { untilSignal } from './until-signal.ts'

const folder = './data/lab'

function readPlan(path: string): LabPlan | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as LabPlan
  } catch {
    return undefined
  }
}

function writePrivately(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  chmodSync(path, 0o600)
}

/** The plan of this folder: made once, so that a restarted lab and relay still know each other. */
export function labPlan(path = `${folder}/plan.json`): LabPlan {
  const known = readPlan(path)
  if (known && 'app' in known.zendesk && 'past' in known) return known
  const fresh = createLabPlan()
  // A plan of an earlier version keeps everything it has: the store is sealed under it.
  const plan = known
    ? { ...fresh, ...known, zendesk: { ...fresh.zendesk, ...known.zendesk } }
    : fresh
  writePrivately(path, plan)
  return plan
}

/** Working hours and agreements of the lab's past, as the configuration file has them. */
function kpiConfig({ past }: LabPlan): object {
  const { from: begin, schedule } = calendarOf(past)
  const { open, close, weekdays, holidays, makeUpWorkdays, targets } = schedule
  const from = new Date(begin).toISOString().slice(0, 10)
  const hours = { from, open, close, weekdays, holidays, makeUpWorkdays }
  return { stage: 4, targets, schedules: [hours], handlingSeconds: 240 }
}

/** Writes the configuration that points a relay at the lab, and its brand's persona; answers its path. */
export function writeRelayConfig(plan: LabPlan, path = `${folder}/relay.json`): string {
  const config = relayConfig(plan) as {
    tenants: { kpi?: object; accounts: { persona?: string }[] }[]
  }
  for (const tenant of config.tenants) {
    tenant.kpi = kpiConfig(plan)
    for (const account of tenant.accounts) account.persona = 'file:./persona.json'
  }
  writePrivately(join(dirname(path), 'persona.json'), presets['electronics'])
  writePrivately(path, config)
  return path
}

/**
 * The simulated platforms alone, on their fixed ports. `--day` plays the seeded day of conversations,
 * `--write-config FILE` says where the matching relay configuration goes.
 */
export const lab: Command = async (argv) => {
  const { values } = readFlags(argv, ['write-config', 'pages'], ['day'])
  const plan = labPlan()
  const target = values['write-config']
  const path = writeRelayConfig(plan, typeof target === 'string' ? target : undefined)
  const pages = typeof values['pages'] === 'string' ? values['pages'] : 'build/apps'
  const running = await startLab({ plan, seedDay: values['day'] === true, staticDir: pages })
  process.stdout.write(`${JSON.stringify({ urls: running.urls, config: path })}\n`)
  await untilSignal(() => running.close())
  return 0
}
