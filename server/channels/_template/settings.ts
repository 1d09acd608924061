import type { Setting } from '../../core/settings.ts'

/** What an admin fills in, as data: validation, the admin form and the docs derive from it. */
export const settings: readonly Setting[] = [
  {
    key: 'appId',
    kind: 'text',
    required: true,
    label: { zh: '应用编号', en: 'App id' },
    help: { zh: '平台后台可见', en: 'shown in the platform console' },
  },
  {
    key: 'secret',
    kind: 'secret',
    required: true,
    label: { zh: '密钥', en: 'Secret' },
    help: { zh: '写成 env:名称', en: 'write "env:NAME"' },
  },
  {
    key: 'apiBase',
    kind: 'url',
    default: 'https://platform.example',
    label: { zh: '接口地址', en: 'API address' },
    help: { zh: '经固定 IP 代理时填写代理地址', en: 'the address of a proxy, where there is one' },
  },
]
