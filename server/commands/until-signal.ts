/** Resolves after SIGTERM or SIGINT (or a lost parent) ended the work cleanly. */
export async function untilSignal(stop: () => Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
    // A child whose parent died must not keep the ports.
    process.once('disconnect', () => resolve())
  })
  await stop()
}
