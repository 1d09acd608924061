/** A macro as the account's admin made it. */
export interface Macro {
  id: number
  title: string
  isActive: boolean
  actions: { field: string; value: string | string[] | boolean }[]
  restriction: { type: string; id: number; ids: number[] } | null
}

export interface Article {
  id: number
  title: string
  body: string
  labels: string[]
  isDraft: boolean
  /** null: everybody may read it. */
  segment: number | null
}

export const macros: readonly Macro[] = [
  {
    id: 501,
    title: '请私信联系',
    isActive: true,
    actions: [
      { field: 'comment_value', value: '您好，请私信我们您的联系方式，我们尽快为您处理。' },
    ],
    restriction: null,
  },
  {
    id: 502,
    title: '感谢反馈',
    isActive: true,
    actions: [
      { field: 'comment_value', value: '感谢您的反馈，已转交相关同事跟进。' },
      { field: 'status', value: 'pending' },
    ],
    restriction: null,
  },
  {
    id: 503,
    title: '光猫重启步骤',
    isActive: true,
    actions: [
      {
        field: 'comment_value',
        value: [
          'channel:all',
          '请拔下光猫电源再插上，重启后查看红灯是不是还在闪，再打开网页试一下。',
        ],
      },
      { field: 'comment_mode_is_public', value: 'true' },
    ],
    restriction: null,
  },
  {
    id: 504,
    title: '查看流量用在哪里',
    isActive: true,
    actions: [
      {
        field: 'comment_value_html',
        value: '<p>请打开手机设置，选择移动网络，查看各个应用用掉的流量。</p>',
      },
    ],
    restriction: null,
  },
  {
    id: 505,
    title: '内部：升级给装维主管',
    isActive: true,
    actions: [
      { field: 'comment_value', value: '请装维主管查看这张工单。' },
      { field: 'comment_mode_is_public', value: 'false' },
    ],
    restriction: null,
  },
  {
    id: 506,
    title: '大客户专用问候',
    isActive: true,
    actions: [{ field: 'comment_value', value: '您好，请打开专线菜单查看报告。' }],
    restriction: { type: 'Group', id: 77, ids: [77] },
  },
  {
    id: 507,
    title: '旧活动说明',
    isActive: false,
    actions: [{ field: 'comment_value', value: '充值满100元送30元。' }],
    restriction: null,
  },
]

export const articles: readonly Article[] = [
  {
    id: 9101,
    title: '光猫红灯一直闪怎么办',
    body: '先看红灯是哪一个。拔下光猫电源，稍等再插上；还是闪，请联系我们报修。',
    labels: ['宽带', '光猫'],
    isDraft: false,
    segment: null,
  },
  {
    id: 9102,
    title: '国际漫游怎么开通',
    body: '出境前在网上营业厅的“国际业务”里开通。',
    labels: ['漫游'],
    isDraft: false,
    segment: null,
  },
  {
    id: 9103,
    title: '发票怎么开',
    body: '在网上营业厅选择“我的账单”，再选择“电子发票”。',
    labels: ['发票', '账单'],
    isDraft: false,
    segment: null,
  },
  {
    id: 9104,
    title: '光猫更换流程（内部）',
    body: '装维人员更换光猫时登记序列号。',
    labels: ['光猫'],
    isDraft: false,
    segment: 360_001,
  },
  {
    id: 9105,
    title: '光猫升级公告（草稿）',
    body: '还没有定稿。',
    labels: ['光猫'],
    isDraft: true,
    segment: null,
  },
]
