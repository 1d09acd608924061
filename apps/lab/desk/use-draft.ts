import { useRef, useState } from 'react'
import type { Lab } from '../lab-door.ts'
import { useDeed } from '../use-deed.ts'
import type { ZafHost } from './zaf/host.ts'

interface Upload {
  readonly name: string
  readonly token: string
}

export interface Words {
  readonly text: string
  readonly isPublic: boolean
  readonly uploads: readonly Upload[]
  /** Chosen by the agent; absent = as the ticket stands. */
  readonly status?: string
}

/** Unsent words by ticket: looking at another ticket must not lose them. */
export type Drafts = Map<number, Words>

export const blank: Words = { text: '', isPublic: true, uploads: [] }

export interface DraftOf {
  readonly lab: Lab
  readonly drafts: Drafts
  readonly ticket: number
  readonly agentId: number | undefined
  readonly status: string
  /** Apps beside the composer hear of every change and are asked before a save. */
  readonly apps: Pick<ZafHost, 'emit' | 'ask'> | undefined
}

export function tellChange(apps: DraftOf['apps'], propertyName: string, newValue: unknown): void {
  apps?.emit(`${propertyName}.changed`, newValue)
  apps?.emit('*.changed', { propertyName, newValue })
}

function tellChanges(apps: DraftOf['apps'], before: Words, next: Words): void {
  if (next.text !== before.text) tellChange(apps, 'comment.text', next.text)
  if (next.isPublic !== before.isPublic)
    tellChange(apps, 'comment.type', next.isPublic ? 'publicReply' : 'internalNote')
  if (next.uploads !== before.uploads)
    tellChange(
      apps,
      'comment.attachments',
      next.uploads.map(({ name }) => ({ filename: name })),
    )
}

/** What an agent is writing on one ticket, and how it is handed in. */
export function useDraft({ lab, drafts, ticket, agentId, status, apps }: DraftOf) {
  const [words, setWords] = useState(drafts.get(ticket) ?? blank)
  const [veto, setVeto] = useState('')
  const [isSaving, setSaving] = useState(false)
  const saving = useRef(false)
  const deed = useDeed()
  const current = (): Words => drafts.get(ticket) ?? blank

  function put(next: Words): void {
    const before = current()
    if (next === blank) drafts.delete(ticket)
    else drafts.set(ticket, next)
    setWords(next)
    setVeto('')
    tellChanges(apps, before, next)
  }
  const change = (part: Partial<Words>): void => put({ ...current(), ...part })
  const say = (body: object): Promise<boolean> =>
    deed.run(() => lab.post(`/desk/tickets/${ticket}/comments`, { agentId, ...body }))

  async function attach(file: File): Promise<void> {
    await deed.run(async () => {
      const { token } = await lab.upload(file.name, file)
      change({ uploads: [...current().uploads, { name: file.name, token }] })
    })
  }
  async function handIn(): Promise<void> {
    const refusal = await apps?.ask('ticket.save')
    if (refusal !== undefined) {
      setVeto(refusal)
      return
    }
    apps?.emit('ticket.submit.start')
    // An app may change the words while it is asked: what stands now is what is saved.
    const { text, isPublic, uploads, status: chosen = status } = current()
    const tokens = uploads.map(({ token }) => token)
    const isSaid = await say({ body: text, public: isPublic, status: chosen, uploads: tokens })
    if (isSaid) put(blank)
    apps?.emit(isSaid ? 'ticket.submit.done' : 'ticket.submit.fail')
    apps?.emit('ticket.submit.always')
  }
  async function submit(): Promise<void> {
    const { text, uploads } = current()
    if (saving.current || deed.isRunning || (text.trim() === '' && uploads.length === 0)) return
    saving.current = true
    setSaving(true)
    try {
      await handIn()
    } finally {
      saving.current = false
      setSaving(false)
    }
  }
  /** A command to the relay: an internal note that leaves the draft alone. */
  const note = (body: string): void => void say({ body, public: false })
  const { problem } = deed
  const isRunning = deed.isRunning || isSaving

  return { words, current, change, attach, submit, note, problem, veto, isRunning, isSaving }
}

export type Draft = ReturnType<typeof useDraft>
