import { useMoments } from '../moment.ts'

/** A moment as short as unmistakable, with its time of day. */
export function useWhen(): (at: string) => string {
  const moments = useMoments()
  return (at) => {
    const when = Date.parse(at)
    return moments.isSameDay(when, Date.now())
      ? moments.time(when)
      : `${moments.day(when)} ${moments.time(when)}`
  }
}
