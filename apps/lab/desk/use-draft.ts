import { useState } from 'react'
import type { Lab } from '../lab-door.ts'
import { useDeed } from '../use-deed.ts'

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

const blank: Words = { text: '', isPublic: true, uploads: [] }

export interface DraftOf {
  readonly lab: Lab
  readonly drafts: Drafts
  readonly ticket: number
  readonly agentId: number | undefined
  readonly status: string
}

/** What an agent is writing on one ticket, and how it is handed in. */
export function useDraft({ lab, drafts, ticket, agentId, status }: DraftOf) {
  const [words, setWords] = useState(drafts.get(ticket) ?? blank)
  const deed = useDeed()
  function change(part: Partial<Words>): void {
    setWords((before) => {
      const next = { ...before, ...part }
      drafts.set(ticket, next)
      return next
    })
  }
  const say = (body: object): Promise<boolean> =>
    deed.run(() => lab.post(`/desk/tickets/${ticket}/comments`, { agentId, ...body }))

  async function attach(file: File): Promise<void> {
    await deed.run(async () => {
      const { token } = await lab.upload(file.name, file)
      change({ uploads: [...(drafts.get(ticket) ?? words).uploads, { name: file.name, token }] })
    })
  }
  async function submit(): Promise<void> {
    const { text, isPublic, uploads } = words
    if (deed.isRunning || (text.trim() === '' && uploads.length === 0)) return
    const tokens = uploads.map(({ token }) => token)
    const isSaid = await say({
      body: text,
      public: isPublic,
      status: words.status ?? status,
      uploads: tokens,
    })
    if (!isSaid) return
    setWords(blank)
    drafts.delete(ticket)
  }
  /** A command to the relay: an internal note that leaves the draft alone. */
  const note = (body: string): void => void say({ body, public: false })

  return { words, change, attach, submit, note, ...deed }
}

export type Draft = ReturnType<typeof useDraft>
