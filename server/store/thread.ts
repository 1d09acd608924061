import { Worker } from 'node:worker_threads'
import { RelayError, type SafeDetails } from '../core/error.ts'
import type { Log } from '../core/log.ts'
import type { Store } from '../core/store/index.ts'
import { createMailBell, storeOf, type StoreOptions, type StoreParts } from './index.ts'
import { createLine, type Line, type Port } from './thread-line.ts'

/** What the thread is started with. */
export type ThreadData = Omit<StoreOptions, 'clock' | 'log'>

type Methods = Readonly<Record<string, readonly string[]>>

/** Callbacks arrive together, share a commit and are answered together. */
const gathered = new Set(['acceptor.accept'])

/** The thread's side: opens the store on the first question and does what is asked of its parts. */
export function serveStore(
  port: Port,
  open: (world: { readonly log: Log; readonly onMail: () => void }) => Promise<StoreParts>,
): void {
  let opening: Promise<StoreParts> | undefined
  const line = createLine({
    port,
    gathered,
    async serve(target, given) {
      const parts = await (opening ??= open({ log, onMail }))
      if (target === 'methods') return methodsOf(parts)
      const [part = '', method = ''] = target.split('.')
      return (parts as unknown as Callable)[part]?.[method]?.(...given)
    },
  })
  const tell =
    (level: keyof Log) =>
    (event: string, details?: SafeDetails): void => {
      line.tell(`log.${level}`, [event, details])
    }
  const onMail = (): void => {
    line.tell('mail', [])
  }
  const log: Log = {
    debug: tell('debug'),
    info: tell('info'),
    warn: tell('warn'),
    error: tell('error'),
  }
}

type Callable = Readonly<Record<string, Readonly<Record<string, (...given: unknown[]) => unknown>>>>

function methodsOf(parts: StoreParts): Methods {
  const names = Object.entries(parts).map(([part, methods]) => [
    part,
    Object.keys(methods as object),
  ])
  return Object.fromEntries(names) as Methods
}

/** Methods by the same names that ask the thread. */
function remoteParts(
  methods: Methods,
  ask: (target: string, given: readonly unknown[]) => Promise<unknown>,
): StoreParts {
  const parts = Object.entries(methods).map(([part, names]) => [
    part,
    Object.fromEntries(
      names.map((name) => [name, (...given: unknown[]) => ask(`${part}.${name}`, given)]),
    ),
  ])
  const made: unknown = Object.fromEntries(parts)
  return made as StoreParts
}

interface Connection {
  readonly worker: Worker
  readonly line: Line
  readonly methods: Methods
}

function gone(): RelayError {
  return new RelayError('store.unavailable', 'The thread of the store ended.')
}

interface Wanted {
  readonly file: URL
  readonly data: ThreadData
  readonly log: Log
  readonly onMail: () => void
  readonly onEnd: (wasOpen: boolean) => void
}

async function connect({ file, data, log, onMail, onEnd }: Wanted): Promise<Connection> {
  const worker = new Worker(file, {
    workerData: data,
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  })
  const line = createLine({
    port: worker,
    gathered,
    serve(target, [event, details]) {
      if (target === 'mail') onMail()
      else log[target.slice('log.'.length) as keyof Log](String(event), details as SafeDetails)
    },
  })
  worker.on('error', (error) => {
    log.error('store.thread_failed', { message: error instanceof Error ? error.message : '' })
  })
  let isOpen = false
  worker.once('exit', () => {
    // That one could not open the store, whoever wanted it hears; no need for a line in the log.
    onEnd(isOpen)
    line.end(gone())
  })
  try {
    const methods = (await line.ask('methods', [])) as Methods
    isOpen = true
    return { worker, line, methods }
  } catch (error) {
    await worker.terminate()
    throw error
  }
}

/**
 * A SQLite store in a thread of its own: its commits and sorting hold up nobody who answers a platform.
 * `file` calls `serveStore`. When the thread dies, what it had not answered fails with `store.unavailable`
 * (mail then goes to the spool), and the next call starts another.
 */
export async function openStoreThread(file: URL, options: StoreOptions): Promise<Store> {
  const { clock, log, ...data } = options
  let live: Promise<Connection> | undefined
  let isClosed = false
  const mail = createMailBell()

  function onEnd(wasOpen: boolean): void {
    if (wasOpen && !isClosed) log.error('store.thread_ended')
    live = undefined
  }

  function connection(): Promise<Connection> {
    if (isClosed) return Promise.reject(gone())
    live ??= connect({ file, data, log, onMail: mail.ring, onEnd })
    return live
  }

  const ask = async (target: string, given: readonly unknown[]): Promise<unknown> =>
    (await connection()).line.ask(target, given)
  const { methods } = await connection()
  const store = storeOf(remoteParts(methods, ask), { ...options, now: () => clock.now(), mail })
  return {
    ...store,
    async close() {
      if (isClosed) return
      const { worker } = await connection()
      await store.close()
      isClosed = true
      await worker.terminate()
    },
  }
}
