import { expect, it } from 'vitest'
import { createWalFlush } from './wal-flush.ts'

interface Flushing {
  readonly done: () => void
  readonly refuse: (error: Error) => void
}

/** A disk that finishes a flush when told. */
function slowDisk() {
  const flushes: Flushing[] = []
  const told: string[] = []
  const flush = createWalFlush({
    openLog: () =>
      Promise.resolve({
        datasync: () =>
          new Promise<void>((done, refuse) => {
            told.push('flush')
            flushes.push({ done, refuse })
          }),
        close: () => Promise.resolve(void told.push('close')),
      }),
    rescue: () => Promise.resolve(void told.push('rescue')),
  })
  return { flush, told, next: () => flushes.shift() as Flushing }
}

/** Lets everything that is ready run. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

async function isOpen(promise: Promise<void>): Promise<boolean> {
  let open = true
  promise.then(
    () => (open = false),
    () => (open = false),
  )
  await settled()
  return open
}

it('resolves only when the disk has the log', async () => {
  const { flush, next } = slowDisk()
  const flushed = flush.flush()
  expect(await isOpen(flushed)).toBe(true)
  next().done()
  await flushed
})

it('never counts a flush that began before the commit', async () => {
  const { flush, told, next } = slowDisk()
  const first = flush.flush()
  await settled()
  const later = [flush.flush(), flush.flush()]
  next().done()
  await first
  expect(await isOpen(later[0] as Promise<void>)).toBe(true)
  next().done()
  await Promise.all(later)
  expect(told).toEqual(['flush', 'flush'])
})

it('tells everybody who waited when the disk refuses, and asks it again only after a rescue', async () => {
  const { flush, told, next } = slowDisk()
  const refused = flush.flush()
  await settled()
  next().refuse(new Error('EIO'))
  await expect(refused).rejects.toThrow('EIO')
  const second = flush.flush()
  await settled()
  expect(told).toEqual(['flush', 'rescue', 'flush'])
  next().done()
  await second
  const third = flush.flush()
  await settled()
  next().done()
  await third
  expect(told.filter((what) => what === 'rescue')).toHaveLength(1)
})

it('lets a later caller try when the one before was refused', async () => {
  const { flush, next } = slowDisk()
  const refused = flush.flush()
  const later = flush.flush()
  await settled()
  next().refuse(new Error('EIO'))
  await expect(refused).rejects.toThrow('EIO')
  await settled()
  next().done()
  await later
})

it('closes the log after the last flush', async () => {
  const { flush, told, next } = slowDisk()
  const flushed = flush.flush()
  await settled()
  const closed = flush.close()
  next().done()
  await Promise.all([flushed, closed])
  expect(told).toEqual(['flush', 'close'])
})
