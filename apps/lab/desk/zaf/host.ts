import { answerCall, type Subject } from './calls.ts'
import { isFields, readMessage, type AppCall, type AppEvent, type Fields } from './protocol.ts'

/** One opened page of the app. */
export interface Instance {
  readonly guid: string
  /** Where the page comes from: nothing is heard from and nothing is said to any other origin. */
  readonly origin: string
  readonly window: () => Window | null
  readonly metadata: () => Fields
  readonly context: () => Fields
  readonly subject: Subject
  /** The page has shaken hands. */
  readonly onReady?: () => void
  /** Carries out `client.request`; rejects with a `RequestFault`. */
  readonly request?: (options: Fields) => Promise<unknown>
}

/** The arguments of jQuery's `fail`, of which the framework's script hands on the first. */
export class RequestFault extends Error {
  override readonly name = 'RequestFault'
  readonly response: Fields
  constructor(response: Fields) {
    super('the request failed')
    this.response = response
  }
}

export interface SaveHooks {
  /** How long an app may think about a save before it goes on without it. */
  readonly patienceMs?: number
}

/** Why the save is refused; undefined = it may go on. */
export type Veto = string | undefined

export interface ZafHost {
  add(instance: Instance): () => void
  /** Tells everyone who listens to this on any instance, or on one. */
  emit(event: string, data?: unknown, guid?: string): void
  /** Asks every page that hooked into this event; the first refusal wins. */
  ask(event: string, data?: unknown): Promise<Veto>
  close(): void
}

interface Guest {
  readonly instance: Instance
  isReady: boolean
  /** `{instance} {event}` that some handler waits for. */
  readonly ears: Set<string>
  readonly questions: Map<string, (veto: Veto) => void>
}

const defaultVeto = 'The app refused to save this ticket.'

function vetoOf({ error }: AppEvent): Veto {
  if (!error) return undefined
  return typeof error.msg === 'string' && error.msg !== '' ? error.msg : defaultVeto
}

type Guests = ReadonlyMap<string, Guest>

function tell(guest: Guest, message: Fields): void {
  guest.instance.window()?.postMessage(JSON.stringify(message), guest.instance.origin)
}

function emit(guests: Guests, event: string, data?: unknown, guid?: string): void {
  for (const guest of guests.values()) {
    for (const about of guests.keys()) {
      if (guid !== undefined && about !== guid) continue
      if (!guest.ears.has(`${about} ${event}`)) continue
      const whose = about === guest.instance.guid ? {} : { instanceGuid: about }
      tell(guest, { key: `zaf.${event}`, message: data, ...whose })
    }
  }
}

async function call(guests: Guests, guest: Guest, message: AppCall): Promise<void> {
  const subject = guests.get(message.instanceGuid)?.instance.subject
  const instances = () =>
    Object.fromEntries([...guests].map(([guid, { instance }]) => [guid, instance.context()]))
  const answer = await answerCall(subject, message, instances)
  tell(guest, { id: message.id, ...answer })
}

async function request(guest: Guest, { key, message }: AppEvent): Promise<void> {
  const { request: carry } = guest.instance
  try {
    if (!carry || !isFields(message)) throw new RequestFault({ status: 0, statusText: 'error' })
    const data = await carry(message)
    tell(guest, { key: `zaf.${key}.done`, message: { responseArgs: [data, 'success', {}] } })
  } catch (fault) {
    const response =
      fault instanceof RequestFault ? fault.response : { status: 0, statusText: String(fault) }
    tell(guest, { key: `zaf.${key}.fail`, message: { responseArgs: [response, 'error', ''] } })
  }
}

function greet(guest: Guest): void {
  guest.isReady = true
  const { instance } = guest
  const message = { metadata: instance.metadata(), context: instance.context() }
  tell(guest, { key: 'zaf.app.registered', message })
  instance.onReady?.()
}

function listen(guest: Guest, { key, message, instanceGuid }: AppEvent): void {
  const ear = `${instanceGuid} ${key.replace(/^iframe\.o(n|ff):/, '')}`
  const count = isFields(message) ? Number(message['subscriberCount']) : 0
  if (count > 0) guest.ears.add(ear)
  else guest.ears.delete(ear)
}

function hear(guests: Guests, guest: Guest, message: AppEvent): void {
  const { key, instanceGuid } = message
  if (key === 'iframe.handshake') greet(guest)
  else if (!guest.isReady) return
  else if (/^iframe\.o(n|ff):/.test(key)) listen(guest, message)
  else if (key.startsWith('iframe.trigger:'))
    emit(guests, key.slice('iframe.trigger:'.length), message.message, instanceGuid)
  else if (key.startsWith('iframe.reply:'))
    guest.questions.get(key.slice('iframe.reply:'.length))?.(vetoOf(message))
  else if (/^request:\d+$/.test(key)) void request(guest, message)
}

function question(
  guest: Guest,
  message: { key: string; data: unknown },
  patienceMs: number,
): Promise<Veto> {
  const event = message.key
  return new Promise((resolve) => {
    function settle(veto: Veto): void {
      clearTimeout(late)
      guest.questions.delete(event)
      resolve(veto)
    }
    // An app that has hung must not keep agents from answering: the relay's own gate still stands.
    const late = setTimeout(() => settle(undefined), patienceMs)
    guest.questions.set(event, settle)
    tell(guest, { key: `zaf.${event}`, message: message.data, needsReply: true })
  })
}

/** A page's side of the app framework, for pages of apps in frames inside it. */
export function zafHost(page: Window, { patienceMs = 30_000 }: SaveHooks = {}): ZafHost {
  const guests = new Map<string, Guest>()

  function receive({ data, origin, source }: MessageEvent): void {
    const message = readMessage(data)
    const guest = message && guests.get(message.appGuid)
    if (!message || !guest || guest.instance.origin !== origin) return
    if (source === null || source !== guest.instance.window()) return
    if (message.kind === 'event') hear(guests, guest, message)
    else if (guest.isReady) void call(guests, guest, message)
  }
  page.addEventListener('message', receive)

  return {
    emit: (event, data, guid) => emit(guests, event, data, guid),
    add(instance) {
      const guest: Guest = { instance, isReady: false, ears: new Set(), questions: new Map() }
      guests.set(instance.guid, guest)
      return () => {
        emit(guests, 'app.willDestroy', undefined, instance.guid)
        for (const settle of [...guest.questions.values()]) settle(undefined)
        guests.delete(instance.guid)
      }
    },
    async ask(event, data) {
      const asked = [...guests.values()].filter(({ instance, ears }) =>
        ears.has(`${instance.guid} ${event}`),
      )
      const vetoes = await Promise.all(
        asked.map((guest) => question(guest, { key: event, data }, patienceMs)),
      )
      return vetoes.find((veto) => veto !== undefined)
    },
    close: () => page.removeEventListener('message', receive),
  }
}
