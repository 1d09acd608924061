import type { LabWorld } from './world.ts'

const HEX = '0123456789abcdef'
const WORD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const URL_SAFE = `${WORD}-_`

function mint(world: LabWorld, alphabet: string, length: number): string {
  let text = ''
  while (text.length < length) text += alphabet.charAt(Math.floor(world.random() * alphabet.length))
  return text
}

/** Seeded identifiers in the alphabets the platforms use. */
export const mintHex = (world: LabWorld, length: number): string => mint(world, HEX, length)
export const mintWord = (world: LabWorld, length: number): string => mint(world, WORD, length)
export const mintUrlSafe = (world: LabWorld, length: number): string =>
  mint(world, URL_SAFE, length)
export const mintDigits = (world: LabWorld, length: number): string =>
  mint(world, '123456789', 1) + mint(world, '0123456789', length - 1)
