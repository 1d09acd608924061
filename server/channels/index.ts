import type { ChannelDescriptor } from '../core/channel.ts'
import { wechatDescriptor } from './wechat/index.ts'
import { weiboDescriptor } from './weibo/index.ts'

/** Every channel, one line each; a test holds this list to the folders. */
export const channels: readonly ChannelDescriptor[] = [wechatDescriptor, weiboDescriptor]
