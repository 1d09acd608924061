import { randomBytes } from 'node:crypto'
import type { HttpAnswer } from '../../core/http.ts'
import { writeXml } from '../../wire/xml.ts'
import type { WechatAccount } from './account.ts'
import { isJsonText } from './fields.ts'
import type { Verified } from './verify.ts'

function answer(body: string): HttpAnswer {
  return { status: 200, contentType: 'application/xml; charset=utf-8', body }
}

/**
 * A text in the answer to the push itself; it costs no send. Encrypted wherever the push was.
 * undefined where none is possible: nobody says how such an answer is written in JSON, and a wrong
 * one shows the customer that the account is out of order.
 */
export function passiveTo(
  account: WechatAccount,
  { text: pushed, fields, keyIndex }: Verified,
  now: () => number,
): ((text: string) => HttpAnswer) | undefined {
  if (!fields || isJsonText(pushed)) return undefined
  return (text) => {
    const seconds = Math.floor(now() / 1000)
    const message = writeXml({
      ToUserName: fields.id('FromUserName'),
      FromUserName: fields.id('ToUserName'),
      CreateTime: seconds,
      MsgType: 'text',
      Content: text,
    })
    if (keyIndex === undefined) return answer(message)
    const nonce = randomBytes(8).toString('hex')
    const encrypted = account.cipher.encrypt(message, keyIndex)
    const signature = account.cipher.sign(String(seconds), nonce, encrypted)
    return answer(
      writeXml({ Encrypt: encrypted, MsgSignature: signature, TimeStamp: seconds, Nonce: nonce }),
    )
  }
}
