import type { KpiFigure, KpiReport } from '../../../server/api/kpi.ts'

/** The six modules of a social service centre. */
export const moduleNames = ['community', 'self', 'groups', 'phone', 'online', 'weibo'] as const
export type ModuleName = (typeof moduleNames)[number]

/** `unconnected`: nothing here ever comes from it; `quiet`: nothing did in this span. */
export type ModuleState = 'active' | 'quiet' | 'unconnected'

export interface ServiceModule {
  readonly name: ModuleName
  readonly state: ModuleState
  /** Channels that belong to it and that something came from. */
  readonly channels: readonly string[]
  /** What came in; undefined where items come to it out of other channels. */
  readonly volume: number | undefined
  readonly resolved: number
}

/** By who solved it; a module without a mode is known by its channels. */
const modesOf: Readonly<Partial<Record<ModuleName, readonly string[]>>> = {
  community: ['peer'],
  self: ['self', 'bot'],
}

/** Whatever is written and is not on Weibo, by phone or in a group is an online conversation. */
function moduleOf(channel: string): ModuleName {
  if (/weibo/i.test(channel)) return 'weibo'
  if (/phone|voice|call/i.test(channel)) return 'phone'
  if (/group|qq/i.test(channel)) return 'groups'
  return 'online'
}

/** Channels that the relay itself serves: without an item they are quiet, not missing. */
const served: ReadonlySet<ModuleName> = new Set(['online', 'weibo'])

function figuresBy(report: KpiReport, id: string, part: string): ReadonlyMap<string, KpiFigure> {
  const groups = report.metrics.find((metric) => metric.id === id)?.groups ?? []
  return new Map(
    groups.flatMap(({ key, reading }) => {
      const figure = reading[part]
      return figure ? [[key, figure] as const] : []
    }),
  )
}

export const moduleMetrics = ['demandVolume', 'serviceMode'] as const

const modes = ['staff', 'self', 'peer', 'bot'] as const
type Mode = (typeof modes)[number]

/** How many were solved on each channel, and by whom; a solve whose mode nobody said is counted to the staff. */
function solvedBy(report: KpiReport): ReadonlyMap<string, Readonly<Record<Mode, number>>> {
  const by = Object.fromEntries(
    modes.map((mode) => [mode, figuresBy(report, 'serviceMode', mode)]),
  ) as Readonly<Record<Mode, ReadonlyMap<string, KpiFigure>>>
  return new Map(
    [...by.staff.keys()].map((channel) => {
      const count = (mode: Mode): number => {
        const { value = 0, n } = by[mode].get(channel) ?? { n: 0 }
        return Math.round(value * n)
      }
      const all = by.staff.get(channel)?.of ?? by.staff.get(channel)?.n ?? 0
      const others = { self: count('self'), peer: count('peer'), bot: count('bot') }
      const staff = all - others.self - others.peer - others.bot
      return [channel, { staff, ...others }]
    }),
  )
}

function sum(all: readonly number[]): number {
  return all.reduce((total, one) => total + one, 0)
}

/**
 * Volume and solves of the six modules, from figures by channel. Every solved item belongs to exactly one:
 * to the community or to self-service where they solved it, else to the module of its channel.
 */
export function modulesOf(report: KpiReport): readonly ServiceModule[] {
  const solved = solvedBy(report)
  const volumes = figuresBy(report, 'demandVolume', 'all')
  const known = [...new Set([...volumes.keys(), ...solved.keys()])]
  return moduleNames.map((name) => {
    const own = modesOf[name]
    const channels = own ? [] : known.filter((channel) => moduleOf(channel) === name)
    const resolved = own
      ? sum([...solved.values()].flatMap((by) => own.map((mode) => by[mode as Mode])))
      : sum(channels.map((channel) => solved.get(channel)?.staff ?? 0))
    const volume = own
      ? undefined
      : sum(channels.map((channel) => volumes.get(channel)?.value ?? volumes.get(channel)?.n ?? 0))
    const isQuiet = served.has(name) || (own !== undefined && solved.size > 0)
    const state = resolved + (volume ?? 0) > 0 ? 'active' : isQuiet ? 'quiet' : 'unconnected'
    return { name, state, channels, volume, resolved }
  })
}
