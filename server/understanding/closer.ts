export { isCloser } from '../language/closer.ts'
