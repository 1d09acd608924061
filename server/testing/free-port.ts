import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'

/** Above the ports that browsers and `fetch` refuse, 10080 being the last of them in this region. */
const lowest = 11_000
/** Where outgoing connections take their own ports from, unless the system says otherwise. */
const usualEphemeral = 32_768
/** Ports of one worker of the test runner, so that two never choose the same. */
const slice = 1_000

function ephemeralFrom(): number {
  try {
    return Number(readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').split(/\s+/)[0])
  } catch {
    return usualEphemeral
  }
}

const slices = Math.max(1, Math.floor((ephemeralFrom() - lowest) / slice))
const first = lowest + (Number(process.env.VITEST_POOL_ID ?? process.pid) % slices) * slice
// Files run one after another in a worker: each begins elsewhere, by its process.
let next = process.pid % slice

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  const isBound = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => resolve(true))
  })
  if (isBound) await new Promise((resolve) => server.close(resolve))
  return isBound
}

/**
 * A port of 127.0.0.1 for a server that starts later, or again after it was killed.
 *
 * The system's own choice (port 0) will not do for that: it comes from the range of outgoing connections,
 * and any of these may hold the port by the time the server wants it.
 */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < slice; tried++) {
    const port = first + (next++ % slice)
    if (await isFree(port)) return port
  }
  throw new TypeError(`no port from ${first} to ${first + slice - 1} is free`)
}
