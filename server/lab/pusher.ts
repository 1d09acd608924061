import { setTimeout as wait } from 'node:timers/promises'
import type { LabWorld, Platform } from './world.ts'

export interface PushTiming {
  /** No answer within this time: the connection is cut. */
  timeoutMs: number
  /** In all. */
  attempts: number
  /** Pause before the next attempt where the last one failed at once. */
  gapMs: number
  /** How long a push marked for reordering waits to be overtaken. */
  reorderMs: number
}

/** Both platforms document 5 s and three deliveries in all. */
export const platformTiming: PushTiming = {
  timeoutMs: 5_000,
  attempts: 3,
  gapMs: 1_000,
  reorderMs: 1_500,
}

/** Status 0 = no answer. */
export interface PushAttempt {
  status: number
  ms: number
  body: string
}

export interface PushRequest {
  url: string
  contentType: string
  body: string
}

export interface PushJob {
  platform: Platform
  /** What faults match as `push <kind>`. */
  kind: string
  account: string
  customer: string
  /** What the ledger keeps beside the outcome: the platform's id of the message. */
  data: Record<string, unknown>
  /** Built anew for each attempt: each is signed for its own time. */
  request(): PushRequest
}

export interface Pusher {
  push(job: PushJob): Promise<PushAttempt[]>
  close(): Promise<void>
}

interface Desk {
  world: LabWorld
  timing: PushTiming
  closing: AbortSignal
}

export function createPusher(world: LabWorld, timing: PushTiming): Pusher {
  const stop = new AbortController()
  const desk: Desk = { world, timing, closing: stop.signal }
  const running = new Set<Promise<unknown>>()
  const overtaking: (() => void)[] = []

  const run = async (job: PushJob): Promise<PushAttempt[]> => {
    const subject = `push ${job.kind}`
    const delay = world.faults.take(job.platform, subject, ['delay'])
    if (delay) await pause(delay.ms ?? 1_000, stop.signal)
    if (world.faults.take(job.platform, subject, ['reorder'])) {
      const overtaken = new Promise<void>((resolve) => overtaking.push(resolve))
      await Promise.race([overtaken, pause(timing.reorderMs, stop.signal)])
    }
    const copies = world.faults.take(job.platform, subject, ['duplicate']) ? 2 : 1
    const results = await Promise.all(Array.from({ length: copies }, () => deliver(desk, job)))
    for (const release of overtaking.splice(0)) release()
    return results.flat()
  }

  return {
    push(job) {
      const delivery = run(job)
      running.add(delivery)
      void delivery.finally(() => running.delete(delivery))
      return delivery
    },
    async close() {
      stop.abort()
      await Promise.allSettled(running)
    },
  }
}

async function deliver(desk: Desk, job: PushJob): Promise<PushAttempt[]> {
  const { timing, closing } = desk
  const attempts: PushAttempt[] = []
  while (attempts.length < timing.attempts && !closing.aborted) {
    const last = attempts.at(-1)
    if (last && last.ms < timing.gapMs) await pause(timing.gapMs, closing)
    const result = await attempt(desk, job, attempts.length + 1)
    attempts.push(result)
    if (result.status === 200) break
  }
  const isAcknowledged = attempts.at(-1)?.status === 200
  note(desk, job, {
    kind: isAcknowledged ? 'push.acknowledged' : 'push.lost',
    data: { attempts: attempts.length },
  })
  return attempts
}

async function attempt(desk: Desk, job: PushJob, number: number): Promise<PushAttempt> {
  const started = performance.now()
  const answer = await knock(job.request(), desk.timing.timeoutMs, desk.closing)
  const isDropped = desk.world.faults.take(job.platform, `push ${job.kind}`, ['drop_answer'])
  const result = {
    ...(isDropped ? { status: 0, body: '' } : answer),
    ms: Math.round(performance.now() - started),
  }
  const data = { attempt: number, status: result.status, ms: result.ms }
  note(desk, job, { kind: 'push.attempt', data })
  return result
}

function note(
  desk: Desk,
  { platform, account, customer, data }: PushJob,
  entry: { kind: string; data: Record<string, unknown> },
): void {
  const whole = { ...data, ...entry.data }
  desk.world.record({ platform, kind: entry.kind, account, customer, data: whole })
}

async function knock(
  push: PushRequest,
  timeoutMs: number,
  closing: AbortSignal,
): Promise<{ status: number; body: string }> {
  try {
    const response = await fetch(push.url, {
      method: 'POST',
      headers: { 'content-type': push.contentType },
      body: push.body,
      redirect: 'manual',
      signal: AbortSignal.any([closing, AbortSignal.timeout(timeoutMs)]),
    })
    return { status: response.status, body: await response.text() }
  } catch {
    // Refused, cut or too late: to a platform these are all "no answer".
    return { status: 0, body: '' }
  }
}

/** Ends early when the lab closes. */
async function pause(ms: number, closing: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal: closing }).catch(() => undefined)
}
