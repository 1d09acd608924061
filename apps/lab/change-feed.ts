const reopenAfterMs = 2_000

/** Word of changes in the lab. */
export interface ChangeFeed {
  /** Calls back on every change; answers how to stop. */
  follow(onChange: () => void): () => void
  /** Tells whether changes still arrive; answers how to stop. */
  watch(onConnection: (isConnected: boolean) => void): () => void
}

/** The part of an EventSource that is used here. */
export interface ChangeSource {
  /** `message` is an event of a platform, `changed` anything else that was done in the lab. */
  addEventListener(type: 'open' | 'message' | 'changed' | 'error', listener: () => void): void
  readonly readyState: number
  close(): void
}

const CLOSED = 2

/**
 * One stream for the whole page: a browser allows a page six connections to a host, and a stream
 * for each panel would use them up.
 */
export function changeFeed(
  url: string,
  open: (url: string) => ChangeSource = (address) => new EventSource(address),
): ChangeFeed {
  const followers = new Set<() => void>()
  const watchers = new Set<(isConnected: boolean) => void>()
  let source: ChangeSource | undefined
  let isConnected = true

  const changed = (): void => followers.forEach((follower) => follower())
  function connected(now: boolean): void {
    if (now === isConnected) return
    isConnected = now
    watchers.forEach((watcher) => watcher(now))
    // What happened meanwhile was not told.
    if (now) changed()
  }
  function start(): void {
    if (source || followers.size === 0) return
    const mine = open(url)
    source = mine
    mine.addEventListener('message', changed)
    mine.addEventListener('changed', changed)
    mine.addEventListener('open', () => connected(true))
    mine.addEventListener('error', () => {
      connected(false)
      // The browser comes back by itself unless the answer was an error.
      if (mine.readyState !== CLOSED) return
      source = undefined
      setTimeout(start, reopenAfterMs)
    })
  }
  function stop(): void {
    if (followers.size > 0) return
    source?.close()
    source = undefined
  }

  return {
    follow(onChange) {
      followers.add(onChange)
      start()
      return () => {
        followers.delete(onChange)
        stop()
      }
    },
    watch(onConnection) {
      watchers.add(onConnection)
      onConnection(isConnected)
      return () => void watchers.delete(onConnection)
    },
  }
}
