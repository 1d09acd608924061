import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPersonas } from './care/personas.ts'
import type { PersonaDocument } from './persona/document.ts'
import { presets } from './persona/presets/index.ts'
import { seedPersonas } from './persona-file.ts'
import { fileWith } from './testing/config-file.ts'
import { acceptedFrom, problemsIn } from './testing/config-reading.ts'
import { FakeClock } from './testing/fake-clock.ts'
import { masterKey } from './testing/store-bed.ts'
import { recordingLog, silentLog } from './testing/silent-log.ts'
import { openStore } from './store/index.ts'

const at = 'tenants.0.accounts.0.persona'
const file = fileWith({ [at]: 'file:./persona.json' })

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weiqiao-persona-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const write = (value: unknown): void =>
  writeFileSync(
    join(folder, 'persona.json'),
    typeof value === 'string' ? value : JSON.stringify(value),
  )

describe('the persona file of an account', () => {
  it('is read with the configuration, a byte order mark in front or not', () => {
    write(`\ufeff${JSON.stringify(presets['telecom'])}`)
    const { personas, warnings, config } = acceptedFrom(file, { folder })
    expect(warnings).toEqual([])
    const [tenant] = config.tenants
    const key = `${tenant?.id ?? ''}/${tenant?.accounts[0]?.id ?? ''}`
    expect(personas.get(key)).toEqual(presets['telecom'])
  })

  it('is reported with the path of every wrong key, and never with a value', () => {
    write({
      persona: { name: 7 },
      wording: [{ id: 'a', topic: 't', text: 'private words', validTo: 'x' }],
    })
    const problems = problemsIn(file, { folder })
    expect(problems).toEqual([
      `${at} > persona.name must be text`,
      `${at} > wording[0].validTo must be a time (ISO 8601 with offset) or a date (YYYY-MM-DD)`,
    ])
  })

  it('may hold keys that mean nothing here: each is warned of', () => {
    write({ schemaVersion: 1, competitor: [] })
    expect(acceptedFrom(file, { folder }).warnings).toEqual([
      { path: `${at} > competitor`, message: 'is not a key of a persona document' },
    ])
  })

  it.each([
    ['no JSON', '{', 'names a file that is not JSON'],
    ['a list', '[]', '> (document) must be an object {…}'],
  ])('is refused when it is %s', (_what, text, message) => {
    write(text)
    expect(problemsIn(file, { folder }).join()).toContain(message)
  })

  it('must be named as a file', () => {
    expect(problemsIn(fileWith({ [at]: './persona.json' }), { folder })).toEqual([
      `${at} must be written as "file:PATH"`,
    ])
  })
})

describe('seedPersonas', () => {
  it('follows the file until a person has saved a version, then leaves the store alone', async () => {
    const store = await openStore({
      url: 'sqlite::memory:',
      masterKey,
      clock: new FakeClock(),
      log: silentLog,
    })
    const personas = createPersonas(store)
    const log = recordingLog()
    const seed = (name: string) => {
      const document: PersonaDocument = { schemaVersion: 1, persona: { name } }
      return seedPersonas(personas, new Map([['acme/wx', document]]), log)
    }
    const inForce = async () => {
      const { version, document } = await personas.inForce('acme', 'wx')
      return [version, document?.persona?.name]
    }
    await seedPersonas(personas, undefined, log)
    expect(await inForce()).toEqual([0, undefined])
    await seed('一')
    await seed('一')
    expect(await inForce()).toEqual([1, '一'])
    await seed('二')
    expect(await inForce()).toEqual([2, '二'])
    const by = { id: '9' }
    await personas.save('acme', 'wx', {
      document: { schemaVersion: 1, persona: { name: '三' } },
      ifVersion: 2,
      by,
    })
    await seed('四')
    expect(await inForce()).toEqual([3, '三'])
    expect(log.lines.filter((line) => line.includes('persona.seeded'))).toHaveLength(2)
    await store.close()
  })
})
