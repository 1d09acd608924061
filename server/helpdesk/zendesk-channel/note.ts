import { RelayError, isRelayError } from '../../core/error.ts'
import type { TicketNote } from '../../core/helpdesk.ts'
import { callFramework } from './call.ts'
import { canPush } from './instances.ts'
import type { Parts } from './parts.ts'
import { push } from './push.ts'
import { cut, isoSeconds } from './resource.ts'

const maxDescription = 500
/** Zendesk learns a reply's id from our answer to its channelback: a note may be faster. */
const notYetKnownMs = 30_000
const againMs = 2000
/** Well within the time in which an undelivered reply must show. */
const ticketPatienceMs = 5000
const ticketAgainMs = 500
const reportPath = 'channelback/report_error'

function reportKey({ id }: TicketNote): string {
  return `channel-reported:${id}`
}

interface Telling {
  readonly parts: Parts
  readonly note: TicketNote
}

function notYetKnown(): RelayError {
  return new RelayError('helpdesk.conflict', 'Zendesk does not know the reply yet.', {
    retry: { afterMs: againMs },
  })
}

/** When this was first tried, epoch ms; `told` = done. */
async function firstTryOf({ parts }: Telling, key: string): Promise<'told' | number> {
  const { tenant, doors } = parts.options
  const known = await doors.kept.get(tenant, key)
  if (known === 'told') return known
  if (known !== undefined) return Number(known)
  const now = doors.clock.now()
  await doors.kept.set(tenant, key, String(now))
  return now
}

/**
 * Flags the agent's own comment as undelivered, once. A reply that Zendesk does not know yet is asked
 * about again for half a minute, since it may still be reading our answer.
 */
async function report(telling: Telling): Promise<void> {
  const { options, instances } = telling.parts
  const { failedReply, thread } = telling.note
  const instance = thread && (await instances.of(thread.account))
  if (!failedReply || !instance || !canPush(instance)) return
  const since = await firstTryOf(telling, reportKey(telling.note))
  if (since === 'told') return
  const { http, clock, kept } = options.doors
  const json = {
    instance_push_id: instance.instancePushId,
    external_id: failedReply.id,
    description: cut(failedReply.error, maxDescription),
  }
  const { baseUrl } = options
  const { accessToken } = instance
  try {
    await callFramework({ http, baseUrl, accessToken, path: reportPath, json })
  } catch (error) {
    if (!isRelayError(error, 'helpdesk.not_found')) throw error
    if (clock.now() - since < notYetKnownMs) throw notYetKnown()
  }
  await kept.set(options.tenant, reportKey(telling.note), 'told')
}

/** The reason why the agent's comment is not flagged yet. */
async function troubleOf(work: Promise<void>): Promise<RelayError | undefined> {
  try {
    await work
    return undefined
  } catch (error) {
    if (isRelayError(error)) return error
    throw error
  }
}

/** Zendesk's event with the ticket's id may be on its way: only the API can open and tag. */
async function waitForTicket(telling: Telling): Promise<false> {
  const since = await firstTryOf(telling, `channel-note-since:${telling.note.id}`)
  const { clock } = telling.parts.options.doors
  if (since === 'told' || clock.now() - since >= ticketPatienceMs) return false
  throw new RelayError('helpdesk.conflict', 'The id of the ticket is not known yet.', {
    retry: { afterMs: ticketAgainMs },
  })
}

/** By API: note, tags and status in one. False where it cannot be, so that the thread must carry the note. */
async function writeByApi({ parts, note }: Telling): Promise<boolean> {
  const { api } = parts.options
  if (!api) return false
  if (note.ticket.id === '') return waitForTicket({ parts, note })
  try {
    await api.helpdesk.note(note)
    return true
  } catch (error) {
    const isGone =
      isRelayError(error, 'helpdesk.closed') || isRelayError(error, 'helpdesk.not_found')
    if (!isGone) throw error
    return false
  }
}

async function pushNote({ parts, note }: Telling): Promise<void> {
  const { options, instances, ids } = parts
  const instance = note.thread && (await instances.of(note.thread.account))
  if (!note.thread || !instance) return
  if (!canPush(instance))
    throw new RelayError('helpdesk.auth', 'The account is not connected in Zendesk.')
  const resource = {
    external_id: cut(`note:${note.id}`, 255),
    message: note.text,
    thread_id: note.thread.threadId,
    created_at: isoSeconds(options.doors.clock.now()),
    author: { external_id: `weiqiao:${options.tenant}`, name: 'Weiqiao 微桥' },
    internal_note: true,
  }
  const [code] = await push({ options, instance, requestId: await ids.make() }, [resource])
  if (code === 'success' || code === 'already_imported') return
  throw new RelayError('helpdesk.conflict', 'Zendesk did not take the note.', {
    details: { status: code },
  })
}

/**
 * An undelivered reply is flagged on its own comment and explained in an internal note. The framework
 * itself can neither tag nor reopen: with API access the ticket is opened and tagged too.
 */
export async function writeNote(parts: Parts, note: TicketNote): Promise<void> {
  const telling = { parts, note }
  // The note says the same and more: it does not wait for the flag.
  const trouble = await troubleOf(report(telling))
  if (!(await writeByApi(telling))) await pushNote(telling)
  if (trouble) throw trouble
}
