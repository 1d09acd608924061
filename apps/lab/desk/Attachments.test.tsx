// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { renderApp } from '../../kit/render.tsx'
import { Attachments, sizeText } from './Attachments.tsx'

const file = (fileName: string, contentType: string) => ({
  id: fileName,
  fileName,
  contentType,
  url: `/attachments/${fileName}`,
  size: 2_048,
})

describe('Attachments', () => {
  it('shows a picture with its name and opens it elsewhere', () => {
    renderApp(<Attachments files={[file('屏幕.png', 'image/png')]} />)
    const link = screen.getByRole('img', { name: '屏幕.png' }).closest('a')
    expect(link?.getAttribute('rel')).toBe('noreferrer noopener')
  })
  it('plays voice and video where they stand', () => {
    renderApp(<Attachments files={[file('a.wav', 'audio/wav'), file('b.mp4', 'video/mp4')]} />)
    const players = [screen.getByLabelText('语音 a.wav'), screen.getByLabelText('视频 b.mp4')]
    expect(players.map(({ tagName }) => tagName)).toEqual(['AUDIO', 'VIDEO'])
    expect(players.every((player) => player.hasAttribute('controls'))).toBe(true)
  })
  it('offers what no browser plays as a file with its size', () => {
    renderApp(
      <Attachments files={[file('v.amr', 'audio/amr'), file('c.pdf', 'application/pdf')]} />,
    )
    expect(screen.getAllByRole('link').map(({ textContent }) => textContent)).toEqual([
      'v.amr2.0 KB',
      'c.pdf2.0 KB',
    ])
  })
  it('falls back to a file when a picture cannot be drawn', () => {
    renderApp(<Attachments files={[file('broken.png', 'image/png')]} />)
    fireEvent.error(screen.getByRole('img'))
    expect(screen.getByRole('link').textContent).toContain('broken.png')
  })
  it('leaves no list behind when there are no files', () => {
    const { container } = renderApp(<Attachments files={[]} />)
    expect(container.querySelector('ul')).toBeNull()
  })
})

describe('sizeText', () => {
  it.each([
    [12, '12 B'],
    [1_536, '1.5 KB'],
    [20_480, '20 KB'],
    [3_145_728, '3.0 MB'],
  ])('writes %d bytes as %s', (bytes, text) => expect(sizeText(bytes)).toBe(text))
})
