import { PassThrough } from 'node:stream'
import { beforeEach, describe, expect, it } from 'vitest'
import { FakeClock } from '../testing/fake-clock.ts'
import { readStream } from './stream-read.ts'

let clock: FakeClock
let stream: PassThrough
beforeEach(() => {
  clock = new FakeClock()
  stream = new PassThrough()
})

const read = (more = {}) =>
  readStream(stream, { clock, forMs: 8000, quietMs: 250, maxBytes: 1000, ...more })

async function say(text: string): Promise<void> {
  stream.write(text)
  await new Promise((resolve) => setImmediate(resolve))
}

async function textOf(reading: Promise<Uint8Array>): Promise<string> {
  return new TextDecoder().decode(await reading)
}

describe('readStream', () => {
  it('hands over what came once the stream falls silent', async () => {
    const reading = read()
    await say('a\n')
    await clock.advance(200)
    await say('b\n')
    await clock.advance(500)
    expect(await textOf(reading)).toBe('a\nb\n')
    expect(stream.destroyed).toBe(true)
  })

  it('ends at its time though the stream never falls silent', async () => {
    const reading = read({ forMs: 1000 })
    for (let tick = 0; tick < 5; tick++) {
      await say('x')
      await clock.advance(200)
    }
    expect(await textOf(reading)).toBe('xxxxx')
  })

  it('ends empty when nothing comes at all', async () => {
    const reading = read()
    await clock.advance(8000)
    expect(await textOf(reading)).toBe('')
  })

  it('keeps what came before the connection broke', async () => {
    const reading = read()
    await say('whole\nhal')
    stream.destroy(new TypeError('cut'))
    expect(await textOf(reading)).toBe('whole\nhal')
  })

  it('takes no more than the size allowed and one piece', async () => {
    const reading = read({ maxBytes: 4 })
    await say('12345')
    expect(await textOf(reading)).toBe('12345')
  })
})
