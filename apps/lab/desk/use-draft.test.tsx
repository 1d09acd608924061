// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { fakeLab } from '../testing/fake-lab.ts'
import { useDraft, type Drafts, type DraftOf } from './use-draft.ts'

function drafting(part: Partial<DraftOf> = {}) {
  const told: [event: string, data: unknown][] = []
  const lab = fakeLab()
  const drafts: Drafts = new Map()
  const asked: { answer: () => Promise<string | undefined> } = { answer: async () => undefined }
  const apps: DraftOf['apps'] = {
    emit: (event, data) => void told.push([event, data]),
    ask: () => asked.answer(),
  }
  const all: DraftOf = { lab, drafts, ticket: 1, agentId: 9001, status: 'open', apps, ...part }
  const { result } = renderHook(() => useDraft(all))
  const events = (): readonly string[] =>
    told.map(([event]) => event).filter((event) => event !== '*.changed')
  return { draft: result, lab, told, events, asked }
}

describe('useDraft', () => {
  it('tells apps of words and audience as they change, and of nothing that did not', () => {
    const { draft, told } = drafting()
    act(() => draft.current.change({ text: '您好' }))
    act(() => draft.current.change({ text: '您好', isPublic: false }))
    expect(told).toEqual([
      ['comment.text.changed', '您好'],
      ['*.changed', { propertyName: 'comment.text', newValue: '您好' }],
      ['comment.type.changed', 'internalNote'],
      ['*.changed', { propertyName: 'comment.type', newValue: 'internalNote' }],
    ])
  })
  it('hands nothing in when an app refuses, keeps the words and says why until they change', async () => {
    const { draft, lab, asked, events } = drafting()
    asked.answer = async () => '不能要密码'
    act(() => draft.current.change({ text: '密码发我' }))
    await act(() => draft.current.submit())
    expect([lab.posts, draft.current.veto, draft.current.words.text]).toEqual([
      [],
      '不能要密码',
      '密码发我',
    ])
    expect(events()).toEqual(['comment.text.changed'])
    act(() => draft.current.change({ text: '请您登录' }))
    expect(draft.current.veto).toBe('')
  })
  it('hands in what an app has made of the words while it was asked, once', async () => {
    const { draft, lab, asked } = drafting()
    asked.answer = async () => {
      draft.current.change({ text: '改好的' })
      return undefined
    }
    act(() => draft.current.change({ text: '原来的' }))
    await act(() => Promise.all([draft.current.submit(), draft.current.submit()]))
    expect(lab.posts).toMatchObject([{ body: { body: '改好的', public: true } }])
  })
  it('tells apps that a save began and how it ended', async () => {
    const { draft, lab, told, events } = drafting()
    act(() => draft.current.change({ text: '您好' }))
    lab.refuse('closed')
    await act(() => draft.current.submit())
    expect(events().slice(1)).toEqual([
      'ticket.submit.start',
      'ticket.submit.fail',
      'ticket.submit.always',
    ])
    told.length = 0
    lab.refuse('')
    await act(() => draft.current.submit())
    expect(events()).toEqual([
      'ticket.submit.start',
      'comment.text.changed',
      'ticket.submit.done',
      'ticket.submit.always',
    ])
  })
})
