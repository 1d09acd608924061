import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { present, readInput, sendOptions } from './control-input.ts'
import { ControlRefusal } from './control-refusal.ts'
import type { LabPlan } from './plan.ts'
import type { WechatSimulator } from './wechat/index.ts'
import type { WechatCustomer } from './wechat/phones.ts'

type ById = { Params: { id: string } }

const customerInput = z.strictObject({ name: z.string().trim().min(1).max(64) })
const modeInput = z.strictObject({
  mode: z.enum(['plain', 'compatible', 'safe']),
  format: z.enum(['xml', 'json']).optional(),
})
const actInput = z.strictObject({
  type: z.string().min(1),
  text: z.string().optional(),
  menuId: z.string().optional(),
  event: z.string().optional(),
  eventKey: z.string().optional(),
  fileName: z.string().optional(),
  contentType: z.string().optional(),
  base64: z.string().optional(),
  latitude: z.number().optional(),
  longitude: z.number().optional(),
  label: z.string().optional(),
  title: z.string().optional(),
  url: z.string().optional(),
  extra: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  ...sendOptions,
})

export function addWechatRoutes(scope: FastifyInstance, sim: WechatSimulator, plan: LabPlan): void {
  scope.post('/wechat/customers', (request) => {
    const { name } = readInput(customerInput, request.body)
    return { id: sim.phones.add(name).openid }
  })
  scope.post<ById>('/wechat/customers/:id/messages', async (request) => {
    const customer = findCustomer(sim, request.params.id)
    const { times, at, ...act } = readInput(actInput, request.body)
    // Somebody who left sees the account's page with a "follow" button and no text field.
    if (!customer.isFollowing && act.event !== 'subscribe') {
      throw new ControlRefusal(409, 'this customer does not follow the account')
    }
    return sim.mailbox.act(customer, present(act), present({ times, at }))
  })
  scope.get<ById>('/wechat/customers/:id/chat', (request) => {
    const customer = findCustomer(sim, request.params.id)
    const now = sim.now()
    return {
      messages: customer.chat,
      window: customer.window.view(now),
      typing: customer.typingUntil > now,
      isFollowing: customer.isFollowing,
    }
  })
  scope.post('/wechat/mode', (request) => {
    const { mode, format } = readInput(modeInput, request.body)
    plan.wechat.mode = mode
    plan.wechat.format = format ?? plan.wechat.format
    return { mode: plan.wechat.mode, format: plan.wechat.format }
  })
  scope.post('/wechat/handshake', () => sim.mailbox.handshake())
}

function findCustomer(sim: WechatSimulator, id: string): WechatCustomer {
  const customer = sim.phones.find(id)
  if (!customer) throw new ControlRefusal(404, 'no such customer')
  return customer
}
