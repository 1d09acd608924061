import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { httpLab, type Lab } from './lab-door.ts'

let server: Server
let lab: Lab
const asked: string[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`)
    if (request.url === '/json-refusal') {
      response.statusCode = 409
      response.end('{"error":{"message":"this customer does not follow the account"}}')
    } else if (request.url === '/html-refusal') {
      response.statusCode = 502
      response.end('<html>Bad gateway</html>')
    } else if (request.method === 'DELETE') response.end()
    else response.end('{"token":"t1"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const feed = { follow: () => () => undefined, watch: () => () => undefined }
  lab = httpLab(`http://127.0.0.1:${port ?? 0}`, feed)
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

describe('httpLab', () => {
  it('rejects with the reason the lab gives', async () => {
    await expect(lab.get('/json-refusal')).rejects.toThrow('this customer does not follow')
  })
  it('rejects with the status where no reason can be read', async () => {
    await expect(lab.post('/html-refusal', {})).rejects.toThrow('HTTP 502')
  })
  it('takes an empty answer for a success', async () => {
    await expect(lab.remove('/faults/f1')).resolves.toBeUndefined()
  })
  it('uploads under a file name of any letters', async () => {
    expect(await lab.upload('路线 图.png', new Blob(['x']))).toEqual({ token: 't1' })
    expect(asked.at(-1)).toBe(`POST /desk/uploads?filename=${encodeURIComponent('路线 图.png')}`)
  })
})
