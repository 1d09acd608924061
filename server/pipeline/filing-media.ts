import type { Attachment, FilingBody } from '../core/filing.ts'
import type { MediaFile, MediaRef } from '../core/media.ts'
import type { StoredMessage } from '../core/store/inbox.ts'
import type { AccountRuntime, Runtime } from './runtime.ts'

/** The text must not wait longer than this for its pictures; they follow in a comment of their own. */
const patienceMs = 3000
const keptMs = 24 * 60 * 60 * 1000

type StoredMedia = FilingBody['media'][number]

export interface FetchedMedia {
  readonly media: readonly StoredMedia[]
  /** Messages whose media are still missing. */
  readonly missing: readonly StoredMessage[]
}

async function withCopies(
  runtime: Runtime,
  kind: MediaRef['kind'],
  file: MediaFile,
): Promise<readonly MediaFile[]> {
  if (kind !== 'voice') return [file]
  const playable = await runtime.playable(file)
  return playable ? [file, playable] : [file]
}

async function fetchOne(
  runtime: Runtime,
  served: AccountRuntime,
  ref: MediaRef,
): Promise<readonly string[]> {
  if (!served.channel.media) return []
  const file = await served.channel.media(ref)
  const files = await withCopies(runtime, ref.kind, file)
  return Promise.all(
    files.map((one) => runtime.store.media.put(served.account.tenant, one, keptMs)),
  )
}

async function fetchAll(
  runtime: Runtime,
  served: AccountRuntime,
  stored: StoredMessage,
): Promise<readonly StoredMedia[] | undefined> {
  const refs = stored.message.parts.flatMap((part) => (part.type === 'media' ? [part.media] : []))
  try {
    const tokens = await Promise.all(refs.map((ref) => fetchOne(runtime, served, ref)))
    return refs.flatMap((ref, i) =>
      (tokens[i] ?? []).map((token) => ({ ref, messageId: stored.id, stored: token })),
    )
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unexpected'
    runtime.log.warn('media.fetch_failed', { account: served.account.id, code })
    return undefined
  }
}

function hasMedia(stored: StoredMessage): boolean {
  return stored.message.parts.some((part) => part.type === 'media')
}

/** Fetches customers' media into the relay's media store; what is slow or gone is answered as missing. */
export async function fetchMedia(
  runtime: Runtime,
  served: AccountRuntime,
  members: readonly StoredMessage[],
): Promise<FetchedMedia> {
  const wanted = members.filter(hasMedia)
  if (wanted.length === 0) return { media: [], missing: [] }
  const timer = new AbortController()
  const late = runtime.clock.sleep(patienceMs, timer.signal).then(() => undefined)
  const fetched = await Promise.all(
    wanted.map(async (stored) => ({
      stored,
      media: await Promise.race([fetchAll(runtime, served, stored), late]),
    })),
  )
  timer.abort()
  return {
    media: fetched.flatMap(({ media }) => media ?? []),
    missing: fetched.filter(({ media }) => media === undefined).map(({ stored }) => stored),
  }
}

export interface KeptMedia {
  readonly attachments: readonly Attachment[]
  /** Ids of messages whose files the store no longer keeps: the helpdesk was away for more than a day. */
  readonly gone: ReadonlySet<string>
}

/** The frozen media as bytes, from the media store: a retry attaches the same. */
export async function keptMedia(runtime: Runtime, body: FilingBody): Promise<KeptMedia> {
  const files = await Promise.all(
    body.media.map(async ({ stored, messageId }) => ({
      stored,
      messageId,
      file: await runtime.store.media.get(stored),
    })),
  )
  return {
    attachments: files.flatMap(({ file, stored }) =>
      file
        ? [{ name: file.name, contentType: file.contentType, bytes: file.bytes, token: stored }]
        : [],
    ),
    gone: new Set(files.filter(({ file }) => !file).map(({ messageId }) => messageId)),
  }
}
