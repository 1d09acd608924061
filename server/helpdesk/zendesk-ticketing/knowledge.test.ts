import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { failureOf } from '../../testing/failure-of.ts'
import { ticketingBed, type TicketingBed } from '../../testing/ticketing-bed.ts'

let bed: TicketingBed
beforeAll(async () => {
  bed = await ticketingBed()
})
afterAll(() => bed.close())

describe('knowledge', () => {
  it('reads the active macros everybody may use in public, as plain text', async () => {
    const macros = (await bed.reader.knowledge?.macros()) ?? []
    expect(macros.map(({ id }) => id)).toEqual(['501', '502', '503', '504'])
    expect(macros[2]).toEqual({
      id: '503',
      title: '光猫重启步骤',
      text: '请拔下光猫电源再插上，重启后查看红灯是不是还在闪，再打开网页试一下。',
    })
    expect(macros[3]?.text).toBe('请打开手机设置，选择移动网络，查看各个应用用掉的流量。')
  })

  it('finds articles that customers may read, and neither drafts nor internal ones', async () => {
    const found = (await bed.reader.knowledge?.articles('光猫 红灯闪')) ?? []
    expect(found.map(({ id }) => id)).toEqual(['9101'])
    expect(found[0]?.title).toBe('光猫红灯一直闪怎么办')
    expect(found[0]?.link).toMatch(/\/hc\/zh-cn\/articles\/9101$/)
    expect(found[0]?.text).not.toMatch(/[<>]/)
    expect(found[0]?.changedAt).toBe(Date.parse('2025-06-01T02:00:00Z'))
  })

  it('asks nothing where there are no words to ask for', async () => {
    expect(await bed.reader.knowledge?.articles('  ')).toEqual([])
  })

  it('says why where Zendesk refuses', async () => {
    bed.fault({ match: 'GET /api/v2/macros', kind: 'errcode', errcode: 403, count: 1 })
    expect(await failureOf(bed.reader.knowledge?.macros() ?? Promise.resolve())).toMatch(
      /^helpdesk\./,
    )
  })
})
