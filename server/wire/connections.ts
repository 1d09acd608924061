import * as http from 'node:http'
import * as https from 'node:https'
import { guardedLookup, type Resolve } from './untrusted.ts'

/** Kept-alive connections: one set for configured hosts, one that can only reach public addresses. */
export interface Connections {
  agent(isTls: boolean, isGuarded: boolean): http.Agent
}

const defaults = {
  keepAlive: true,
  maxSockets: 128,
  maxFreeSockets: 16,
  scheduling: 'lifo',
  // Platforms close idle connections after 5 s and more; a send on one just closed is in doubt.
  timeout: 4000,
} as const

export function createConnections(resolve: Resolve, own: https.AgentOptions = {}): Connections {
  const open = { ...defaults, ...own }
  const guarded = { ...open, lookup: guardedLookup(resolve) } as https.AgentOptions
  const agents = {
    open: { http: new http.Agent(open), https: new https.Agent(open) },
    guarded: { http: new http.Agent(guarded), https: new https.Agent(guarded) },
  }
  return {
    agent: (isTls, isGuarded) => agents[isGuarded ? 'guarded' : 'open'][isTls ? 'https' : 'http'],
  }
}
