import type { ZendeskChannelOptions } from './options.ts'

/** The integration manifest (keys verbatim). Addresses are relative to the manifest's own. */
export function manifestOf({
  locale,
  pushClientId,
}: ZendeskChannelOptions): Readonly<Record<string, unknown>> {
  return {
    name: locale === 'en' ? 'Weiqiao: Weibo and WeChat' : '微桥：微博与微信',
    id: 'weiqiao-weibo-wechat',
    version: '1',
    author: 'Weiqiao',
    ...(pushClientId !== undefined && { push_client_id: pushClientId }),
    channelback_files: true,
    create_followup_tickets: true,
    urls: {
      admin_ui: './admin',
      pull_url: './pull',
      channelback_url: './channelback',
      clickthrough_url: './clickthrough',
      healthcheck_url: './health',
      event_callback_url: './events',
    },
  }
}
