import { describe, expect, it } from 'vitest'
import { toScript } from './script.ts'

const replies = [
  '您好，发票已经补发，这周内寄到，麻烦注意查收。',
  '系统恢复以后，我们会回复您，请放心。',
  '这里的平台柜台可以办理，只要带上身份证。',
  '您说的面条和饼干都是干净的，头发掉在里面的事我们在查。',
]

describe('toScript', () => {
  it.each(replies)('turns %s into traditional signs and back again (S3-23)', async (reply) => {
    const traditional = await toScript(reply, 'traditional')
    expect(traditional).not.toBe(reply)
    expect(await toScript(traditional, 'simplified')).toBe(reply)
  })

  it('takes the sign that the word wants where one simplified sign stands for several', async () => {
    expect(await toScript('头发、发票、以后、皇后', 'traditional')).toBe('頭髮、發票、以後、皇后')
  })

  it('leaves numbers, links, faces and other scripts as they are', async () => {
    const plain = 'Order 20260318 https://acme.example/a?b=1 😀 ^A01'
    expect(await toScript(plain, 'traditional')).toBe(plain)
    expect(await toScript(plain, 'simplified')).toBe(plain)
  })
})
