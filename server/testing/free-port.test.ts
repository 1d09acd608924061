import { createServer, type AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { freePort } from './free-port.ts'

const open: ReturnType<typeof createServer>[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve))
})

async function listenAt(port: number): Promise<number> {
  const server = createServer()
  open.push(server)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}

describe('a port for a server that starts later', () => {
  it('is none that an outgoing connection could take meanwhile', async () => {
    for (let n = 0; n < 50; n++) {
      const port = await freePort()
      expect(port).toBeGreaterThan(10_080)
      expect(port).toBeLessThan(32_768)
    }
  })

  it('is given once, and never one that is in use', async () => {
    const given = new Set<number>()
    for (let n = 0; n < 50; n++) {
      const port = await freePort()
      expect(given).not.toContain(port)
      given.add(port)
      // The next one is taken before it is asked for.
      await listenAt(port + 1).catch(() => undefined)
      given.add(port + 1)
    }
  })
})
