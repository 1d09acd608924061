import type { Setting, Words } from '../../core/settings.ts'

function url(key: string, preset: string, zh: string, en: string): Setting {
  return {
    key,
    kind: 'url',
    default: preset,
    label: { zh, en },
    help: {
      zh: '经固定 IP 代理时填写代理地址',
      en: 'the address of a fixed-IP proxy, where there is one',
    },
  }
}

/** What an admin copies from Weibo's open platform and the fans service page. */
/** A pause or an allowance of nothing would be no feed, or one without a pause. */
function atLeastOne(value: string): Words | undefined {
  if (Number(value) >= 1) return undefined
  return { zh: '至少为 1', en: 'must be at least 1' }
}

export const settings: readonly Setting[] = [
  {
    key: 'appKey',
    kind: 'text',
    required: true,
    label: { zh: 'App Key', en: 'App key' },
    help: { zh: '微博开放平台应用的 App Key', en: 'the key of the app on the open platform' },
  },
  {
    key: 'appSecret',
    kind: 'secret',
    required: true,
    label: { zh: 'App Secret', en: 'App secret' },
    help: {
      zh: '也用来验证私信推送；写成 env:名称',
      en: 'also verifies pushed messages; write "env:NAME"',
    },
  },
  {
    key: 'accessToken',
    kind: 'secret',
    required: true,
    label: { zh: '访问令牌', en: 'Access token' },
    help: { zh: '品牌账号授权后得到', en: 'given when the brand account authorised the app' },
  },
  {
    key: 'uid',
    kind: 'text',
    required: true,
    label: { zh: '品牌账号 UID', en: 'Uid of the brand account' },
    help: { zh: '纯数字', en: 'digits only, as text' },
    check: (value) =>
      /^\d{1,20}$/.test(value)
        ? undefined
        : { zh: '应为纯数字', en: 'must be the numeric uid, in quotes' },
  },
  {
    key: 'replyIp',
    kind: 'text',
    label: { zh: '回复 IP (rip)', en: 'Reply address (rip)' },
    help: {
      zh: '客服人员上网的公网 IPv4，微博要求随回复提供',
      en: 'the public IPv4 address agents work from; Weibo demands it with each reply',
    },
    check: (value) =>
      /^(\d{1,3}\.){3}\d{1,3}$/.test(value)
        ? undefined
        : { zh: '应为 IPv4 地址', en: 'must be an IPv4 address' },
  },
  url('apiBase', 'https://api.weibo.com', '接口地址', 'API address'),
  url('messagesBase', 'https://m.api.weibo.com', '私信接口地址', 'Messages API address'),
  url('uploadBase', 'https://upload.api.weibo.com', '文件接口地址', 'File API address'),
  {
    key: 'commercial',
    kind: 'boolean',
    default: false,
    label: { zh: '商业接口', en: 'Commercial API' },
    help: {
      zh: '使用 c.api.weibo.com 的 /biz 接口',
      en: 'use the /biz paths of the commercial host',
    },
  },
  {
    key: 'datapushBase',
    kind: 'url',
    label: { zh: '推送流地址', en: 'Push stream address' },
    help: { zh: '商业数据推送，可不填', en: 'commercial data push; optional' },
  },
  {
    key: 'datapushIds',
    kind: 'list',
    label: { zh: '推送订阅号', en: 'Push subscription ids' },
    help: { zh: '商业数据推送的 subid', en: 'subids of the commercial data push' },
  },
  {
    key: 'dailyCalls',
    kind: 'number',
    default: 100,
    label: { zh: '每日调用次数', en: 'Calls a day' },
    help: {
      zh: '接口每日额度；三分之一留给回复',
      en: 'the daily allowance; a third is kept for replies',
    },
  },
  {
    key: 'hourlyCalls',
    kind: 'number',
    default: 1000,
    label: { zh: '每小时调用次数', en: 'Calls an hour' },
    help: { zh: '每账号每小时上限', en: 'per account and hour' },
  },
  {
    key: 'pollSeconds',
    kind: 'number',
    default: 300,
    check: atLeastOne,
    label: { zh: '轮询间隔（秒）', en: 'Seconds between rounds' },
    help: {
      zh: '最短间隔；额度不足时自动拉长',
      en: 'the shortest pause; a small allowance lengthens it',
    },
  },
]
