import { useEffect, useState } from 'react'

/** A clock to look at: the relay's time, once a second. */
export function useNow(now: () => number): number {
  const [at, setAt] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), 1000)
    return () => clearInterval(timer)
  }, [now])
  return at
}
