import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { piecesOf, readPoints, stretchesOf } from './said.ts'

const message =
  '你好，我上周买的耳机左边没有声音了，可以换吗？运费谁出？还有发票一直没收到，麻烦今天补发。'

describe('what the customer said', () => {
  it('is told as points, each of which is a stretch of the message itself (S3-22)', () => {
    const points = readPoints(message)
    expect(points.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['question', 'demand']))
    const marked = stretchesOf(message, points).filter(({ kind }) => kind !== undefined)
    expect(marked.map(({ text }) => text)).toEqual(
      points.map(({ start, end }) => message.slice(start, end)),
    )
  })

  it('is shown whole and in order, whatever was marked', () => {
    const span = fc
      .tuple(fc.nat(message.length), fc.nat(message.length))
      .map(([a, b]) => ({ kind: 'question' as const, start: Math.min(a, b), end: Math.max(a, b) }))
    fc.assert(
      fc.property(fc.array(span, { maxLength: 8 }), (points) => {
        const stretches = stretchesOf(message, points)
        expect(stretches.map(({ text }) => text).join('')).toBe(message)
      }),
    )
  })

  it('keeps every word where evidence is marked across points (S3-25)', () => {
    const span = fc
      .tuple(fc.nat(message.length), fc.nat(message.length))
      .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))
    fc.assert(
      fc.property(fc.array(span, { maxLength: 4 }), (evidence) => {
        const pieces = piecesOf(stretchesOf(message, readPoints(message)), evidence)
        expect(pieces.map(({ text }) => text).join('')).toBe(message)
        let at = 0
        for (const { text, isEvidence } of pieces) {
          const middle = at + text.length / 2
          expect(isEvidence).toBe(evidence.some(({ start, end }) => start < middle && middle < end))
          at += text.length
        }
      }),
    )
  })
})
