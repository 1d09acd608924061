// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import { agents, ticketLine } from '../../testing/fake-lab.ts'
import { ticketSubject, type TicketDoor } from './ticket-subject.ts'

let draft: { text: string; isPublic: boolean }
let sizes: unknown[]
let notices: unknown[]
const door: TicketDoor = {
  ticket: () => ticketLine(),
  agent: () => agents[0],
  colorScheme: () => 'dark',
  locale: () => 'zh-CN',
  draft: () => draft,
  write: (part) => void Object.assign(draft, part),
  insert: (text) => void (draft.text = `${text}${draft.text}`),
  resize: (size) => void sizes.push(size),
  notify: (notice) => void notices.push(notice),
}
const subject = ticketSubject(door)

beforeEach(() => {
  draft = { text: '您好', isPublic: true }
  sizes = []
  notices = []
})

describe('ticketSubject', () => {
  it.each([
    ['ticket.id', 1],
    ['ticket.status', 'open'],
    ['ticket.requester.name', '客户甲'],
    ['comment.text', '您好'],
    ['comment.type', 'publicReply'],
    ['currentUser.id', 9001],
    ['colorScheme', 'dark'],
  ])('reads %s', (path, value) => expect(subject.get(path)).toEqual(value))

  it.each(['ticket.moon', 'toString', '__proto__', 'user.id'])('does not know %s', (path) =>
    expect(() => subject.get(path)).toThrow('is not available in this location'),
  )
  it('replaces the words and adds to their end', () => {
    subject.set('comment.text', '抱歉')
    subject.invoke('comment.appendText', ['，请稍等'])
    expect(draft.text).toBe('抱歉，请稍等')
  })
  it('turns the composer into a note and back', () => {
    subject.set('comment.type', 'internalNote')
    expect(subject.get('comment.type')).toBe('internalNote')
    subject.set('comment.type', 'publicReply')
    expect(draft.isPublic).toBe(true)
  })
  it('takes HTML as the words in it, line by line', () => {
    const html = '<p>抱歉&amp;</p><p>请稍等<br>谢谢</p><script>x()</script><img src=x onerror=y()>'
    subject.invoke('ticket.editor.insert', [html])
    expect(draft.text).toBe('抱歉&\n请稍等\n谢谢您好')
  })
  it('tells the agent what an app says, as text', () => {
    subject.invoke('notify', ['<b>连上了</b>', 'alert'])
    subject.invoke('notify', ['好', 'other'])
    expect(notices).toEqual([
      { text: '连上了', kind: 'alert' },
      { text: '好', kind: 'notice' },
    ])
  })
  it('refuses values of another kind and leaves the words alone', () => {
    expect(() => subject.set('comment.text', 5)).toThrow('must be text')
    expect(() => subject.set('comment.type', 'tweet')).toThrow('publicReply or internalNote')
    expect(() => subject.set('ticket.id', 5)).toThrow('is not available')
    expect(draft).toEqual({ text: '您好', isPublic: true })
  })
  it('resizes, and knows no other action', () => {
    subject.invoke('resize', [{ height: '320px', depth: 1 }])
    expect(sizes).toEqual([{ height: '320px' }])
    expect(() => subject.invoke('macro', [1])).toThrow('is not available')
  })
})
