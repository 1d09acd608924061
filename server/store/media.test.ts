import { expect, it } from 'vitest'
import { onEveryEngine } from '../testing/store-bed.ts'

const dayMs = 24 * 3_600_000

onEveryEngine('Media for the helpdesk', (bed) => {
  const fileOf = (length: number) => ({
    name: '照片.jpg',
    contentType: 'image/jpeg',
    bytes: Uint8Array.from({ length }, (_, i) => (i * 31) % 256),
  })

  it('comes back byte for byte at any size', async () => {
    for (const length of [0, 1, 256 * 1024, 256 * 1024 + 1, 1_000_000]) {
      const token = await bed.store.media.put('acme', fileOf(length), dayMs)
      const found = await bed.store.media.get(token)
      expect(found).toMatchObject({ tenant: 'acme', name: '照片.jpg', contentType: 'image/jpeg' })
      expect(Buffer.from(found!.bytes).equals(fileOf(length).bytes)).toBe(true)
    }
  })

  it('is there for a day and then gone, bytes too', async () => {
    const token = await bed.store.media.put('acme', fileOf(300_000), dayMs)
    await bed.clock.advance(dayMs - 1)
    const later = await bed.store.media.put('acme', fileOf(10), dayMs)
    expect(await bed.store.media.sweep()).toBe(0)
    expect(await bed.store.media.get(token)).toBeDefined()
    await bed.clock.advance(1)
    expect(await bed.store.media.get(token)).toBeUndefined()
    expect(await bed.store.media.sweep()).toBe(1)
    expect(await bed.rows('select file from chunks')).toHaveLength(1)
    expect(await bed.store.media.get(later)).toBeDefined()
  })

  it('is found by an unguessable token that the database does not hold', async () => {
    const tokens = await Promise.all(
      [1, 2].map(() => bed.store.media.put('acme', fileOf(5), dayMs)),
    )
    expect(new Set(tokens).size).toBe(2)
    for (const token of tokens) expect(token).toMatch(/^[\w-]{22}$/)
    const rows = await bed.rows<{ token_hash: string }>('select * from files')
    expect(JSON.stringify(rows)).not.toContain(tokens[0])
    expect(await bed.store.media.get(rows[0]!.token_hash)).toBeUndefined()
    expect(await bed.store.media.get('')).toBeUndefined()
  })
})
