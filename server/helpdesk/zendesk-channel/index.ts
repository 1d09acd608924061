import type { ChannelFramework } from '../../core/channel-framework.ts'
import { RelayError } from '../../core/error.ts'
import type { Helpdesk, HelpdeskReader } from '../../core/helpdesk.ts'
import { answerAdmin } from './admin.ts'
import { readChannelback } from './channelback.ts'
import { publicAddress } from './clickthrough.ts'
import { createConnectCodes } from './connect-code.ts'
import { readEvents } from './events.ts'
import { fileAll } from './file.ts'
import { createInstances } from './instances.ts'
import { manifestOf } from './manifest.ts'
import { writeNote } from './note.ts'
import { originsOf, type ZendeskChannelOptions } from './options.ts'
import { createParked } from './parked.ts'
import type { Parts } from './parts.ts'
import { answerPull } from './pull.ts'
import { channelReader } from './reader.ts'
import { createRequestIds } from './request-id.ts'

export type { ZendeskChannelOptions } from './options.ts'

/** Each callback has its own address, and its own proof. */
function readReply({ options, ids }: Parts): Helpdesk['readReply'] {
  return async (request) => {
    if (request.path.endsWith('/zendesk/events')) return readEvents(options, ids, request)
    if (request.path.endsWith('/zendesk/channelback')) return readChannelback(options, request)
    if (options.api) return options.api.helpdesk.readReply(request)
    throw new RelayError('helpdesk.forged', 'The request did not verify.')
  }
}

/** The channel-framework adapter of one tenant. */
export function zendeskChannel(options: ZendeskChannelOptions): {
  readonly helpdesk: Helpdesk
  readonly reader: HelpdeskReader
  readonly framework: ChannelFramework
  /** The code an admin types into the account page. */
  readonly connectCodeOf: (account: string) => Promise<string>
} {
  const instances = createInstances(options)
  const codes = createConnectCodes(options)
  const parked = createParked(options)
  const parts: Parts = { options, instances, parked, ids: createRequestIds(options) }
  return {
    helpdesk: {
      kind: 'channel',
      file: (filings) => fileAll(parts, filings),
      note: (note) => writeNote(parts, note),
      // The framework knows comments only: tickets are tied to each other by API, or not at all.
      ...(options.api?.helpdesk.problems && { problems: options.api.helpdesk.problems }),
      readReply: readReply(parts),
    },
    reader: channelReader(options, instances),
    connectCodeOf: (account) => codes.of(account),
    framework: {
      tenant: options.tenant,
      origins: originsOf(options),
      manifest: () => manifestOf(options),
      admin: (form) => answerAdmin({ options, codes, instances }, form),
      pull: (form) => answerPull(options, parked, form),
      clickthrough: async (externalId) => publicAddress(await options.linkOf(externalId)),
    },
  }
}
