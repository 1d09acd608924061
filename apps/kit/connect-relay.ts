import axios from 'axios'
import { agentLocale } from './agent-locale.ts'
import { closedSession, proxyHttp, relayAddress } from './proxy.ts'
import { relayClient, type Relay } from './relay.ts'
import { sessionIn } from './session.ts'
import type { Zaf } from './zaf.ts'

/**
 * The relay of this page: directly, with the session the relay served it with; through Zendesk's proxy,
 * when it lies inside the package and the settings say where the relay is; else undefined.
 */
export async function connectRelay(
  zaf: Zaf | undefined,
  page: Pick<Document, 'querySelector'> = document,
): Promise<Relay | undefined> {
  const session = sessionIn(page)
  if (session) return relayClient({ http: axios.create(), session })
  if (!zaf) return undefined
  const relay = await relayAddress(zaf)
  if (relay === undefined) return undefined
  const http = proxyHttp(zaf, relay)
  return relayClient({ http, session: closedSession(agentLocale(zaf) ?? 'en') })
}
