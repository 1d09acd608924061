export type PageLocale = 'zh-CN' | 'en'

/** What the account page says. */
export const words = {
  'zh-CN': {
    title: '连接微桥账号',
    account: '账号',
    connected: '已连接的账号',
    code: '连接码',
    codeHelp: '在中继服务器上运行 relay connect-codes 得到',
    submit: '连接',
    save: '保存',
    wrong: '连接码不正确，请重新输入。',
    busy: '尝试过于频繁，请几秒后再试。',
    refusedToken: 'Zendesk 不认可此推送令牌，请关闭后重新添加账号。',
    unreachable: '暂时无法连接 Zendesk，请稍后再试。',
    going: '正在返回 Zendesk…',
  },
  en: {
    title: 'Connect a Weiqiao account',
    account: 'Account',
    connected: 'Connected account',
    code: 'Connection code',
    codeHelp: 'Run "relay connect-codes" on the relay to see it',
    submit: 'Connect',
    save: 'Save',
    wrong: 'The connection code is wrong. Enter it again.',
    busy: 'Too many tries. Wait a few seconds.',
    refusedToken: 'Zendesk does not accept this push token. Close this and add the account again.',
    unreachable: 'Zendesk cannot be reached right now. Try again shortly.',
    going: 'Returning to Zendesk…',
  },
} as const

export type Alert = 'wrong' | 'busy' | 'refusedToken' | 'unreachable'

/** Zendesk names the admin's own language; the tenant's stands in. */
export function pageLocale(asked: string | undefined, fallback: PageLocale): PageLocale {
  if (asked === undefined) return fallback
  return /^zh\b/i.test(asked) ? 'zh-CN' : 'en'
}
