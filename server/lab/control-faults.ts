import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { present, readInput } from './control-input.ts'
import { faultKinds, type FaultKind } from './faults.ts'
import type { LabWorld } from './world.ts'

const faultInput = z.strictObject({
  platform: z.enum(['wechat', 'weibo', 'wecom', 'zendesk']),
  match: z.string().default(''),
  kind: z.enum(faultKinds as [FaultKind, ...FaultKind[]]),
  ms: z.number().min(0).optional(),
  status: z.number().int().min(200).max(599).optional(),
  errcode: z.number().int().optional(),
  retryAfter: z.number().min(0).optional(),
  count: z.number().int().min(1).optional(),
})

export function addFaultRoutes(scope: FastifyInstance, world: LabWorld): void {
  scope.get('/faults', () => ({ faults: world.faults.list() }))
  scope.post('/faults', (request) => {
    const { platform, match, kind, ...rest } = readInput(faultInput, request.body)
    const fault = world.faults.add({ platform, match, kind, ...withoutAbsent(rest) })
    world.record({ platform, kind: 'fault.added', data: { ...fault } })
    return { fault }
  })
  scope.delete('/faults', () => {
    world.faults.remove()
    return { faults: [] }
  })
  scope.delete<{ Params: { id: string } }>('/faults/:id', (request) => {
    world.faults.remove(request.params.id)
    return { faults: world.faults.list() }
  })
}

type Rest = Omit<z.infer<typeof faultInput>, 'platform' | 'match' | 'kind'>

function withoutAbsent(rest: Rest): { [K in keyof Rest]?: number } {
  return present(rest)
}
