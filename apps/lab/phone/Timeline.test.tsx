// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { renderApp } from '../../kit/render.tsx'
import { fakeLab, pending, type FakeLab } from '../testing/fake-lab.ts'
import { Timeline } from './Timeline.tsx'

const path = '/weibo/timeline'
const show = (lab: FakeLab) =>
  renderApp(<Timeline lab={lab} customer="7001" brand="微桥数码客服" />)
const me = { id: '7001', name: '演示_甲', isBrand: false }
const brand = { id: '5001', name: '微桥数码客服', isBrand: true }
const post = { id: 'p1', author: me, text: '断网了', at: 1_000, deleted: false, comments: [] }
const withPost = (part: object): FakeLab => fakeLab({ [path]: { posts: [{ ...post, ...part }] } })

describe('Timeline', () => {
  it('says that it is loading', () => {
    show(fakeLab({ [path]: pending }))
    screen.getByRole('status', { name: '正在加载' })
  })
  it('says that nobody has posted yet', async () => {
    show(fakeLab({ [path]: { posts: [] } }))
    await screen.findByText('还没有微博')
  })
  it('says that posts cannot be read and tries again when asked', async () => {
    const lab = fakeLab({ [path]: new Error('away') })
    show(lab)
    await screen.findByRole('alert')
    lab.answers.set(path, { posts: [] })
    await userEvent.click(screen.getByRole('button', { name: '再试一次' }))
    await screen.findByText('还没有微博')
  })
  it('shows posts with pictures and comments, the brand marked', async () => {
    const comments = [{ id: 'c1', author: brand, text: '已报修', at: 2_000 }]
    show(withPost({ pictures: ['/__lab/media/m1'], comments }))
    await screen.findByText('断网了')
    screen.getByRole('img', { name: '图片' })
    const [answer] = within(screen.getByRole('list', { name: '评论列表' })).getAllByRole('listitem')
    expect(answer?.textContent).toContain('品牌')
    expect(answer?.textContent).toContain('已报修')
  })
  it('shows nothing of a deleted post but that it is deleted', async () => {
    show(withPost({ deleted: true }))
    await screen.findByText('此微博已被作者删除')
    expect(screen.queryByText('断网了')).toBeNull()
  })
  it('posts a mention', async () => {
    const lab = withPost({})
    show(lab)
    await userEvent.type(screen.getByRole('textbox', { name: /写微博/ }), '有人吗{Enter}')
    expect(lab.posts).toEqual([
      { path: '/weibo/customers/7001/posts', body: { text: '有人吗', mention: true } },
    ])
  })
  it('comments on a post, and replies to a comment', async () => {
    const lab = withPost({ comments: [{ id: 'c1', author: brand, text: '已报修', at: 2_000 }] })
    show(lab)
    await userEvent.click(await screen.findByRole('button', { name: '评论 1' }))
    await userEvent.type(screen.getByRole('textbox', { name: '写评论…' }), '顶{Enter}')
    await userEvent.click(await screen.findByRole('button', { name: '回复' }))
    await userEvent.type(
      await screen.findByRole('textbox', { name: '回复 微桥数码客服…' }),
      '谢谢{Enter}',
    )
    const path_ = '/weibo/customers/7001/comments'
    expect(lab.posts).toEqual([
      { path: path_, body: { postId: 'p1', text: '顶' } },
      { path: path_, body: { postId: 'p1', text: '谢谢', replyTo: 'c1' } },
    ])
  })
  it('keeps the line and says why when a comment is refused', async () => {
    const lab = withPost({})
    show(lab)
    lab.refuse('no such post')
    await userEvent.click(await screen.findByRole('button', { name: '评论' }))
    await userEvent.type(screen.getByRole('textbox', { name: '写评论…' }), '顶{Enter}')
    expect((await screen.findByRole('alert')).textContent).toBe('没有成功：no such post')
    screen.getByRole('textbox', { name: '写评论…' })
  })
})
