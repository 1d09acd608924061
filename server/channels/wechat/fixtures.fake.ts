import { readFileSync, readdirSync } from 'node:fs'
import type { RawItem } from '../../core/message.ts'

export const customer = 'oFictional-Customer_00000001'
export const otherCustomer = 'oFictional-Customer_00000002'

const folder = new URL('fixtures/', import.meta.url)

export function fixture(file: string): string {
  return readFileSync(new URL(file, folder), 'utf8')
}

/** Every payload on file whose name begins so, by file name. */
export function fixtureFiles(prefix = ''): readonly string[] {
  return readdirSync(folder).filter(
    (file) => file.startsWith(prefix) && /\.(?:xml|json)$/.test(file),
  )
}

/** As `receive` hands it on. */
export function pushed(body: string, signedAt = 1_772_416_800_000): RawItem {
  return { source: 'callback', body, signedAt }
}
