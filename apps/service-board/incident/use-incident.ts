import { useState } from 'react'
import {
  actOnIncident,
  readIncident,
  type IncidentAct,
  type IncidentDetail,
} from '../../../server/api/incidents.ts'
import { useLanguage } from '../../kit/i18n.tsx'
import { RelayProblem } from '../../kit/relay.ts'
import { useBoard } from '../board.ts'
import { usePolled, type Polled } from '../use-polled.ts'

/** One act at a time; what the relay says of a refusal is shown in its words. */
export interface Acting {
  readonly isBusy: boolean
  /** '' = it failed without a word. */
  readonly refusal: string | undefined
  /** False where it did not work out. */
  readonly act: (act: IncidentAct) => Promise<boolean>
}

export function useIncident(id: string): {
  readonly polled: Polled<IncidentDetail>
  readonly acting: Acting
} {
  const { relay } = useBoard()
  const { locale } = useLanguage()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const parts = { cluster: id }
  const polled = usePolled<IncidentDetail>(
    () => relay.call(readIncident, { parts }),
    `incident ${id}`,
  )
  async function act(body: IncidentAct): Promise<boolean> {
    setBusy(true)
    setRefusal(undefined)
    try {
      await relay.call(actOnIncident, { parts, body })
      return true
    } catch (error) {
      const said = error instanceof RelayProblem ? error.refusal?.message : undefined
      setRefusal(said?.[locale === 'en' ? 'en' : 'zh'] ?? '')
      return false
    } finally {
      setBusy(false)
      polled.reload()
    }
  }
  return { polled, acting: { isBusy, refusal, act } }
}
