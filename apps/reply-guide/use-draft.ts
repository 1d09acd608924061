import { useEffect, useState } from 'react'
import type { Composer, Draft } from './composer.ts'

/** The composer's content as it changes. */
export function useDraft(composer: Composer): Draft {
  const [draft, setDraft] = useState<Draft>(composer.current)
  useEffect(() => {
    setDraft(composer.current())
    return composer.watch(setDraft)
  }, [composer])
  return draft
}
