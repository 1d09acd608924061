import { RelayError } from '../../core/error.ts'
import type { IncomingAnswer } from '../../core/http.ts'
import { readJsonObject, type JsonObject } from '../../wire/json.ts'
import { refusal } from './errors.ts'

const blank = new Set([0x20, 0x09, 0x0a, 0x0d])
const brace = 0x7b

/** Errors come as HTTP 200 with JSON, also where a file was asked for and under any type: no file begins so. */
export function isJsonAnswer({ body }: IncomingAnswer): boolean {
  return body.find((byte) => !blank.has(byte)) === brace
}

function unreadable(what: string, cause?: unknown): RelayError {
  return new RelayError('http.bad_answer', what, { outcome: 'unknown', cause })
}

function jsonOf(answer: IncomingAnswer): JsonObject {
  try {
    return readJsonObject(answer.text())
  } catch (cause) {
    throw unreadable('WeChat answered something else than JSON.', cause)
  }
}

/**
 * The JSON of an answer that tells of no error. Throws by the error table; `outcome: 'unknown'` for
 * whatever is no answer of WeChat's: a gateway's page, nothing at all, a broken one. `now` is epoch ms.
 */
export function readAnswer(answer: IncomingAnswer, now: number): JsonObject {
  const { status } = answer
  if (status < 200 || status > 299) {
    throw new RelayError('channel.unavailable', `WeChat answered HTTP ${status}.`, {
      details: { status },
      outcome: 'unknown',
    })
  }
  const body = jsonOf(answer)
  const { errcode = 0, errmsg } = body
  const isCode = typeof errcode === 'number' || typeof errcode === 'string'
  if (!isCode || !/^-?\d+$/.test(String(errcode)))
    throw unreadable('WeChat gave an errcode that is none.')
  if (Number(errcode) === 0) return body
  throw refusal(Number(errcode), typeof errmsg === 'string' ? errmsg : '', now)
}

/** Where WeChat always gives an errcode, an answer without one says nothing. */
export function demandErrcode(body: JsonObject): void {
  if (body['errcode'] === undefined) throw unreadable('WeChat gave no errcode.')
}
