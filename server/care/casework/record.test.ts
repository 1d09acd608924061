import { describe, expect, it } from 'vitest'
import type { DocumentStore, NewDocument } from '../../core/store/index.ts'
import { createCaseRecords, type CaseChange } from './record.ts'

const change = (step: string): CaseChange => ({
  type: 'complaint',
  step: { id: step, isDone: true },
  by: { id: '7' },
  at: 1000,
  about: {},
})

/** The newest versions in memory; `meanwhile` happens once, between a reading and the writing after it. */
function documents(meanwhile: () => Promise<unknown>): DocumentStore {
  const kept = new Map<string, { readonly version: number; readonly body: string }>()
  let isLate = true
  return {
    current: async (tenant: string, name: string) => {
      const found = kept.get(name)
      return found && { tenant, name, at: 0, by: undefined, ...found }
    },
    put: async (tenant: string, { name, body, ifVersion }: NewDocument) => {
      if (isLate) {
        isLate = false
        await meanwhile()
      }
      const version = kept.get(name)?.version ?? 0
      if (ifVersion !== undefined && ifVersion !== version) return undefined
      kept.set(name, { version: version + 1, body })
      return { tenant, name, body, version: version + 1, at: 0, by: undefined }
    },
  } as unknown as DocumentStore
}

describe('the record of a case', () => {
  it('keeps what somebody else recorded between reading and writing (S3-29)', async () => {
    const store = documents(() => records.record('acme', '100', change('understand')))
    const records = createCaseRecords({ documents: store })
    await records.record('acme', '100', change('accept'))
    const { done, version } = await records.read('acme', '100')
    expect(Object.keys(done).sort()).toEqual(['complaint/accept', 'complaint/understand'])
    expect(version).toBe(2)
  })

  it('says so when others change the case all the time', async () => {
    const busy: DocumentStore = { ...documents(async () => undefined), put: async () => undefined }
    const records = createCaseRecords({ documents: busy })
    await expect(records.record('acme', '100', change('accept'))).rejects.toMatchObject({
      code: 'store.unavailable',
    })
  })
})
