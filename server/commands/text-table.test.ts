import { describe, expect, it } from 'vitest'
import { textTable, widthOf } from './text-table.ts'

describe('textTable', () => {
  it('stands columns under each other, whatever the script', () => {
    expect(
      textTable(
        [
          ['指标', 'n'],
          ['a', '100', 'beyond'],
          ['首次', '7'],
        ],
        2,
      ),
    ).toBe('指标    n\na     100  beyond\n首次    7\n')
  })
  it('counts a Chinese character and its punctuation as two', () => {
    expect(widthOf('等待（秒）p90')).toBe(13)
  })
})
