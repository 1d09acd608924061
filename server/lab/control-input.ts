import * as z from 'zod'
import { ControlRefusal } from './control-refusal.ts'

/** The body of a control call, or a refusal that names what is wrong. */
export function readInput<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body ?? {})
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new ControlRefusal(400, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`)
}

export const sendOptions = {
  /** This many copies of the same push: the platform's duplicates. */
  times: z.number().int().min(1).max(50).optional(),
  /** When it was written, ms; now by default. */
  at: z.number().optional(),
}

/** Drops members that are absent, so that optional means absent and not undefined. */
export function present<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
