import { useCallback, useEffect, useState } from 'react'
import type { AppLaunch, Lab } from '../../lab-door.ts'

export type Launch =
  | { readonly state: 'loading' }
  | { readonly state: 'failed' }
  | { readonly state: 'ready'; readonly launch: AppLaunch; readonly guid: string }

/** Zendesk's word for one opening of the app's page: every opening has a token of its own. */
export function useLaunch(lab: Lab, location: string, agentId: number | undefined) {
  const [launch, setLaunch] = useState<Launch>({ state: 'loading' })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let isGone = false
    setLaunch({ state: 'loading' })
    lab.get<AppLaunch>(`/desk/apps/${location}?agentId=${agentId ?? ''}`).then(
      (opened) => {
        if (!isGone) setLaunch({ state: 'ready', launch: opened, guid: crypto.randomUUID() })
      },
      () => {
        if (!isGone) setLaunch({ state: 'failed' })
      },
    )
    return () => {
      isGone = true
    }
  }, [lab, location, agentId, attempt])
  const again = useCallback(() => setAttempt((count) => count + 1), [])
  return { launch, again }
}
