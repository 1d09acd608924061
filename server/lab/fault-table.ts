import type { Platform } from './platform.ts'

export type FaultKind =
  | 'delay'
  | 'status'
  | 'hang'
  | 'drop_answer'
  | 'duplicate'
  | 'reorder'
  | 'expire_token'
  | 'close_window'
  | 'errcode'

export const faultKinds: readonly FaultKind[] = [
  'delay',
  'status',
  'hang',
  'drop_answer',
  'duplicate',
  'reorder',
  'expire_token',
  'close_window',
  'errcode',
]

export interface Fault {
  id: string
  platform: Platform
  /** Substring of `METHOD /path`, or of the push kind (`push text`); empty matches everything. */
  match: string
  kind: FaultKind
  ms?: number
  status?: number
  errcode?: number
  /** Seconds. */
  retryAfter?: number
  /** Times left; absent = until removed. */
  count?: number
}

export interface FaultTable {
  add(fault: Omit<Fault, 'id'>): Fault
  /** Without an id, all of them. */
  remove(id?: string): void
  list(): Fault[]
  /** The first matching fault; one use of it is spent. */
  take(platform: Platform, what: string, kinds: readonly FaultKind[]): Fault | undefined
}

export function createFaultTable(): FaultTable {
  const faults = new Map<string, Fault>()
  let next = 0

  return {
    add(fault) {
      next += 1
      const full: Fault = { ...fault, id: `f${next}` }
      faults.set(full.id, full)
      return full
    },
    remove(id) {
      if (id === undefined) faults.clear()
      else faults.delete(id)
    },
    list: () => [...faults.values()].map((fault) => ({ ...fault })),
    take(platform, what, kinds) {
      for (const fault of faults.values()) {
        if (fault.platform !== platform || !kinds.includes(fault.kind)) continue
        if (!what.includes(fault.match)) continue
        spend(faults, fault)
        return { ...fault }
      }
      return undefined
    },
  }
}

function spend(faults: Map<string, Fault>, fault: Fault): void {
  if (fault.count === undefined) return
  fault.count -= 1
  if (fault.count <= 0) faults.delete(fault.id)
}
