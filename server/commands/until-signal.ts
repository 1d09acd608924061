const signals = ['SIGTERM', 'SIGINT'] as const

/** Resolves after SIGTERM or SIGINT (or a lost parent) ended the work cleanly. */
export async function untilSignal(stop: () => Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => {
    function end(): void {
      // Whoever listens to its parent is kept alive by it, while the parent waits for its end.
      process.off('disconnect', end)
      resolve()
    }
    for (const signal of signals) process.once(signal, end)
    // A child whose parent died must not keep the ports.
    process.once('disconnect', end)
  })
  await stop()
}
