import type { Instances } from './instances.ts'
import type { ZendeskChannelOptions } from './options.ts'
import type { Parked } from './parked.ts'
import type { RequestIds } from './request-id.ts'

/** What the parts of this adapter share. */
export interface Parts {
  readonly options: ZendeskChannelOptions
  readonly parked: Parked
  readonly ids: RequestIds
  readonly instances: Instances
}
