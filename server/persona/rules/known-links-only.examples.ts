import type { LintContext } from '../context.ts'
import type { RuleExamples } from '../rule.ts'

const brand = { brand: { hosts: ['weiqiao.example', 'weiqiao.cn'] } } as const
const none: LintContext = { brand: { hosts: [] } }

const flagged = [
  '进度看这里 http://bad-link.example/x1',
  '请点 https://weiqiao.example.evil.top/login 登录',
  '请点https://weiqiao.example@evil.top/login',
  '加群 https://qun.other.example/join 领优惠',
  '详情见 www.other.com',
  '详情见 other.com.cn/a?b=1',
  '短链 t.cn/A6abc 里有说明',
  '打开 evil点com 就能查',
  '打开 evil。com 就能查',
  '打开 evil . com 就能查',
  '打开 ｅｖｉｌ．ｃｏｍ 就能查',
  '打开 e\u200bvil.com 就能查',
  '打开 evil[.]com 就能查',
  'hxxp://evil.top/1 里有',
  '教程在 notweiqiao.cn 上',
  '退款页http://refund.xyz/9请尽快填写',
  'HTTPS://EVIL.EXAMPLE/ 是活动页',
  '两个地址：https://weiqiao.example/a 和 https://b.example/c',
  '下载 https://weiqiao.example:8443@bad.cc/app',
]

export const examples: RuleExamples = {
  flagged: [
    ...flagged.map((draft) => ({ draft, context: brand })),
    { draft: '请看 https://weiqiao.example/plan', context: none },
    { draft: '扫图里的码就行', context: { attachments: [{ kind: 'image', qr: true }] } },
    { draft: '见附图', context: { ...brand, attachments: [{ kind: 'image', qr: true }] } },
  ],
  passing: [
    ...[
      '请看 https://weiqiao.example/plan99',
      '请看 https://help.weiqiao.example/a?b=c#d。',
      '请看 WWW.Weiqiao.CN',
      '官网weiqiao.cn可以查',
      '请看 https://weiqiao.example:443/x',
      '套餐详情（https://weiqiao.example/plan）请看看',
      '请升级到2.1.4版本',
      '文件是 readme.txt 和 photo.jpg',
      '价格19.9元，明天9.30前有效',
      '请发邮件到 service@other.com',
      '周一.周二都可以上门',
      '请在App里点“报修”',
      '我们官网首页就有入口',
      '晚上9点cctv见',
      '请扫描机身上的二维码看型号',
      'Wi-Fi名称是Home.5G',
      '那个网址是骗子发的，请别点。',
      '请用Node.js版客户端',
    ].map((draft) => ({ draft, context: brand })),
    { draft: '请看 https://other.example/x' },
    { draft: '见图', context: { attachments: [{ kind: 'image' }] } },
    { draft: '见图', context: { ...brand, attachments: [{ kind: 'image', qr: false }] } },
    { draft: '您好，退款三天到账。', context: none },
  ],
}
