import { describe, expect, it } from 'vitest'
import { codesIn } from './codes.ts'

const read = (text: string) => codesIn(text).map(({ kind, value }) => `${kind} ${value}`)

describe('codesIn', () => {
  it.each([
    ['服务编号fw260512031', ['number fw260512031']],
    ['请打400-800-0002或95598', ['phone 4008000002', 'phone 95598']],
    ['升级2.1.4版本', ['version 2.1.4']],
    ['m3手机', ['model m3']],
    ['急事打110，投诉打12315', []],
    ['工号^a17', []],
    ['看 https://digital.example/repair/wx20260827 ', []],
    ['5g信号', []],
    ['12000元', []],
    ['1.5倍', []],
  ])('reads %s', (text, wanted) => expect(read(text)).toEqual(wanted))
})
