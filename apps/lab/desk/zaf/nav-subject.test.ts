import { beforeEach, describe, expect, it } from 'vitest'
import { navSubject } from './nav-subject.ts'

let opened: number[] = []
const subject = navSubject({
  agent: () => ({ id: 9001, name: '客服甲', code: 'A1' }),
  colorScheme: () => 'dark',
  locale: () => 'zh-CN',
  openTicket: (id) => opened.push(id),
})

beforeEach(() => (opened = []))

describe('navSubject', () => {
  it.each([
    ['currentUser.id', 9001],
    ['currentUser.name', '客服甲'],
    ['currentUser.locale', 'zh-CN'],
    ['colorScheme', 'dark'],
  ])('reads %s', (path, value) => expect(subject.get(path)).toBe(value))

  it.each(['ticket.id', 'comment.text', 'toString', '__proto__'])('does not know %s', (path) =>
    expect(() => subject.get(path)).toThrow('is not available in this location'),
  )
  it('goes to a ticket, and nowhere else', () => {
    subject.invoke('routeTo', ['ticket', 42])
    expect(opened).toEqual([42])
    expect(() => subject.invoke('routeTo', ['user', 42])).toThrow('is not available')
    expect(() => subject.invoke('routeTo', ['ticket', '<b>'])).toThrow('must be a ticket’s id')
    expect(() => subject.invoke('resize', [{}])).toThrow('is not available')
    expect(() => subject.set('colorScheme', 'light')).toThrow('is not available')
    expect(opened).toEqual([42])
  })
})
