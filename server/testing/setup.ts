import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

// Only DOM tests have a document to tidy up.
if ('document' in globalThis) afterEach(() => cleanup())
