import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ticketingBed, type TicketingBed } from '../../testing/ticketing-bed.ts'

let bed: TicketingBed
beforeAll(async () => {
  bed = await ticketingBed()
})
afterAll(() => bed.close())

describe('who somebody is', () => {
  it('is told with the role Zendesk gives them now', async () => {
    expect(await bed.reader.person?.('9001')).toEqual({
      id: '9001',
      name: '演示客服一',
      role: 'admin',
    })
    expect((await bed.reader.person?.('9002'))?.role).toBe('agent')
  })

  it.each(['404404', 'me', '../tickets/1', ''])('is nobody for %j', async (id) => {
    expect(await bed.reader.person?.(id)).toBeUndefined()
  })
})
