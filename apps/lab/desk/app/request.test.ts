import { describe, expect, it } from 'vitest'
import type { Lab } from '../../lab-door.ts'
import { fakeLab } from '../../testing/fake-lab.ts'
import type { RequestFault } from '../zaf/host.ts'
import { requester } from './request.ts'

function labAnswering(part: object): Lab & { readonly asked: unknown[] } {
  const asked: unknown[] = []
  const answer = { status: 200, statusText: 'OK', contentType: 'application/json', body: '{"n":1}' }
  async function post<T>(path: string, body: unknown): Promise<T> {
    asked.push([path, body])
    return { ...answer, ...part } as T
  }
  return { ...fakeLab(), post, asked }
}
const faultOf = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('it succeeded'),
    (fault: unknown) => (fault as RequestFault).response,
  )

describe('requester', () => {
  it('answers the data of a request, which goes out as the agent who is signed in', async () => {
    const lab = labAnswering({})
    expect(await requester(lab, 9002)({ url: '/api/v2/users/me' })).toEqual({ n: 1 })
    expect(lab.asked).toEqual([['/desk/apps/request', { url: '/api/v2/users/me', agentId: 9002 }]])
  })
  it('answers text as text, and the whole response where that is asked for', async () => {
    const lab = labAnswering({ contentType: 'text/plain', body: 'ok' })
    expect(await requester(lab, 1)({ url: '/x' })).toBe('ok')
    expect(await requester(lab, 1)({ url: '/x', httpCompleteResponse: true })).toEqual({
      status: 200,
      statusText: 'OK',
      responseText: 'ok',
      responseJSON: undefined,
    })
  })
  it('fails with the response that failed, or with why there is none', async () => {
    const ask = (lab: Lab, more = {}) => faultOf(requester(lab, 1)({ url: '/x', ...more }))
    expect(await ask(labAnswering({ status: 404, body: '{"error":"no"}' }))).toMatchObject({
      status: 404,
      responseJSON: { error: 'no' },
    })
    const lab = fakeLab()
    lab.refuse('not a proxyable URI')
    expect(await ask(lab)).toEqual({ status: 0, statusText: 'not a proxyable URI' })
    expect(await ask(lab, { cors: true, secure: true })).toMatchObject({ status: 0 })
  })
})
