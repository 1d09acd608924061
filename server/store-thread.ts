import { parentPort, workerData } from 'node:worker_threads'
import { openParts } from './store/index.ts'
import { serveStore, type ThreadData } from './store/thread.ts'
import { restHeap } from './wire/heap-rest.ts'
import { systemClock } from './wire/system-clock.ts'

// The thread of `openStoreThread`: a SQLite store beside the event loop that answers.
if (parentPort) {
  restHeap()
  serveStore(parentPort, async ({ log, onMail }) => {
    const options = { ...(workerData as ThreadData), clock: systemClock, log }
    const { parts } = await openParts(options, onMail)
    return parts
  })
}
