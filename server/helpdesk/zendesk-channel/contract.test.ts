import { channelBed } from '../../testing/channel-bed.ts'
import { helpdeskContract } from '../contract.ts'

helpdeskContract('tickets by the channel framework', () => channelBed())
