import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RelayError } from '../core/error.ts'
import { acceptancesOf } from '../pipeline/acceptance.ts'
import { runCli, type Ended } from '../testing/cli-process.ts'
import { fileWith, goodEnvironment as env } from '../testing/config-file.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'

const masterKey = Buffer.from(env['WEIQIAO_MASTER_KEY'] ?? '', 'base64')

let folder: string
let config: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weiqiao-letters-'))
  config = join(folder, 'relay.json')
  writeFileSync(config, JSON.stringify(fileWith({ store: `sqlite:${folder}/bed.db` })))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Works on the store as a relay would, then lets go of it. */
async function asRelay<T>(work: (bed: Bed) => Promise<T>): Promise<T> {
  const bed = await relayBed({ folder, masterKey })
  try {
    return await work(bed)
  } finally {
    await bed.close()
  }
}

function deadLetters(...argv: readonly string[]): Promise<Ended> {
  return runCli(['dead-letters', ...argv, '--config', config], { env })
}

function linesOf({ code, stdout, stderr }: Ended): readonly Record<string, unknown>[] {
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const lines = stdout.split('\n').filter((line) => line !== '')
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

/** A message whose filing Zendesk refuses for good. */
async function refuseOne(): Promise<void> {
  await asRelay(async (bed) => {
    // The placeholder that takes its place is accepted.
    bed.helpdesk.onFile = ({ id, body }) =>
      body.text.includes('机密')
        ? { id, outcome: 'failed', error: new RelayError('helpdesk.invalid', 'Refused (422).') }
        : undefined
    await bed.say('机密：这句话不进死信')
    await bed.settle()
  })
}

describe('dead-letters', () => {
  it('lists nothing, in silence, where nothing is dead', async () =>
    expect(linesOf(await deadLetters('list'))).toEqual([]))

  it('lists what Zendesk refused with its code, never the words of the customer', async () => {
    await refuseOne()
    const answer = await deadLetters('list')
    expect(linesOf(answer)).toEqual([
      expect.objectContaining({ tenant: 'acme', kind: 'filing', code: 'helpdesk.invalid' }),
    ])
    expect(answer.stdout).not.toContain('机密')
  })

  it('replays one by its id under the same key, so that nothing doubles', async () => {
    await refuseOne()
    const [letter] = linesOf(await deadLetters('list'))
    const answer = await deadLetters('replay', '--id', String(letter?.['id']))
    expect(answer).toEqual({ code: 0, stdout: 'replayed 1 of 1\n', stderr: '' })
    expect(linesOf(await deadLetters('list'))).toEqual([])
    const filed = await asRelay(async (bed) => {
      await bed.clock.advance(Date.now() - bed.clock.now() + 1000)
      await bed.settle()
      return bed.helpdesk.filings.map(({ id, body }) => [id, body.text])
    })
    expect(filed).toEqual([[letter?.['refersTo'], expect.stringContaining('机密')]])
  })

  it('replays all of a code and leaves the others', async () => {
    await refuseOne()
    const other = await deadLetters('replay', '--all', '--code', 'helpdesk.forbidden')
    expect(other.stdout).toBe('replayed 0 of 0\n')
    const mine = await deadLetters('replay', '--all', '--code', 'helpdesk.invalid')
    expect(mine.stdout).toBe('replayed 1 of 1\n')
  })

  it.each([
    ['an id that is not there', ['replay', '--id', 'none'], 'No open dead letter has the id none.'],
    [
      'a replay of nothing in particular',
      ['replay'],
      'Say which: dead-letters replay --id ID, or --all',
    ],
    ['a tenant that is not there', ['list', '--tenant', 'nobody'], 'No tenant is named nobody.'],
    [
      'a release of nothing',
      ['quarantine', '--release', 'none'],
      'Nothing in quarantine has the id none.',
    ],
  ])('complains about %s', async (_name, argv, line) => {
    const complaint = { code: 1, stdout: '', stderr: `${line} (config.invalid)\n` }
    expect(await deadLetters(...argv)).toEqual(complaint)
  })

  it('shows callbacks signed more than a day ago and releases them by a person', async () => {
    await asRelay(async (bed) => {
      const item = bed.item('两天前的话')
      const signedAt = bed.clock.now() - 2 * 86_400_000
      const served = bed.runtime.tenants.get('acme')?.accounts.get('wx')
      if (!served) throw new TypeError('no account')
      const arrived = { item: { ...item, signedAt }, receivedAt: bed.clock.now() }
      await bed.store.inbox.accept(acceptancesOf(bed.runtime, served, arrived))
      await bed.settle()
      expect(bed.helpdesk.filings).toEqual([])
    })
    expect(linesOf(await deadLetters('quarantine'))).toEqual([
      expect.objectContaining({ tenant: 'acme', account: 'wx', released: false }),
    ])
    expect(linesOf(await deadLetters('quarantine', '--release', 'all'))).toEqual([
      expect.objectContaining({ released: true }),
    ])
    const texts = await asRelay(async (bed) => {
      await bed.clock.advance(Date.now() - bed.clock.now() + 1000)
      await bed.settle()
      return bed.helpdesk.filings.map(({ body }) => body.text)
    })
    expect(texts).toEqual([expect.stringContaining('两天前的话')])
  })
})
