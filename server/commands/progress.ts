const everyMs = 200

/** Says on a terminal how far long work is; elsewhere nothing. */
export interface Progress {
  readonly tell: (done: number) => void
  /** Wipes the line. */
  readonly end: () => void
}

export function createProgress(
  unit: string,
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr,
  now: () => number = () => performance.now(),
): Progress {
  let toldAt = now()
  let isShown = false
  return {
    tell(done) {
      if (!stream.isTTY || now() - toldAt < everyMs) return
      toldAt = now()
      isShown = true
      stream.write(`\r${done} ${unit}`)
    },
    end() {
      if (isShown) stream.write('\r\u001b[K')
      isShown = false
    },
  }
}
