import { randomBytes } from 'node:crypto'
import type { HttpAnswer } from '../../core/http.ts'
import { writeXml } from '../../wire/xml.ts'
import type { WechatAccount } from './account.ts'
import { readFields } from './fields.ts'
import type { Verified } from './verify.ts'

function answer(body: string): HttpAnswer {
  return { status: 200, contentType: 'application/xml; charset=utf-8', body }
}

/** A text in the answer to the push itself; it costs no send. Encrypted wherever the push was. */
export function passiveText(
  account: WechatAccount,
  verified: Verified,
  text: string,
  now: number,
): HttpAnswer {
  const fields = readFields(verified.text)
  const seconds = Math.floor(now / 1000)
  const message = writeXml({
    ToUserName: fields.text('FromUserName'),
    FromUserName: fields.text('ToUserName'),
    CreateTime: seconds,
    MsgType: 'text',
    Content: text,
  })
  if (verified.keyIndex === undefined) return answer(message)
  const nonce = randomBytes(8).toString('hex')
  const encrypted = account.cipher.encrypt(message, verified.keyIndex)
  const signature = account.cipher.sign(String(seconds), nonce, encrypted)
  return answer(
    writeXml({ Encrypt: encrypted, MsgSignature: signature, TimeStamp: seconds, Nonce: nonce }),
  )
}
