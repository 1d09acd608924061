import { describe, expect, it } from 'vitest'
import { palette } from '../theme.tsx'
import { chartColours } from './colours.ts'

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

describe('chartColours', () => {
  const schemes = ['light', 'dark'] as const
  it.each(schemes)('writes on every tile so that it can be read in %s', (scheme) => {
    const colours = chartColours[scheme]
    const weak = ([0, 1, 2, 3, 4] as const).filter(
      (step) => contrast(colours[`step${step}`], colours[`step${step}Ink`]) < 4.5,
    )
    expect(weak).toEqual([])
  })
  it.each(schemes)('draws lines and bars that can be seen in %s', (scheme) => {
    const colours = chartColours[scheme]
    const weak = (['lineMain', 'lineSecond', 'lineThird', 'bar'] as const).filter(
      (name) => contrast(colours[name], palette[scheme].surface) < 3,
    )
    expect(weak).toEqual([])
  })
  it.each(schemes)('keeps neighbours on the scale apart in %s', (scheme) => {
    const colours = chartColours[scheme]
    const close = ([0, 1, 2, 3] as const).filter(
      (step) =>
        contrast(colours[`step${step}`], colours[`step${(step + 1) as 1 | 2 | 3 | 4}`]) < 1.25,
    )
    expect(close).toEqual([])
  })
})
