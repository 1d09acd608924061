import { useEffect } from 'react'
import { useColorScheme } from './garden.ts'
import type { Zaf } from './zaf.ts'

/** Light and dark as Zendesk around the page. */
export function FollowScheme({ zaf }: { readonly zaf: Pick<Zaf, 'get' | 'on'> }) {
  const { setColorScheme } = useColorScheme()
  useEffect(() => {
    let isGone = false
    function follow(value: unknown): void {
      if (!isGone && (value === 'light' || value === 'dark')) setColorScheme(value)
    }
    void zaf.get('colorScheme').then(follow)
    const stop = zaf.on('colorScheme.changed', follow)
    return () => {
      isGone = true
      stop()
    }
  }, [zaf])
  return null
}
