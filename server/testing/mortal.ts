import { RelayError } from '../core/error.ts'

/** Where a process dies: before or after a call has had its effect, e.g. `inbox.settle:after`. */
export type CrashPoint = `${string}.${string}:${'before' | 'after'}`

/** The life of one process: it dies at a named point and does nothing ever after. */
export interface Life {
  readonly isOver: boolean
  /** Dies at the n-th passing of the point from now on. */
  endAt(point: CrashPoint, passing?: number): void
  /** Steps whose names begin so fail from now on, or work again, without anybody dying. */
  fail(steps: string, isFailing: boolean): void
  /** Runs one outside effect, or dies around it. */
  live<T>(step: string, effect: () => Promise<T>): Promise<T>
}

function death(): RelayError {
  return new RelayError('store.unavailable', 'The process died here.', { outcome: 'unknown' })
}

function outage(): RelayError {
  return new RelayError('store.unavailable', 'Out of order for this test.')
}

export function createLife(): Life {
  let end: { readonly point: CrashPoint; left: number } | undefined
  let isOver = false
  const failing = new Set<string>()

  function pass(point: CrashPoint): void {
    if (isOver) throw death()
    if (end?.point !== point) return
    end.left -= 1
    if (end.left > 0) return
    isOver = true
    throw death()
  }

  return {
    get isOver() {
      return isOver
    },
    endAt(point, passing = 1) {
      end = { point, left: passing }
    },
    fail(steps, isFailing) {
      if (isFailing) failing.add(steps)
      else failing.delete(steps)
    },
    async live(step, effect) {
      if ([...failing].some((steps) => step.startsWith(steps))) throw outage()
      pass(`${step}:before` as CrashPoint)
      const result = await effect()
      pass(`${step}:after` as CrashPoint)
      return result
    },
  }
}

type AsyncMethod = (...args: readonly unknown[]) => unknown

/** Every asynchronous method of `room` belongs to a life. */
export function mortal<T extends object>(life: Life, name: string, room: T): T {
  return new Proxy(room, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      const method = value as AsyncMethod
      return (...args: readonly unknown[]) =>
        life.live(`${name}.${String(key)}`, async () => Reflect.apply(method, target, args))
    },
  })
}

/** Rooms of a store, one level down: `inbox.settle`, `outbox.finish` … */
export function mortalRooms<T extends object>(life: Life, store: T): T {
  return new Proxy(store, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (value === null || typeof value !== 'object') return value
      return mortal(life, String(key), value)
    },
  })
}
