import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { describe, expect, it } from 'vitest'
import { configurationReference, fileKeys } from './reference.ts'

const root = join(import.meta.dirname, '../..')

describe('configurationReference', () => {
  it('is what docs/configuration.md says', async () => {
    const path = join(root, 'docs/configuration.md')
    const options = { ...(await resolveConfig(path)), parser: 'markdown' }
    await expect(await format(configurationReference(), options)).toMatchFileSnapshot(path)
  })

  it('explains every key of the file that is not just a bracket around others', () => {
    const rows = fileKeys()
    expect(rows.length).toBeGreaterThan(50)
    const isBracket = (key: string): boolean =>
      rows.some((row) => row.key.startsWith(`${key}.`) || row.key.startsWith(`${key}[].`))
    expect(rows.filter(({ key, about }) => about === '' && !isBracket(key))).toEqual([])
  })

  it('names no default for what must be given', () => {
    const required = fileKeys().filter(({ preset }) => preset === 'required')
    expect(required.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['publicUrl', 'masterKey', 'tenants', 'tenants[].id']),
    )
  })
})
