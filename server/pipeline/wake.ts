export type WorkName = 'lanes' | 'outbox' | 'notices' | 'touched' | 'readbacks'

/** Lets one part of the pipeline rouse another at once instead of at its next look. */
export interface Wake {
  /** Something became due. */
  call(work: WorkName): void
  /** Resolves at the next call, or at once when one came since the last wait. */
  wait(work: WorkName): Promise<void>
}

export function createWake(): Wake {
  const pending = new Set<WorkName>()
  const waiting = new Map<WorkName, () => void>()
  return {
    call(work) {
      const resolve = waiting.get(work)
      if (!resolve) pending.add(work)
      waiting.delete(work)
      resolve?.()
    },
    wait(work) {
      if (pending.delete(work)) return Promise.resolve()
      return new Promise((resolve) => {
        const earlier = waiting.get(work)
        waiting.set(work, () => {
          earlier?.()
          resolve()
        })
      })
    },
  }
}
