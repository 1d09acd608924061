/**
 * The one table of failures. `docs/errors.md` is held to it by a test; agents see `zh`/`en`,
 * never a stack. `retry` is the default hint; a RelayError may carry a sharper one.
 */
interface ErrorEntry {
  readonly retry: 'never' | 'later'
  readonly zh: string
  readonly en: string
}

export const errorCodes = {
  'channel.forged': { retry: 'never', zh: '回调未通过验证', en: 'The callback did not verify' },
  'channel.malformed': {
    retry: 'never',
    zh: '平台内容无法解析',
    en: 'The platform sent something unreadable',
  },
  'channel.auth': {
    retry: 'later',
    zh: '平台授权已失效，请管理员重新授权',
    en: 'The platform refused the access token; an admin must reconnect the account',
  },
  'channel.config': {
    retry: 'never',
    zh: '账号配置有误，请管理员检查',
    en: 'The account is configured wrongly; an admin must check it',
  },
  'channel.ip_refused': {
    retry: 'never',
    zh: '服务器 IP 不在平台白名单内',
    en: 'The platform does not accept calls from this server address',
  },
  'channel.permission': {
    retry: 'never',
    zh: '账号没有此接口权限',
    en: 'The account lacks permission for this interface',
  },
  'channel.rate_limited': {
    retry: 'later',
    zh: '平台限流，稍后自动重试',
    en: 'The platform limits the rate; it is retried later',
  },
  'channel.quota_used': {
    retry: 'never',
    zh: '本轮可发送条数已用完，需等客户再次发言',
    en: 'No sends are left in this reply window; the customer must write first',
  },
  'channel.window_closed': {
    retry: 'never',
    zh: '已超过可回复时间，客户再次发言后才能回复',
    en: 'The reply window is closed; the customer must write first',
  },
  'channel.customer_unreachable': {
    retry: 'never',
    zh: '客户已取消关注或不可达',
    en: 'The customer unfollowed or cannot be reached',
  },
  'channel.customer_blocked': {
    retry: 'never',
    zh: '客户在黑名单中或拒收消息',
    en: 'The customer is blocked or refuses messages',
  },
  'channel.content_refused': {
    retry: 'never',
    zh: '平台拒绝了内容（敏感词、链接或广告）',
    en: 'The platform refused the wording, a link or advertising',
  },
  'channel.content_too_long': {
    retry: 'never',
    zh: '内容超过平台长度限制',
    en: 'The text is longer than the platform accepts',
  },
  'channel.duplicate_content': {
    retry: 'never',
    zh: '平台认为内容重复，请换个说法',
    en: 'The platform sees a repeated text; use other words',
  },
  'channel.media_gone': {
    retry: 'never',
    zh: '媒体文件已过期',
    en: 'The media file has expired on the platform',
  },
  'channel.media_refused': {
    retry: 'never',
    zh: '文件类型、大小或来源不被接受',
    en: 'The file type, size or source is not accepted',
  },
  'channel.target_gone': {
    retry: 'never',
    zh: '原微博或评论已不存在',
    en: 'The post or comment no longer exists',
  },
  'channel.not_allowed': {
    retry: 'never',
    zh: '对方设置不允许评论或私信',
    en: 'The recipient does not allow comments or messages',
  },
  'channel.human_needed': {
    retry: 'never',
    zh: '平台要求人工登录验证',
    en: 'The platform asks for a person to log in and confirm',
  },
  'channel.unsupported': {
    retry: 'never',
    zh: '此渠道不支持这种内容',
    en: 'This channel cannot carry this kind of content',
  },
  'channel.unavailable': {
    retry: 'later',
    zh: '平台暂时不可用',
    en: 'The platform is unavailable for the moment',
  },
  'channel.unconfirmed': {
    retry: 'never',
    zh: '平台未确认是否送达',
    en: 'The platform did not confirm the delivery',
  },
  'channel.programming': {
    retry: 'never',
    zh: '请求格式错误，请联系管理员',
    en: 'The request was wrong; this is a fault of the relay',
  },
  'channel.unknown': {
    retry: 'never',
    zh: '平台返回未知错误',
    en: 'The platform answered with an unknown error',
  },
  'helpdesk.forged': { retry: 'never', zh: '请求未通过验证', en: 'The request did not verify' },
  'helpdesk.auth': {
    retry: 'later',
    zh: 'Zendesk 授权失效',
    en: 'Zendesk refused the access token',
  },
  'helpdesk.forbidden': {
    retry: 'never',
    zh: 'Zendesk 拒绝此操作',
    en: 'Zendesk forbids this action',
  },
  'helpdesk.invalid': {
    retry: 'never',
    zh: 'Zendesk 不接受此内容',
    en: 'Zendesk does not accept this content',
  },
  'helpdesk.not_found': { retry: 'never', zh: '工单不存在', en: 'The ticket does not exist' },
  'helpdesk.closed': { retry: 'never', zh: '工单已关闭', en: 'The ticket is closed' },
  'helpdesk.conflict': {
    retry: 'later',
    zh: '工单同时被修改',
    en: 'The ticket was changed at the same time',
  },
  'helpdesk.rate_limited': {
    retry: 'later',
    zh: 'Zendesk 限流，稍后自动重试',
    en: 'Zendesk limits the rate; it is retried later',
  },
  'helpdesk.unavailable': {
    retry: 'later',
    zh: 'Zendesk 暂时不可用',
    en: 'Zendesk is unavailable for the moment',
  },
  'helpdesk.unconfirmed': {
    retry: 'later',
    zh: 'Zendesk 未确认结果',
    en: 'Zendesk did not confirm the outcome',
  },
  'http.timeout': { retry: 'later', zh: '请求超时', en: 'The request timed out' },
  'http.connect': { retry: 'later', zh: '无法连接', en: 'The connection could not be made' },
  'http.refused_address': { retry: 'never', zh: '地址不被允许', en: 'The address is not allowed' },
  'http.too_large': { retry: 'never', zh: '内容过大', en: 'The content is too large' },
  'http.bad_answer': {
    retry: 'later',
    zh: '对方返回内容不完整',
    en: 'The answer was incomplete or unreadable',
  },
  'session.refused': {
    retry: 'never',
    zh: '登录无效或已过期，请重新打开此页',
    en: 'There is no session, or it is over; open the page again',
  },
  'session.forbidden': {
    retry: 'never',
    zh: '只有主管或管理员可以这样做',
    en: 'Only a lead or an admin may do this',
  },
  'session.person_needed': {
    retry: 'never',
    zh: '此操作需要记名，请在由中继提供的页面中进行',
    en: 'Somebody must stand behind this act by name; use the pages served by the relay',
  },
  'api.invalid': {
    retry: 'never',
    zh: '请求内容有误',
    en: 'The request does not fit its schema',
  },
  'api.not_found': { retry: 'never', zh: '没有这一项', en: 'There is no such thing' },
  'customer.no_consent': {
    retry: 'never',
    zh: '客户不同意把不同渠道的身份关联在一起',
    en: 'The customer does not allow linking their identities across channels',
  },
  'api.changed_meanwhile': {
    retry: 'never',
    zh: '别人刚刚改过，请看过新版本再保存',
    en: 'Somebody else has changed it meanwhile; look at the new version first',
  },
  'reply.gate': {
    retry: 'never',
    zh: '新内容同样被拦下，没有发送',
    en: 'The new text is held as well and was not sent',
  },
  'reply.empty': {
    retry: 'never',
    zh: '没有可发送的内容',
    en: 'There is nothing to send',
  },
  'reply.second_reader': {
    retry: 'never',
    zh: '这条回复要由作者以外的同事看过并放行',
    en: 'Somebody other than its author must read and release this reply',
  },
  'incident.state': {
    retry: 'never',
    zh: '集中事件的当前状态不允许此操作',
    en: 'The incident is not in a state that allows this',
  },
  'incident.no_problems': {
    retry: 'never',
    zh: '没有 Zendesk API 授权，无法建立 Problem 工单',
    en: 'Without API access to Zendesk no problem ticket can be made',
  },
  'reply.state': {
    retry: 'never',
    zh: '回复的当前状态不允许此操作',
    en: 'The reply is not in a state that allows this',
  },
  'store.unavailable': {
    retry: 'later',
    zh: '存储暂时不可用',
    en: 'The store is unavailable for the moment',
  },
  'store.lease_lost': {
    retry: 'later',
    zh: '处理权已转移',
    en: 'Another process took over this work',
  },
  'store.newer_schema': {
    retry: 'never',
    zh: '数据库版本高于本程序',
    en: 'The store was written by a newer version',
  },
  'store.wrong_key': {
    retry: 'never',
    zh: '主密钥不正确',
    en: 'The master key does not open this store',
  },
  'store.disk_full': { retry: 'later', zh: '磁盘已满', en: 'The disk is full' },
  'config.invalid': { retry: 'never', zh: '配置有误', en: 'The configuration is invalid' },
  'config.port_taken': { retry: 'never', zh: '端口已被占用', en: 'The port is already in use' },
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof errorCodes
