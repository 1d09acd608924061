import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failureOf } from '../testing/failure-of.ts'
import { masterKey, onEveryEngine } from '../testing/store-bed.ts'
import { rotateMasterKey } from './index.ts'
import { openBytes, sealBytes } from './keyring.ts'

const canary = 'canary-4f1d0c-密钥'

describe('A seal', () => {
  const key = randomBytes(32)

  it('opens to what was sealed, in its own place only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), fc.string(), (plain, a, b) => {
        const sealed = sealBytes(key, plain, a)
        expect(openBytes(key, sealed, a)).toEqual(Buffer.from(plain))
        if (a !== b) expect(openBytes(key, sealed, b)).toBeUndefined()
        expect(openBytes(randomBytes(32), sealed, a)).toBeUndefined()
      }),
    )
  })

  it('opens no longer when any byte of it is changed or missing', () => {
    const sealed = sealBytes(key, Buffer.from(canary), 'a')
    for (let i = 0; i < sealed.length; i++) {
      const broken = Buffer.from(sealed)
      broken.writeUInt8(broken.readUInt8(i) ^ 1, i)
      expect(openBytes(key, broken, 'a')).toBeUndefined()
      expect(openBytes(key, sealed.subarray(0, i), 'a')).toBeUndefined()
    }
  })

  it('never looks the same twice', () => {
    const [a, b] = [1, 2].map(() => sealBytes(key, Buffer.from(canary), 'a').toString('hex'))
    expect(a).not.toBe(b)
  })

  it('opens a public vector of AES-256-GCM (case 16 of the GCM specification)', () => {
    const hex = (text: string) => Buffer.from(text, 'hex')
    const vectorKey = hex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308')
    const iv = hex('cafebabefacedbaddecaf888')
    const aad = hex('feedfacedeadbeeffeedfacedeadbeefabaddad2')
    const tag = hex('76fc6ece0f4e1768cddf8853bb2d551b')
    const body = hex(
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662',
    )
    // The place is bound in as text; the vector's is none, so it is given byte by byte.
    const opened = openBytes(vectorKey, Buffer.concat([iv, tag, body]), aad as never)
    expect(opened?.toString('hex')).toBe(
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
    )
  })
})

onEveryEngine('Secrets', (bed) => {
  it('come back to the tenant and name they were stored under and to no other', async () => {
    await bed.store.secrets.set('acme', 'wx:appSecret', canary)
    expect(await bed.store.secrets.get('acme', 'wx:appSecret')).toBe(canary)
    expect(await bed.store.secrets.get('acme', 'wx:token')).toBeUndefined()
    expect(await bed.store.secrets.get('other', 'wx:appSecret')).toBeUndefined()
    await bed.store.secrets.set('acme', 'wx:appSecret', 'newer')
    expect(await bed.store.secrets.get('acme', 'wx:appSecret')).toBe('newer')
  })

  it('do not open when rows are swapped between tenants or names', async () => {
    await bed.store.secrets.set('acme', 'a', canary)
    await bed.store.secrets.set('acme', 'b', 'other')
    await bed.store.secrets.set('rival', 'a', 'rival')
    const stolen = `(select value from secrets where tenant = 'acme' and name = 'a')`
    await bed.rows(`update secrets set value = ${stolen} where tenant = 'rival'`)
    await bed.rows(`update secrets set value = ${stolen} where name = 'b'`)
    expect(await bed.store.secrets.get('rival', 'a')).toBeUndefined()
    expect(await bed.store.secrets.get('acme', 'b')).toBeUndefined()
    expect(await bed.store.secrets.get('acme', 'a')).toBe(canary)
  })

  it('do not open under another tenant even with that data key moved along', async () => {
    await bed.store.secrets.set('acme', 'a', canary)
    await bed.store.secrets.set('thief', 'a', 'theirs')
    const key = `(select wrapped from keyring where tenant = 'acme')`
    await bed.rows(`update keyring set wrapped = ${key} where tenant = 'thief'`)
    const thief = await bed.open()
    expect(await failureOf(thief.secrets.get('thief', 'a'))).toBe('store.wrong_key not_done')
    await bed.rows(`delete from keyring where tenant = 'thief'`)
  })

  it('appear nowhere in a dump of the database', async () => {
    await bed.store.secrets.set('acme', 'a', canary)
    await bed.store.tokens.use({
      tenant: 'acme',
      key: 'zendesk',
      fetch: () => Promise.resolve({ value: canary, refresh: canary, expiresAt: Date.now() * 2 }),
      work: (token) => Promise.resolve(token),
      isStale: () => false,
    })
    const tables =
      bed.engine === 'sqlite'
        ? `select name from sqlite_master where type = 'table'`
        : `select tablename as name from pg_tables where schemaname = 'public'`
    const dump: string[] = []
    for (const { name } of await bed.rows<{ name: string }>(tables))
      dump.push(JSON.stringify(await bed.rows(`select * from ${name}`)))
    const text = dump.join('\n')
    expect(text).toContain('"zendesk"')
    for (const form of [
      canary,
      'canary-4f1d0c',
      Buffer.from(canary).toString('base64').slice(0, 16),
      Buffer.from(canary).toString('hex'),
    ])
      expect(text).not.toContain(form)
  })

  it('seal what outsiders carry for one tenant and purpose, in one spelling only', async () => {
    const sealed = await bed.store.secrets.seal('acme', 'metadata', canary)
    const { open } = bed.store.secrets
    expect(await open('acme', 'metadata', sealed)).toBe(canary)
    expect(await open('acme', 'other', sealed)).toBeUndefined()
    expect(await open('rival', 'metadata', sealed)).toBeUndefined()
    for (const forged of [`${sealed}=`, `${sealed} `, sealed.slice(1), `A${sealed}`, ''])
      expect(await open('acme', 'metadata', forged)).toBeUndefined()
  })

  it('are not opened by a store that was given another master key', async () => {
    await bed.store.secrets.set('acme', 'a', canary)
    const wrong = bed.open({ masterKey: randomBytes(32) })
    expect(await failureOf(wrong)).toBe('store.wrong_key not_done')
    await expect(wrong).rejects.toThrow(/^[^\n]+$/)
  })

  it('stay readable over a change of the master key, with the old one no longer needed (K1)', async () => {
    await bed.store.secrets.set('acme', 'a', canary)
    await bed.store.secrets.set('rival', 'a', 'rival')
    const newer = randomBytes(32)
    const sealed = await bed.rows('select * from secrets order by tenant')
    const previousMasterKeys = [randomBytes(32), masterKey]
    const changed = await bed.open({ masterKey: newer, previousMasterKeys })
    expect(await changed.secrets.get('acme', 'a')).toBe(canary)
    const after = await bed.open({ masterKey: newer })
    expect(await after.secrets.get('rival', 'a')).toBe('rival')
    // Relays that run with the old key hold the data keys already.
    expect(await bed.store.secrets.get('acme', 'a')).toBe(canary)
    expect(await bed.rows('select * from secrets order by tenant')).toEqual(sealed)
    expect(await failureOf(bed.open())).toBe('store.wrong_key not_done')
    const back = { url: bed.url, masterKey: newer, newMasterKey: masterKey }
    expect(await rotateMasterKey(back)).toBeGreaterThanOrEqual(3)
    expect(await (await bed.open()).secrets.get('acme', 'a')).toBe(canary)
  })

  it('change their master key wholly or not at all', async () => {
    await bed.store.secrets.set('acme', 'a', canary)
    const before = await bed.rows('select * from keyring order by tenant')
    const wrong = { url: bed.url, masterKey: randomBytes(32), newMasterKey: randomBytes(32) }
    expect(await failureOf(rotateMasterKey(wrong))).toBe('store.wrong_key not_done')
    expect(await bed.rows('select * from keyring order by tenant')).toEqual(before)
  })
})
