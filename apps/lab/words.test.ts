import { describe, expect, it } from 'vitest'
import { words } from './words.ts'

const all = Object.entries(words)
const holes = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort()

describe('words', () => {
  it('says everything in both languages', () => {
    expect(all.filter(([, [zh, en]]) => zh.trim() === '' || en.trim() === '')).toEqual([])
  })
  it('asks for the same values in both languages', () => {
    expect(all.filter(([, [zh, en]]) => holes(zh).join() !== holes(en).join())).toEqual([])
  })
  it('uses Chinese punctuation in Chinese', () => {
    expect(all.filter(([, [zh]]) => /[\u4e00-\u9fff][,;:?!]|\.\.\./.test(zh))).toEqual([])
  })
})
