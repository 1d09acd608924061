import { describe, expect, it } from 'vitest'
import { onceFor } from './once-for.ts'

describe('onceFor', () => {
  it('makes one thing of one object, and another of its copy', () => {
    let made = 0
    const read = onceFor((context: { readonly name: string }) => ({ ...context, nth: ++made }))
    const context = { name: '演示' }
    expect(read(context)).toBe(read(context))
    expect(read({ ...context }).nth).toBe(2)
  })
})
