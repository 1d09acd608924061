import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

/** Garden asks for the system's colour scheme while it is imported; jsdom has no such question. */
const matchMedia = (media: string): object => ({
  media,
  matches: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
})

// Only DOM tests have a document to tidy up.
if ('document' in globalThis) {
  afterEach(() => cleanup())
  Object.assign(globalThis, { matchMedia })
  // A busy machine is slow, not broken.
  configure({ asyncUtilTimeout: 5_000 })
}
