import type { Setting } from '../../core/settings.ts'

/** What an admin copies from the Official Account console. */
export const settings: readonly Setting[] = [
  {
    key: 'appId',
    kind: 'text',
    required: true,
    label: { zh: '开发者 ID (AppID)', en: 'AppID' },
    help: {
      zh: '公众平台「基本配置」页，以 wx 开头',
      en: 'From the console page "basic configuration"; starts with wx',
    },
    check: (value) =>
      /^wx[0-9A-Za-z_-]{4,40}$/.test(value)
        ? undefined
        : { zh: '应以 wx 开头', en: 'must be the AppID, which starts with wx' },
  },
  {
    key: 'appSecret',
    kind: 'secret',
    required: true,
    label: { zh: '开发者密码 (AppSecret)', en: 'AppSecret' },
    help: { zh: '写成 env:名称', en: 'write "env:NAME"' },
  },
  {
    key: 'token',
    kind: 'secret',
    required: true,
    label: { zh: '令牌 (Token)', en: 'Token' },
    help: {
      zh: '与公众平台「服务器配置」一致',
      en: 'the same as in the console page "server configuration"',
    },
  },
  {
    key: 'encodingAesKey',
    kind: 'secret',
    requiredWhen: { key: 'mode', is: ['safe', 'compatible'] },
    label: { zh: '消息加解密密钥', en: 'EncodingAESKey' },
    help: { zh: '43 个字符；明文模式可不填', en: '43 characters; not needed in plain mode' },
    check: aesKeyProblem,
  },
  {
    key: 'previousEncodingAesKey',
    kind: 'secret',
    label: { zh: '上一个加解密密钥', en: 'Previous EncodingAESKey' },
    help: { zh: '更换密钥期间填写', en: 'while the key is being changed' },
    check: aesKeyProblem,
  },
  {
    key: 'mode',
    kind: 'choice',
    default: 'safe',
    choices: ['safe', 'compatible', 'plain'],
    label: { zh: '消息加解密方式', en: 'Encryption mode' },
    help: {
      zh: '推荐安全模式；明文模式不保护正文',
      en: 'safe is recommended: in plain mode nothing protects the body',
    },
  },
  {
    key: 'accountType',
    kind: 'choice',
    default: 'service',
    choices: ['service', 'subscription'],
    label: { zh: '账号类型', en: 'Account type' },
    help: { zh: '订阅号不能发送菜单消息', en: 'subscription accounts cannot send menus' },
  },
  {
    key: 'weixinId',
    kind: 'text',
    label: { zh: '公众号微信号', en: 'WeChat id of the account' },
    help: {
      zh: '仅在已建立「工号@微信号」客服账号时填写，客户将看到该账号的昵称与头像',
      en: 'only where service accounts "code@WeChat id" exist: customers then see their name and picture',
    },
    check: (value) =>
      /^[A-Za-z0-9_-]{1,32}$/.test(value)
        ? undefined
        : { zh: '应为字母、数字、下划线或减号', en: 'must be letters, digits, _ or -' },
  },
  {
    key: 'apiBase',
    kind: 'url',
    default: 'https://api.weixin.qq.com',
    label: { zh: '接口地址', en: 'API address' },
    help: {
      zh: '经固定 IP 代理时填写代理地址',
      en: 'the address of a fixed-IP proxy, where there is one',
    },
  },
]

function aesKeyProblem(value: string) {
  // The console makes letters and digits only; base64 has two signs more, and the cipher takes them.
  return /^[A-Za-z0-9+/]{43}$/.test(value)
    ? undefined
    : { zh: '应为 43 个字母或数字', en: 'must be 43 letters or digits' }
}
