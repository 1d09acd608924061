import { randomBytes } from 'node:crypto'
import {
  createServer as createHttpServer,
  type IncomingHttpHeaders,
  type RequestListener,
  type Server,
} from 'node:http'
import { createServer as createTlsServer, type AgentOptions } from 'node:https'
import { createServer as createTcpServer, type Server as TcpServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

export interface RunningServer {
  readonly port: number
  readonly url: string
  /** Connections taken so far. */
  readonly connections: () => number
  close(): Promise<void>
}

function started(server: Server | TcpServer, at: string | number): Promise<RunningServer> {
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  })
  return new Promise((resolve) => {
    server.listen(typeof at === 'string' ? { path: at } : { port: at, host: '127.0.0.1' }, () => {
      const port = typeof at === 'string' ? 0 : (server.address() as AddressInfo).port
      resolve({
        port,
        url: `http://127.0.0.1:${port}`,
        connections: () => connections,
        close: () =>
          new Promise((closed) => {
            for (const socket of sockets) socket.destroy()
            server.close(() => closed())
          }),
      })
    })
  })
}

/** An HTTP server on a free port of this machine, or on a socket file. */
export function httpServer(listener: RequestListener, at: string | 0 = 0): Promise<RunningServer> {
  return started(createHttpServer(listener), at)
}

/** A server that speaks whatever the test writes, byte by byte. */
export function tcpServer(onConnection: (socket: Socket) => void): Promise<RunningServer> {
  return started(createTcpServer(onConnection), 0)
}

/** TLS without certificates: both sides know one key, made for the test. */
export async function pskServer(
  listener: RequestListener,
): Promise<RunningServer & { readonly agentOptions: AgentOptions }> {
  const psk = randomBytes(16)
  const tls = { ciphers: 'PSK', maxVersion: 'TLSv1.2' } as const
  const server = await started(createTlsServer({ ...tls, pskCallback: () => psk }, listener), 0)
  return {
    ...server,
    url: server.url.replace('http:', 'https:'),
    agentOptions: {
      ...tls,
      pskCallback: () => ({ psk, identity: 'test' }),
      checkServerIdentity: () => undefined,
    },
  }
}

export interface SeenRequest {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Answers `ok` to everything and remembers what was asked. */
export async function recordingServer(): Promise<
  RunningServer & { readonly seen: readonly SeenRequest[] }
> {
  const seen: SeenRequest[] = []
  const server = await httpServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() })
      response.end('ok')
    })
  })
  return { ...server, seen }
}
