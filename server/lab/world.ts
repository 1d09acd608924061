import { createFaultTable, type FaultTable } from './fault-table.ts'
import type { Platform } from './platform.ts'

export type { Platform } from './platform.ts'

/** One thing that happened on a simulated platform, as a checker would want to count it. */
export interface LabEntry {
  seq: number
  at: number
  platform: Platform
  kind: string
  account?: string
  customer?: string
  data: Record<string, unknown>
}

export interface LabWorld {
  now(): number
  /** Appends to the ledger and tells every listener. */
  record(entry: Omit<LabEntry, 'seq' | 'at'>): LabEntry
  /** Entries after the given sequence, oldest first. */
  entries(afterSeq: number, limit?: number): LabEntry[]
  /** How often each `platform kind` happened since the start, kept even when entries fall off. */
  counts(): Record<string, number>
  subscribe(listener: (entry: LabEntry) => void): () => void
  faults: FaultTable
  /** Seeded: the same seed and the same order of calls give the same ids. */
  random(): number
}

const LEDGER_CAP = 200_000
/** Old entries leave in slabs, so that a full ledger does not shift the whole array each time. */
const SLAB = 10_000

export function createLabWorld(options: { seed: number; now?: () => number }): LabWorld {
  const now = options.now ?? Date.now
  const ledger: LabEntry[] = []
  const totals = new Map<string, number>()
  const listeners = new Set<(entry: LabEntry) => void>()
  let seq = 0

  return {
    now,
    faults: createFaultTable(),
    random: seededRandom(options.seed),
    record(entry) {
      seq += 1
      const full: LabEntry = { ...entry, seq, at: now() }
      ledger.push(full)
      if (ledger.length >= LEDGER_CAP + SLAB) ledger.splice(0, SLAB)
      const key = `${entry.platform} ${entry.kind}`
      totals.set(key, (totals.get(key) ?? 0) + 1)
      for (const listener of listeners) listener(full)
      return full
    },
    entries(afterSeq, limit = 1_000) {
      const first = ledger[0]?.seq ?? seq + 1
      const start = Math.max(0, afterSeq + 1 - first)
      return ledger.slice(start, start + limit)
    },
    counts: () => Object.fromEntries(totals),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** mulberry32: tiny, fast, and good enough for names and ids that must repeat. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
