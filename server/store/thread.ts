import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads'
import { RelayError, type SafeDetails } from '../core/error.ts'
import type { Log } from '../core/log.ts'
import type { Store } from '../core/store/index.ts'
import { createMailBell, storeOf, type StoreOptions, type StoreParts } from './assembled.ts'
import { createLine, type Line, type Port } from './thread-line.ts'

/** What the thread is started with. */
export type ThreadData = Omit<StoreOptions, 'clock' | 'log'>

type Methods = Readonly<Record<string, readonly string[]>>

/** Callbacks arrive together, share a commit and are answered together. */
const gathered = new Set(['acceptor.accept'])

/** Asks for the names of what the store can do. */
const nameMethods = 'methods'
/** Hands over the end of a channel by which one more thread may ask. */
const letIn = 'let in'

/** The thread's side: opens the store on the first question and does what is asked of its parts. */
export function serveStore(
  port: Port,
  open: (world: { readonly log: Log; readonly onMail: () => void }) => Promise<StoreParts>,
): void {
  let opening: Promise<StoreParts> | undefined
  async function serve(target: string, given: readonly unknown[]): Promise<unknown> {
    const parts = await (opening ??= open({ log, onMail }))
    if (target === nameMethods) return methodsOf(parts)
    const [part = '', method = ''] = target.split('.')
    return (parts as unknown as Callable)[part]?.[method]?.(...given)
  }
  const line = createLine({
    port,
    gathered,
    serve(target, given) {
      if (target !== letIn) return serve(target, given)
      createLine({ port: given[0] as MessagePort, gathered, serve })
      return undefined
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
    const methods = (await line.ask(nameMethods, [])) as Methods
    isOpen = true
    return { worker, line, methods }
  } catch (error) {
    await worker.terminate()
    throw error
  }
}

/** What one more thread needs to ask the thread of a store. Sent with `port` among what is transferred. */
export interface StoreShare {
  readonly port: MessagePort
  readonly methods: Methods
}

/** A store that further threads may ask, past the one that opened it. */
export interface SharedStore extends Store {
  share(): Promise<StoreShare>
}

/** The parts of a store that need nothing of the thread they are asked from. */
export type StoreByShare = Omit<StoreParts, 'acceptor' | 'tokenRows' | 'whole' | 'inbox'>

/** The other thread's side. Once the store's thread has ended, all it is asked fails. */
export function openShare({ port, methods }: StoreShare): StoreByShare {
  const line = createLine({ port, gathered, serve: () => undefined })
  let isGone = false
  port.once('close', () => {
    isGone = true
    line.end(gone())
  })
  return remoteParts(methods, (target, given) =>
    isGone ? Promise.reject(gone()) : line.ask(target, given),
  )
}

/**
 * A SQLite store in a thread of its own: its commits and sorting hold up nobody who answers a platform.
 * `file` calls `serveStore`. When the thread dies, what it had not answered fails with `store.unavailable`
 * (mail then goes to the spool), and the next call starts another.
 */
export async function openStoreThread(file: URL, options: StoreOptions): Promise<SharedStore> {
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
    async share() {
      const { line } = await connection()
      const { port1, port2 } = new MessageChannel()
      await line.hand(letIn, port1)
      return { port: port2, methods }
    },
    async close() {
      if (isClosed) return
      const { worker } = await connection()
      await store.close()
      isClosed = true
      await worker.terminate()
    },
  }
}
