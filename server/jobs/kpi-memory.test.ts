import { expect, it } from 'vitest'
import { CircleMemory } from './kpi-memory.ts'

const names = ['c:1', 'p:1']

function storeOf(circles: Readonly<Record<string, string>>) {
  const asked: string[][] = []
  return {
    asked,
    circlesOf: (_tenant: string, wanted: readonly string[]) => {
      asked.push([...wanted])
      return Promise.resolve(
        wanted.flatMap((name) => (name in circles ? [[name, circles[name] ?? ''] as const] : [])),
      )
    },
  }
}

it('asks for a name once, and again for what had no circle', async () => {
  const [memory, store] = [new CircleMemory(), storeOf({ 'c:1': 'one' })]
  memory.standAt(0)
  expect([...(await memory.of(store, 'acme', names))]).toEqual([['c:1', 'one']])
  expect([...(await memory.of(store, 'acme', names))]).toEqual([['c:1', 'one']])
  expect(store.asked).toEqual([names, ['p:1']])
})

it('follows a circle that became part of another one', async () => {
  const [memory, store] = [new CircleMemory(), storeOf({ 'c:1': 'one', 'p:1': 'two' })]
  memory.standAt(5)
  await memory.of(store, 'acme', names)
  memory.move(9, [['p:1', 'one']])
  memory.standAt(9)
  expect(new Map(await memory.of(store, 'acme', names))).toEqual(
    new Map([
      ['c:1', 'one'],
      ['p:1', 'one'],
    ]),
  )
  expect(store.asked).toHaveLength(2)
})

it('forgets everything where somebody else has read on', async () => {
  const [memory, store] = [new CircleMemory(), storeOf({ 'c:1': 'one', 'p:1': 'two' })]
  memory.standAt(5)
  await memory.of(store, 'acme', names)
  memory.standAt(7)
  await memory.of(store, 'acme', names)
  expect(store.asked).toEqual([names, names])
})
