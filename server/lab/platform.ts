export type Platform = 'wechat' | 'weibo' | 'wecom' | 'zendesk'
