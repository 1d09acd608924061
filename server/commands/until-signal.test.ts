import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'weiqiao-signal-'))
const program = join(folder, 'waiting.mjs')

beforeAll(() => {
  const module_ = pathToFileURL(join(import.meta.dirname, 'until-signal.ts')).href
  const text = `import { untilSignal } from '${module_}'
const waiting = untilSignal(async () => console.log('stopped'))
console.log('waiting')
await waiting
`
  writeFileSync(program, text)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A child as the demo makes one: with a channel to its parent. */
async function waitingChild(): Promise<{ child: ChildProcess; said: () => string }> {
  const child = fork(program, [], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  let said = ''
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await expect.poll(() => said, { timeout: 20_000 }).toContain('waiting')
  return { child, said: () => said }
}

describe('untilSignal', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends a child that still has a parent at %s',
    async (signal) => {
      const { child, said } = await waitingChild()
      const ended = once(child, 'exit')
      child.kill(signal)
      expect(await ended).toEqual([0, null])
      expect(said()).toContain('stopped')
    },
  )
  it('ends a child whose parent is gone', async () => {
    const { child, said } = await waitingChild()
    const ended = once(child, 'exit')
    child.disconnect()
    expect(await ended).toEqual([0, null])
    expect(said()).toContain('stopped')
  })
})
