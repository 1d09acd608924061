import type { Models } from '../models.ts'
import { learntFields } from './fields.ts'

const prime = 0x01000193
const hex = (hash: number): string => (hash >>> 0).toString(16).padStart(8, '0')

/** FNV-1a over UTF-16 units: stable for ever, not a secret. */
export function hashOf(text: string, seed = 0x811c9dc5): number {
  let hash = seed
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), prime)
  // The last signs must reach every bit.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}

/** Names a text in 64 bits. */
export function digestOf(text: string): string {
  return hex(hashOf(text)) + hex(hashOf(text, 0x9747b28c))
}

/** Names the shipped models of the fields that can be learnt: another release of them has another name. */
export function fingerprintOf(models: Models): string {
  const parts = learntFields.map((field) => {
    const { classes, threshold, linear, judge } = models[field]
    let hash = 0x811c9dc5
    for (const word of linear.weights.bitmap) hash = Math.imul(hash ^ word, prime)
    for (const weight of linear.weights.held) hash = Math.imul(hash ^ (weight & 0xffff), prime)
    const rest = judge.weights.map((own) => Array.from(own))
    const { bits, unit, bias } = linear
    return `${hex(hash)} ${JSON.stringify([classes, threshold, bits, unit, bias, judge.signs, rest])}`
  })
  return digestOf(parts.join('\n'))
}
