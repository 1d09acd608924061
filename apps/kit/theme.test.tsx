// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { useColorScheme } from './garden.ts'
import { AppTheme, palette } from './theme.tsx'

function Switch() {
  const { colorScheme, setColorScheme } = useColorScheme()
  return (
    <button type="button" onClick={() => setColorScheme('dark')}>
      {colorScheme}
    </button>
  )
}

beforeEach(() => localStorage.clear())

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

describe('AppTheme', () => {
  it('follows a switch of scheme and remembers it for this page', async () => {
    const page = (
      <AppTheme page="sample" scheme="light">
        <Switch />
      </AppTheme>
    )
    const { unmount } = render(page)
    await userEvent.click(screen.getByText('light'))
    screen.getByText('dark')
    unmount()
    render(page)
    screen.getByText('dark')
  })
})

describe('palette', () => {
  const pairs = [
    ['ink', 'page'],
    ['ink', 'surface'],
    ['ink', 'raised'],
    ['ink', 'phone'],
    ['ink', 'accentSoft'],
    ['soft', 'page'],
    ['soft', 'surface'],
    ['soft', 'raised'],
    ['soft', 'phone'],
    ['soft', 'accentSoft'],
    ['accent', 'surface'],
    ['accentInk', 'accent'],
    ['noteInk', 'note'],
    ['bubbleInk', 'bubble'],
    ['danger', 'dangerSoft'],
    ['dangerInk', 'danger'],
    ['warning', 'warningSoft'],
    ['warningInk', 'warning'],
  ] as const

  it.each(['light', 'dark'] as const)('can be read everywhere in %s', (scheme) => {
    const weak = pairs
      .map(([ink, paper]) => ({
        pair: `${ink} on ${paper}`,
        ratio: contrast(palette[scheme][ink], palette[scheme][paper]),
      }))
      .filter(({ ratio }) => ratio < 4.5)
    expect(weak).toEqual([])
  })
  it.each(['light', 'dark'] as const)('draws fields that can be seen in %s', (scheme) => {
    expect(contrast(palette[scheme].field, palette[scheme].surface)).toBeGreaterThanOrEqual(3)
  })
})
