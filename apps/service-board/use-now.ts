import { useEffect, useState } from 'react'

/** Often enough to see that figures age, seldom enough not to fidget. */
const tickMs = 5_000

/** The relay's time, every five seconds. Epoch ms. */
export function useNow(now: () => number): number {
  const [at, setAt] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), tickMs)
    return () => clearInterval(timer)
  }, [now])
  return at
}
