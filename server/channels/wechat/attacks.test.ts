import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { HttpRequest } from '../../core/http.ts'
import { scriptedDoors } from '../../testing/scripted-doors.ts'
import { handshakeAttacks, pushAttacks, type Attacks } from './attacks.fake.ts'
import { accountOf, push, type Format, type Mode } from './callback.fake.ts'
import { fixture } from './fixtures.fake.ts'
import { forged } from './verify.ts'
import { wechatDescriptor } from './index.ts'

const modes: readonly Mode[] = ['safe', 'compatible', 'plain']
const formats: readonly Format[] = ['xml', 'json']
const variants = modes.flatMap((mode) => formats.map((format) => ({ mode, format })))

/** All an onlooker could see of a refusal, the place it was thrown from aside. */
function seen(error: unknown): string {
  const { stack: _stack, ...rest } = error as Error
  return inspect({ ...rest, message: (error as Error).message }, { depth: 6 })
}

async function outcome(mode: Mode, request: HttpRequest): Promise<string> {
  const { doors, logged, calls } = scriptedDoors(() => ({ json: {} }))
  const channel = wechatDescriptor.create(accountOf({ mode }), doors)
  const said = await channel.receive(request).then(
    ({ items }) => `accepted ${items.length}`,
    (error: unknown) => seen(error),
  )
  return `${said}${logged()}${calls.length === 0 ? '' : 'called out'}`
}

const refusal = seen(forged())

async function expectRefusals(mode: Mode, attacks: readonly HttpRequest[]): Promise<void> {
  expect(attacks.length).toBeGreaterThan(0)
  for (const attack of attacks) expect(await outcome(mode, attack)).toBe(refusal)
}

const rows = variants.flatMap((written) => {
  const attacks = pushAttacks(written, fixture(`message-text.${written.format}`))
  return Object.entries(attacks).map(
    ([what, list]) => [written.mode, written.format, what, list] as const,
  )
})
const handshakes: Attacks = handshakeAttacks()
const knocks = modes.flatMap((mode) =>
  Object.entries(handshakes).map(([what, list]) => [mode, what, list] as const),
)

describe('the attack table', () => {
  it.each(variants)('begins with pushes in $mode mode and $format that do verify', async (one) => {
    const text = fixture(`message-text.${one.format}`)
    const good = push(one, text, { at: 1_772_416_800_000 })
    expect(await outcome(one.mode, good)).toBe('accepted 1')
  })

  it.each(rows)('refuses a push in %s mode and %s with %s', (mode, _format, _what, list) =>
    expectRefusals(mode, list),
  )

  it.each(knocks)('refuses a handshake in %s mode with %s', (mode, _what, list) =>
    expectRefusals(mode, list),
  )
})
