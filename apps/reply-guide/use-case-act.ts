import { useState } from 'react'
import { recordCasework, type Casework } from '../../server/api/casework.ts'
import type { Relay } from '../kit/relay.ts'

export interface CaseActs {
  /** Ticks on their way to the relay, by step. */
  readonly underway: Readonly<Record<string, boolean>>
  readonly hasFailed: boolean
  readonly say: (type: Casework['type']['value']) => void
  readonly tick: (step: string, isDone: boolean) => void
}

/** What an agent says about a case. A tick shows at once and goes back when it was not recorded. */
export function useCaseAct(
  relay: Relay,
  ticket: string,
  { type, onDone }: { readonly type: Casework['type']; readonly onDone: () => Promise<void> },
): CaseActs {
  const [underway, setUnderway] = useState<CaseActs['underway']>({})
  const [hasFailed, setFailed] = useState(false)

  async function send(body: Parameters<typeof relay.call<typeof recordCasework>>[1]) {
    setFailed(false)
    try {
      await relay.call(recordCasework, { parts: { ticketId: ticket }, ...body })
      await onDone()
    } catch {
      setFailed(true)
    }
  }

  async function tick(step: string, isDone: boolean): Promise<void> {
    setUnderway((all) => ({ ...all, [step]: isDone }))
    await send({ body: { type: type.value, step: { id: step, isDone } } })
    setUnderway(({ [step]: _done, ...others }) => others)
  }
  return {
    underway,
    hasFailed,
    say: (value) => void send({ body: { type: value } }),
    tick(step, isDone) {
      // Twice at once could arrive the other way round.
      if (underway[step] === undefined) void tick(step, isDone)
    },
  }
}
