import type { FieldModel, Judge } from './judge.ts'
import { bitmapOf, bytesOfBitmap, heldIn, packedOf } from './packed.ts'

/*
 * A model as bytes: `WQM2`, the length of the header (32 bits, little endian), the header as JSON, one bit
 * for each place that holds weights, then the weights of those places as 16-bit numbers, little endian.
 */
const magic = 'WQM2'
const headStart = 8
/** A bitmap has whole bytes, and no file may ask for more room than a model needs. */
const [fewestBits, mostBits] = [3, 20]

interface Header {
  readonly field: string
  readonly classes: readonly string[]
  readonly threshold: number
  readonly bits: number
  readonly unit: number
  readonly bias: readonly number[]
  readonly judge: Judge
}

/** ASCII alone: a pure room knows no text encoder. */
function bytesOf(text: string): Uint8Array {
  const ascii = text.replace(
    /[^ -~]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return Uint8Array.from(ascii, (sign) => sign.charCodeAt(0))
}

function textOf(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function encodeModel({ field, classes, threshold, linear, judge }: FieldModel): Uint8Array {
  const { bits, unit, bias, weights } = linear
  const header: Header = { field, classes, threshold, bits, unit, bias, judge }
  const head = bytesOf(JSON.stringify(header))
  const { held } = weights
  const bitmap = bytesOfBitmap(weights.bitmap, 2 ** bits)
  const start = headStart + head.length + bitmap.length
  const bytes = new Uint8Array(start + held.length * 2)
  bytes.set(bytesOf(magic))
  const view = new DataView(bytes.buffer)
  view.setUint32(4, head.length, true)
  bytes.set(head, headStart)
  bytes.set(bitmap, headStart + head.length)
  held.forEach((weight, i) => {
    view.setInt16(start + i * 2, weight, true)
  })
  return bytes
}

function isHeader(value: unknown): value is Header {
  if (typeof value !== 'object' || value === null) return false
  const { field, classes, bits, judge } = value as Partial<Header>
  return (
    typeof field === 'string' &&
    Array.isArray(classes) &&
    typeof bits === 'number' &&
    Array.isArray(judge?.weights) &&
    Array.isArray(judge.signs)
  )
}

/** Whether numbers in memory lie as the file has them. */
const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

function weightsFrom(bytes: Uint8Array, start: number, count: number): Int16Array {
  const weights = new Int16Array(count)
  if (isLittleEndian) {
    new Uint8Array(weights.buffer).set(bytes.subarray(start, start + count * 2))
    return weights
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + start)
  return weights.map((_, i) => view.getInt16(i * 2, true))
}

/** Reads what `encodeModel` wrote; undefined where these bytes are no model. */
export function decodeModel(bytes: Uint8Array): FieldModel | undefined {
  if (bytes.length < headStart || textOf(bytes.subarray(0, 4)) !== magic) return undefined
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true)
  const start = headStart + length
  if (start > bytes.length) return undefined
  const header = parsed(textOf(bytes.subarray(headStart, start)))
  if (!isHeader(header)) return undefined
  const { field, classes, threshold, bits, unit, bias, judge } = header
  if (bits < fewestBits || bits > mostBits) return undefined
  const held = start + 2 ** (bits - fewestBits)
  const bitmap = bitmapOf(bytes.subarray(start, held))
  const count = heldIn(bitmap) * classes.length
  if (bytes.length !== held + count * 2) return undefined
  const weights = packedOf(bitmap, weightsFrom(bytes, held, count))
  return {
    field,
    classes,
    threshold,
    judge,
    linear: { bits, classes: classes.length, weights, unit, bias },
  }
}
