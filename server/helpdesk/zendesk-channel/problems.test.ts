import { afterEach, describe, expect, it } from 'vitest'
import type { Helpdesk, HelpdeskProblems, HelpdeskReader } from '../../core/helpdesk.ts'
import { channelBed, type ChannelBed } from '../../testing/channel-bed.ts'

let bed: ChannelBed
afterEach(() => bed.close())

describe('problem tickets through the channel framework', () => {
  it('cannot be made by the framework alone', async () => {
    bed = await channelBed()
    expect(bed.helpdesk.problems).toBeUndefined()
  })
  it('are made by the API where the tenant has given access to it', async () => {
    const problems: HelpdeskProblems = {
      make: () => Promise.resolve({ id: '1' }),
      link: () => Promise.resolve([]),
    }
    const helpdesk = { problems } as Helpdesk
    bed = await channelBed({ adapter: { api: { helpdesk, reader: {} as HelpdeskReader } } })
    expect(await bed.helpdesk.problems?.make({ id: 'c', subject: '', text: '', tags: [] })).toEqual(
      {
        id: '1',
      },
    )
  })
})
