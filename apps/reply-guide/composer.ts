import type { Zaf } from '../kit/zaf.ts'
import type { Edit } from '../../server/persona/rule.ts'
import { edited } from '../../server/persona/edited.ts'
import { editedHtml, htmlOf, plainOf } from './rich-text.ts'

/** What stands in Zendesk's composer. */
export interface Draft {
  /** missing: this Zendesk does not let apps read it. */
  readonly state: 'waiting' | 'ready' | 'missing'
  /** Plain text as the customer would get it. */
  readonly text: string
  readonly isNote: boolean
}

export interface Composer {
  readonly current: () => Draft
  /** Reads afresh: events carry no text worth trusting. */
  read(): Promise<Draft>
  /** Tells of every settled change; answers how to stop. */
  watch(listener: (draft: Draft) => void): () => void
  /** False when the text is no longer `judged`: nothing was changed. */
  apply(judged: string, edits: readonly Edit[]): Promise<boolean>
  /** False as with `apply`. */
  replace(seen: string, text: string): Promise<boolean>
  /** Puts text at the cursor. */
  insert(text: string): Promise<void>
}

/** Quick enough that findings stand there 150 ms after the last key, slow enough to skip most keys. */
const settleMs = 40

const nothing: Draft = { state: 'waiting', text: '', isNote: false }

interface Raw {
  readonly value: string
  readonly isRich: boolean
  readonly draft: Draft
}

async function readRaw(zaf: Zaf): Promise<Raw> {
  const [value, rich, type] = await Promise.all([
    zaf.get('comment.text'),
    zaf.get('comment.useRichText'),
    zaf.get('comment.type'),
  ])
  if (typeof value !== 'string')
    return { value: '', isRich: false, draft: { ...nothing, state: 'missing' } }
  // Some composers hold HTML without saying so; a draft that merely mentions a tag is not taken for it.
  const isRich = rich === true
  const text = isRich ? plainOf(value) : value
  return { value, isRich, draft: { state: 'ready', text, isNote: type === 'internalNote' } }
}

/** The composer of the ticket in sight, through Zendesk's client. */
export function composerOf(zaf: Zaf): Composer {
  let current = nothing
  const listeners = new Set<(draft: Draft) => void>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  function settle(next: Draft): void {
    const isSame =
      next.text === current.text && next.isNote === current.isNote && next.state === current.state
    current = next
    if (!isSame) for (const listener of listeners) listener(next)
  }
  async function read(): Promise<Draft> {
    const turn = ++asked
    const { draft } = await readRaw(zaf)
    // An answer that was overtaken by a later one says nothing any more.
    if (turn === asked) settle(draft)
    return draft
  }
  function soon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void read(), settleMs)
  }
  async function write(seen: string, next: (raw: Raw) => string): Promise<boolean> {
    const raw = await readRaw(zaf)
    settle(raw.draft)
    if (raw.draft.state !== 'ready' || raw.draft.text !== seen) return false
    await zaf.set('comment.text', next(raw))
    await read()
    return true
  }
  return {
    current: () => current,
    read,
    watch(listener) {
      listeners.add(listener)
      const stops = ['comment.text.changed', 'comment.type.changed', 'app.activated'].map((event) =>
        zaf.on(event, soon),
      )
      void read()
      return () => {
        listeners.delete(listener)
        clearTimeout(timer)
        for (const stop of stops) stop()
      }
    },
    apply: (judged, edits) =>
      write(judged, ({ value, isRich, draft }) =>
        isRich ? editedHtml(value, edits) : edited(draft.text, edits),
      ),
    replace: (seen, text) => write(seen, ({ isRich }) => (isRich ? htmlOf(text) : text)),
    async insert(text) {
      await zaf
        .invoke('ticket.editor.insert', htmlOf(text))
        .catch(() => zaf.invoke('comment.appendText', text))
      await read()
    },
  }
}
