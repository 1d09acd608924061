// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { fakeZaf } from '../kit/zaf.fake.ts'
import { composerOf } from './composer.ts'
import { editedHtml, plainOf } from './rich-text.ts'

describe('composerOf', () => {
  it('edits the composer while it holds the judged text, and leaves a changed one alone', async () => {
    const zaf = fakeZaf({ 'comment.text': '您好呵呵' })
    const composer = composerOf(zaf)
    expect(await composer.apply('您好呵呵', [{ start: 2, end: 4, text: '。' }])).toBe(true)
    expect(zaf.values.get('comment.text')).toBe('您好。')
    zaf.values.set('comment.text', '您好，又写了')
    expect(await composer.apply('您好。', [{ start: 0, end: 2, text: '' }])).toBe(false)
    expect(zaf.values.get('comment.text')).toBe('您好，又写了')
  })
  it('says that a composer which cannot be read is missing', async () => {
    const zaf = fakeZaf({ 'comment.text': undefined })
    expect((await composerOf(zaf).read()).state).toBe('missing')
  })
})

describe('editedHtml', () => {
  it('keeps formatting around an edit and never makes markup of words', () => {
    const html = '<p>您好<b>亲爱</b>的</p><p>再见</p>'
    expect(plainOf(html)).toBe('您好亲爱的\n再见')
    const out = editedHtml(html, [{ start: 6, end: 8, text: '<img src=x>' }])
    expect(out).toBe('<p>您好<b>亲爱</b>的</p><p>&lt;img src=x&gt;</p>')
  })
})
