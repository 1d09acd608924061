import { RelayError } from '../core/error.ts'
import { hostileXml } from '../testing/hostile-xml.ts'
import { readXml } from '../wire/xml.ts'
import { benchKeys, closedTenant, hookPath, sealedRequest } from './callbacks.ts'
import { applyLoad, postRequest } from './load.ts'
import { spentMs } from './processor-time.ts'
import { median, within, type BenchRow } from './row.ts'
import { benchFolder, relayServer } from './servers.ts'

const limit = 5
/** What carries a right signature is kept durably before it is answered: a flush of the disk is part of it. */
const keptLimit = 15
const times = 11
const port = 18_905
/** Of the right shape, so that nothing but reading and checking can tell. */
const madeUp = `timestamp=1767225600&nonce=1&encrypt_type=aes&msg_signature=${'0'.repeat(40)}`

function readMs(text: string): number {
  const start = spentMs()
  try {
    readXml(text)
  } catch (error) {
    if (!(error instanceof RelayError)) throw error
  }
  return spentMs() - start
}

/** The costliest document; of each the rounds, for a pause of the machine is not the reader's. */
function slowest(
  name: string,
  measured: Readonly<Record<string, readonly number[]>>,
  most = limit,
): BenchRow {
  const [worst] = Object.entries(measured).sort(([, a], [, b]) => median(b) - median(a))
  const [what, rounds] = worst ?? ['none', []]
  return within({ name: `${name}, slowest: ${what}`, unit: 'ms', limit: most, rounds })
}

function read(): BenchRow {
  const measured = Object.entries(hostileXml).map(([what, text]) => {
    return [what, Array.from({ length: times }, () => readMs(text))] as const
  })
  return slowest('hostile XML read', Object.fromEntries(measured))
}

/** From the first byte sent to the last one received, whatever the answer is. */
async function answerMs(request: () => Buffer): Promise<readonly number[]> {
  const waits: number[] = []
  for (let i = 0; i < times; i++) {
    const load = { port, connections: 1, ms: 0, atLeast: 1, next: request }
    waits.push((await applyLoad(load)).medianMs)
  }
  return waits
}

/** As a stranger sends it, and signed and encrypted with the account's own keys. */
async function answered(): Promise<readonly BenchRow[]> {
  const [forged, sealed]: Record<string, readonly number[]>[] = [{}, {}]
  for (const [what, text] of Object.entries(hostileXml)) {
    const asStranger = postRequest(`${hookPath}?${madeUp}`, text)
    Object.assign(forged ?? {}, { [what]: await answerMs(() => asStranger) })
    Object.assign(sealed ?? {}, { [what]: await answerMs(() => sealedRequest(benchKeys, text)) })
  }
  return [
    slowest('hostile callback answered, forged', forged ?? {}),
    slowest('hostile callback kept and answered, sealed', sealed ?? {}, keptLimit),
  ]
}

/** Hostile documents of up to 64 KiB against the limit of 5 ms: the reader alone, then the relay over HTTP. */
export async function benchHostileXml(): Promise<readonly BenchRow[]> {
  const folder = benchFolder()
  const relay = await relayServer(folder.path, port, closedTenant)
  try {
    await answered()
    return [read(), ...(await answered())]
  } finally {
    await relay.stop()
    folder.remove()
  }
}
