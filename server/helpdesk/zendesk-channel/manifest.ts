import type { ZendeskChannelOptions } from './options.ts'

/**
 * The integration manifest (keys verbatim), one for all accounts and tenants of a relay. Whole addresses:
 * not every reader of manifests resolves relative ones.
 */
export function manifestOf({
  locale,
  pushClientId,
  publicUrl,
}: ZendeskChannelOptions): Readonly<Record<string, unknown>> {
  const at = (path: string): string => `${publicUrl}/zendesk/${path}`
  return {
    name: locale === 'en' ? 'Weiqiao: Weibo and WeChat' : '微桥：微博与微信',
    id: 'weiqiao-weibo-wechat',
    // Zendesk keeps a manifest by its version: raise it with every change.
    version: '2',
    author: 'Weiqiao',
    ...(pushClientId !== undefined && { push_client_id: pushClientId }),
    channelback_files: true,
    create_followup_tickets: true,
    urls: {
      admin_ui: at('admin'),
      pull_url: at('pull'),
      channelback_url: at('channelback'),
      clickthrough_url: at('clickthrough'),
      healthcheck_url: at('health'),
      event_callback_url: at('events'),
    },
  }
}
