import type * as z from 'zod/mini'
import type { AnswerOf } from '../../api/endpoint.ts'
import type { endpoints } from '../../api/endpoints.ts'
import type { Care } from '../../care/index.ts'
import { RelayError } from '../../core/error.ts'
import type { Actor } from '../../core/store/index.ts'
import type { Runtime } from '../../pipeline/runtime.ts'
import type { Session } from './sessions.ts'

/** One authenticated request, its body checked. */
export interface Call<Body = undefined> {
  readonly runtime: Runtime
  readonly care: Care
  readonly session: Session
  /** The parts of the path. */
  readonly parts: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: Body
}

type Endpoints = (typeof endpoints)[number]
type Named<Id> = Extract<Endpoints, { readonly id: Id }>

/** What answers an endpoint; the contract gives the types on both sides. */
export type Handler<Id extends Endpoints['id']> = (
  call: Call<
    Named<Id> extends { readonly body: infer B extends z.ZodMiniType } ? z.output<B> : undefined
  >,
) => Promise<AnswerOf<Named<Id>>>

export function notThere(): RelayError {
  return new RelayError('api.not_found', 'There is no such thing in this tenant.')
}

export function iso(at: number): string {
  return new Date(at).toISOString()
}

/** Who stands behind the act by name. */
export function actorOf({ session }: Pick<Call, 'session'>): Actor {
  const { user } = session
  if (!user) {
    throw new RelayError('session.person_needed', 'A session of an installation names nobody.')
  }
  return { id: user.id, ...(user.name !== undefined && { name: user.name }) }
}

export function partOf({ parts }: Pick<Call, 'parts'>, name: string): string {
  return parts[name] ?? ''
}
