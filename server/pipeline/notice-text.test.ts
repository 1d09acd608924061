import { describe, expect, it } from 'vitest'
import type { ReplyRow } from '../core/store/outbox.ts'
import {
  actNotice,
  confirmedNotice,
  failedNotice,
  heldNotice,
  refusedNotice,
  unknownNotice,
} from './notice-text.ts'

const reply: ReplyRow = {
  tenant: 'acme',
  id: 'c1',
  account: 'wx',
  conversation: 'v1',
  ticket: { id: '100' },
  commentId: '1',
  author: { id: '7' },
  text: '您好',
  state: 'unknown',
  holdReason: undefined,
  findings: [],
  code: undefined,
  partsTotal: 2,
  partsSent: 1,
  writtenAt: 1,
  updatedAt: 2,
}

describe('what agents read about a reply in trouble', () => {
  it('says in both languages that the customer has nothing, opens the ticket and tags it', () => {
    const held = heldNotice(reply, [{ message: { zh: '太长', en: '太长' } }], 'zh-CN')
    expect(held).toMatchObject({ addTags: ['weiqiao_held'], setOpen: true })
    expect(held.text).toMatch(/没有收到[\s\S]*太长[\s\S]*#放行[\s\S]*#退回[\s\S]*#改写/)
    expect(heldNotice(reply, [{ message: { zh: 'too long', en: 'too long' } }], 'en').text).toMatch(
      /NOT sent[\s\S]*#release/,
    )
  })

  it('says how much of a long reply arrived before it failed', () => {
    const failed = failedNotice(reply, 'channel.window_closed', 'zh-CN')
    expect(failed).toMatchObject({ addTags: ['weiqiao_failed'], setOpen: true })
    expect(failed.text).toMatch(/1\/2[\s\S]*已超过可回复时间/)
    expect(failedNotice({ ...reply, partsSent: 0 }, 'x.y', 'en').text).not.toContain('1/2')
  })

  it('names both ways out of an unconfirmed send', () => {
    const unknown = unknownNotice(reply, 'channel.unconfirmed', 'zh-CN')
    expect(unknown).toMatchObject({ addTags: ['weiqiao_unconfirmed'], setOpen: true })
    expect(unknown.text).toMatch(/未确认是否送达[\s\S]*#已收到[\s\S]*#重发/)
    expect(unknownNotice(reply, 'channel.unconfirmed', 'en').text).toMatch(
      /#received[\s\S]*#resend/,
    )
  })

  it('tells two unconfirmed sends of one reply apart', () => {
    const again = unknownNotice({ ...reply, updatedAt: 3 }, 'channel.unconfirmed', 'en')
    expect(again.id).not.toBe(unknownNotice(reply, 'channel.unconfirmed', 'en').id)
  })

  it('takes away only the tag that was about the delivery when it is confirmed', () => {
    const tags = ['weiqiao_held', 'weiqiao_unconfirmed']
    expect(confirmedNotice(reply, tags, 'en').removeTags).toEqual(['weiqiao_unconfirmed'])
    expect(confirmedNotice(reply, ['weiqiao_held'], 'en').removeTags).toEqual([])
  })

  it('never opens a ticket for a person’s own act or a refused command', () => {
    const act = actNotice(reply, { act: 'release', removeTags: ['weiqiao_held'] }, 'zh-CN')
    expect(act).toMatchObject({ setOpen: false, removeTags: ['weiqiao_held'] })
    const refused = refusedNotice({ ...reply, commandId: 'n1' }, { why: 'nothing' }, 'en')
    expect(refused).toMatchObject({ setOpen: false, addTags: [], removeTags: [] })
  })
})
