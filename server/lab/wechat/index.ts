import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance } from 'fastify'
import { faultGate } from '../faults.ts'
import type { MediaShelf } from '../media-shelf.ts'
import type { LabPlan } from '../plan.ts'
import type { Pusher } from '../pusher.ts'
import type { LabWorld } from '../world.ts'
import { addBaseEndpoints } from './base-api.ts'
import { answerRefusals } from './door.ts'
import { createMailbox, type Mailbox } from './mailbox.ts'
import { addMediaEndpoints } from './media-api.ts'
import { addPeopleEndpoints } from './people-api.ts'
import type { Phones } from './phones.ts'
import { addSendEndpoints } from './send-api.ts'
import { createWechatState } from './state.ts'

export interface WechatSimulator {
  app: FastifyInstance
  phones: Phones
  mailbox: Mailbox
  now(): number
}

const BODY_BYTES = 12 * 1_048_576

/** An Official Account: its interfaces, its callbacks, and its customers' phones. */
export async function wechatSimulator(
  world: LabWorld,
  plan: LabPlan,
  parts: { shelf: MediaShelf; pusher: Pusher },
): Promise<WechatSimulator> {
  const state = createWechatState(world, plan, parts.shelf)
  const app = fastify({ forceCloseConnections: true, bodyLimit: BODY_BYTES })
  await app.register(faultGate(world, 'wechat'))
  await app.register(multipart)
  // WeChat reads bodies whatever their declared type.
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  answerRefusals(app, state)

  addBaseEndpoints(app, state)
  addSendEndpoints(app, state)
  addMediaEndpoints(app, state)
  addPeopleEndpoints(app, state)
  const mailbox = createMailbox(state, parts.pusher)
  return { app, phones: state.phones, mailbox, now: () => world.now() }
}
