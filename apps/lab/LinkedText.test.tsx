// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LinkedText } from './LinkedText.tsx'

describe('LinkedText', () => {
  it('links web addresses and nothing else', () => {
    const text = '原文（https://weibo.com/1/a?b=1），不是 javascript:alert(1)'
    render(<LinkedText text={text} />)
    const links = screen.getAllByRole('link')
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['https://weibo.com/1/a?b=1'])
    expect(links[0]?.getAttribute('rel')).toBe('noreferrer noopener')
  })
  it('shows every text exactly as it was written', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('<img src=x onerror=alert(1)>', 'https://a.b/c', 'http://', '&lt;', '😤'),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('')
        const { container } = render(<LinkedText text={text} />)
        expect(container.textContent).toBe(text)
        expect(container.querySelectorAll('img, script')).toHaveLength(0)
        cleanup()
      }),
      { numRuns: 60 },
    )
  })
})
