import { useCallback, useEffect, useRef, useState } from 'react'
import { readGuidance, readPulse, type Guidance, type Pulse } from '../../server/api/guidance.ts'
import { RelayProblem, type Relay } from '../kit/relay.ts'

export interface GuidanceState {
  /** The newest known, kept while the relay is away. */
  readonly guidance: Guidance | undefined
  /** Why the last attempt brought nothing; undefined = all is well. */
  readonly problem: RelayProblem['why'] | undefined
  readonly reload: () => Promise<void>
}

/** Crisis wording must be followed within 5 s. */
const pulseMs = 4000

function whyOf(error: unknown): RelayProblem['why'] {
  return error instanceof RelayProblem ? error.why : 'unreachable'
}

function changed(a: Pulse | undefined, b: Pulse): boolean {
  return (
    a !== undefined &&
    (a.crisisVersion !== b.crisisVersion ||
      a.deliveriesVersion !== b.deliveriesVersion ||
      a.messagesVersion !== b.messagesVersion ||
      a.personaVersion !== b.personaVersion ||
      a.caseworkVersion !== b.caseworkVersion)
  )
}

/** What the relay knows beside a ticket, kept fresh; tries again by itself while it does not answer. */
export function useGuidance(relay: Relay | undefined, ticket: string | undefined): GuidanceState {
  const [guidance, setGuidance] = useState<Guidance>()
  const [problem, setProblem] = useState<RelayProblem['why'] | undefined>(
    relay ? undefined : 'ended',
  )
  const seen = useRef<Pulse>()
  const isMissing = useRef(true)

  const reload = useCallback(async () => {
    if (!relay || ticket === undefined) return
    try {
      setGuidance(await relay.call(readGuidance, { parts: { ticketId: ticket } }))
      isMissing.current = false
      setProblem(undefined)
    } catch (error) {
      isMissing.current = true
      setProblem(whyOf(error))
    }
  }, [relay, ticket])

  const beat = useCallback(async () => {
    if (!relay || ticket === undefined) return
    try {
      // The versions first: what changes between the two reads is then seen at the next beat.
      const pulse = await relay.call(readPulse, { query: { ticket }, timeoutMs: pulseMs })
      const isNews = isMissing.current || changed(seen.current, pulse)
      seen.current = pulse
      setProblem(undefined)
      if (isNews) await reload()
    } catch (error) {
      setProblem(whyOf(error))
    }
  }, [relay, ticket, reload])

  useEffect(() => {
    let isGone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    async function round(): Promise<void> {
      await beat()
      if (!isGone) timer = setTimeout(() => void round(), pulseMs)
    }
    isMissing.current = true
    void round()
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [beat])

  return { guidance, problem, reload }
}
