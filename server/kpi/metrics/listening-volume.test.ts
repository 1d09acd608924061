import { describe, expect, it } from 'vitest'
import { hour, item, monday, readingOf } from '../made-facts.fake.ts'
import { listeningVolume } from './listening-volume.ts'

describe('listeningVolume', () => {
  it('counts what was browsed by then, closers and spam too, echoes not (S2-18)', () => {
    const inbound = [
      item({ listenedAt: monday + hour }),
      item({ listenedAt: monday + hour, kind: 'closer' }),
      item({ listenedAt: monday + hour, kind: 'echo' }),
      item({ listenedAt: monday + 3 * hour }),
      item(),
    ]
    expect(readingOf(listeningVolume, inbound, monday + hour)?.['']).toMatchObject({
      value: 2,
      n: 4,
    })
    expect(readingOf(listeningVolume, inbound, monday + 3 * hour)?.['']?.value).toBe(3)
  })
  it('is 0, not unknown, where nobody listened to what came', () => {
    expect(readingOf(listeningVolume, [item()], monday)?.['']?.value).toBe(0)
  })
})
