import { MessageChannel, type MessagePort } from 'node:worker_threads'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RelayError } from '../core/error.ts'
import { createLine, type Line } from './thread-line.ts'

type Serve = (target: string, given: readonly unknown[]) => unknown

let ports: readonly [MessagePort, MessagePort]
let here: Line
let there: Line
let serveThere: Serve
let serveHere: Serve

beforeEach(() => {
  const { port1, port2 } = new MessageChannel()
  ports = [port1, port2]
  serveThere = (_target, given) => given
  serveHere = () => undefined
  const gathered = new Set(['many'])
  here = createLine({ port: port1, gathered, serve: (...asked) => serveHere(...asked) })
  there = createLine({ port: port2, gathered, serve: (...asked) => serveThere(...asked) })
})

afterEach(() => {
  for (const port of ports) port.close()
})

describe('createLine', () => {
  it('answers each question with what was returned for it, whatever the order of the answers', async () => {
    const waiting = new Map<unknown, (value: unknown) => void>()
    serveThere = (_target, [name]) => new Promise((resolve) => waiting.set(name, resolve))
    const answers = ['a', 'b', 'c'].map((name) => here.ask('one', [name]))
    await expect.poll(() => waiting.size).toBe(3)
    for (const name of ['c', 'a', 'b']) waiting.get(name)?.(`answer to ${name}`)
    expect(await Promise.all(answers)).toEqual(['answer to a', 'answer to b', 'answer to c'])
  })

  it('keeps code, retry, details and outcome of our errors, and the kind of others', async () => {
    const extras = { retry: { afterMs: 7 }, details: { n: 1 }, outcome: 'unknown' } as const
    const cause = new Error('EIO')
    serveThere = (target) => {
      if (target === 'ours') throw new RelayError('store.disk_full', 'Full.', { ...extras, cause })
      throw new TypeError('a mistake')
    }
    const ours = await here.ask('ours', []).catch((error: unknown) => error)
    expect(ours).toBeInstanceOf(RelayError)
    expect(ours).toMatchObject({ code: 'store.disk_full', message: 'Full.', ...extras })
    expect((ours as Error).cause).toMatchObject({ message: 'EIO' })
    const others = await here.ask('others', []).catch((error: unknown) => error)
    expect(others).toBeInstanceOf(TypeError)
  })

  it('calls back a function among the arguments, also one that throws, until the answer', async () => {
    let kept: ((n: number) => Promise<unknown>) | undefined
    serveThere = async (_target, [start, next]) => {
      kept = next as typeof kept
      return await kept?.(start as number)
    }
    expect(await here.ask('twice', [21, (n: number) => n * 2])).toBe(42)
    const fail = (): never => {
      throw new RelayError('store.lease_lost', 'Lost.')
    }
    await expect(here.ask('twice', [1, fail])).rejects.toMatchObject({ code: 'store.lease_lost' })
  })

  it('tells without an answer, in the order of what is asked', async () => {
    const heard: unknown[] = []
    serveHere = (target, given) => void heard.push([target, ...given])
    serveThere = () => {
      there.tell('mail', [1])
      there.tell('mail', [2])
    }
    await here.ask('one', [])
    await expect
      .poll(() => heard)
      .toEqual([
        ['mail', 1],
        ['mail', 2],
      ])
  })

  it('fails what is unanswered when the line ends', async () => {
    serveThere = () => new Promise(() => undefined)
    const asked = here.ask('one', [])
    here.end(new RelayError('store.unavailable', 'Gone.'))
    await expect(asked).rejects.toMatchObject({ code: 'store.unavailable' })
  })

  it('loses, doubles and swaps nothing, gathered or not', async () => {
    const asks = fc.array(fc.tuple(fc.constantFrom('many', 'one'), fc.jsonValue()), {
      maxLength: 80,
    })
    await fc.assert(
      fc.asyncProperty(asks, async (asked) => {
        const seen: unknown[] = []
        serveThere = (target, [value]) => {
          seen.push([target, value])
          return value
        }
        const answers = await Promise.all(asked.map(([target, value]) => here.ask(target, [value])))
        expect(answers).toEqual(asked.map(([, value]) => value))
        expect(seen).toEqual(asked)
      }),
      { numRuns: 30 },
    )
  })

  it('sends what is gathered in one turn together', async () => {
    let parcels = 0
    ports[1].on('message', () => (parcels += 1))
    await Promise.all(Array.from({ length: 10 }, (_, n) => here.ask('many', [n])))
    expect(parcels).toBe(1)
  })
})
