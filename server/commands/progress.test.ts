import { describe, expect, it } from 'vitest'
import { createProgress } from './progress.ts'

function watched(isTTY: boolean) {
  let [now, written] = [0, '']
  const stream = { isTTY, write: (text: string) => ((written += text), true) }
  const progress = createProgress('lines read', stream, () => now)
  return { progress, pass: (ms: number) => (now += ms), written: () => written }
}

describe('createProgress', () => {
  it('says on a terminal now and then how far it is, and wipes that away', () => {
    const { progress, pass, written } = watched(true)
    progress.tell(10)
    pass(200)
    progress.tell(2000)
    progress.tell(4000)
    progress.end()
    expect(written()).toBe('\r2000 lines read\r\u001b[K')
  })
  it('says nothing about short work, and nothing elsewhere', () => {
    const short = watched(true)
    short.progress.end()
    const file = watched(false)
    file.pass(1000)
    file.progress.tell(5)
    file.progress.end()
    expect(short.written() + file.written()).toBe('')
  })
})
