import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

/**
 * Lines of a stream of UTF-8, without their ends. Only a line feed ends a line: U+2028 may stand inside
 * a JSON text, where Node's own reader would cut it.
 */
export async function* linesOf(stream: Readable): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let parts: string[] = []
  let isFirst = true
  function take(): string {
    const line = parts.join('').replace(/\r$/, '')
    parts = []
    const text = isFirst ? line.replace(/^\ufeff/, '') : line
    isFirst = false
    return text
  }
  for await (const chunk of stream) {
    const pieces = decoder.write(chunk as Buffer).split('\n')
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) yield take()
      parts.push(piece)
    }
  }
  parts.push(decoder.end())
  const last = take()
  if (last !== '') yield last
}
