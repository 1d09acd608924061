import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance } from 'fastify'
import { faultGate } from '../faults.ts'
import type { MediaShelf } from '../media-shelf.ts'
import type { LabPlan } from '../plan.ts'
import type { Pusher } from '../pusher.ts'
import type { LabWorld } from '../world.ts'
import { addAccountEndpoints } from './account-api.ts'
import { addDatapush } from './datapush.ts'
import { answerRefusals } from './door.ts'
import { addMessageEndpoints } from './message-api.ts'
import { createPostbox, type Postbox } from './postbox.ts'
import { addReadEndpoints } from './read-api.ts'
import { createWeiboState, type WeiboState } from './state.ts'
import { addStatusEndpoints } from './status-api.ts'
import { addWriteEndpoints } from './write-api.ts'

export interface WeiboSimulator {
  app: FastifyInstance
  state: WeiboState
  postbox: Postbox
}

const BODY_BYTES = 6 * 1_048_576

/** Weibo: the open interface, its commercial twins, private messages and the public square. */
export async function weiboSimulator(
  world: LabWorld,
  plan: LabPlan,
  parts: { shelf: MediaShelf; pusher: Pusher },
): Promise<WeiboSimulator> {
  const state = createWeiboState(world, plan, parts.shelf)
  const app = fastify({ forceCloseConnections: true, bodyLimit: BODY_BYTES })
  await app.register(faultGate(world, 'weibo'))
  await app.register(formbody)
  await app.register(multipart)
  // Other types are read so that the interface itself can refuse them with 10007.
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  answerRefusals(app, state)

  const postbox = createPostbox(state, parts.pusher)
  addReadEndpoints(app, state)
  addWriteEndpoints(app, state)
  addStatusEndpoints(app, state)
  addAccountEndpoints(app, state)
  addMessageEndpoints(app, state)
  addDatapush(app, state)
  return { app, state, postbox }
}
