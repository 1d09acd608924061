import { remembered } from '../language/remembered.ts'

/** What happens at a time: two facts of different topics do not back each other. */
export type EventTopic = 'arrival' | 'shipping' | 'repair' | 'visit' | 'refund' | 'hours' | 'effect'

const topics: readonly (readonly [EventTopic, RegExp])[] = [
  [
    'arrival',
    /送达|送到|送货|到货|到家|(?<!收)到您|到件|能到|会到|前到|点到(?![\d一二三四五六七八九十上下中晚早明今周])|[\d日号天晚]到(?![账帐\d一二三四五六七八九十上下中晚早明今周])|[您你](?:就|会|能|可以?)收到|arriv|deliver(?!y?er)|eta\b|stock/i,
  ],
  ['shipping', /发货|发出|发走|寄出|出库|起运|[日号天]发(?!布|现|放|生)|ship|dispatch|sent\b/i],
  [
    'repair',
    /修好|修复|修完|维修完|恢复|来电|送电|通电|通水|接通|repair|restor|fixed|\bdone\b|finish/i,
  ],
  ['visit', /上门|取件|安装|visit|install|pickup/i],
  ['refund', /到账|入账|退款|退回|退到|退还|refund/i],
  ['effect', /生效|effect/i],
  ['hours', /开门|关门|打烊|营业|open|close/i],
]

/** What a clause, or the name and value of a fact, is about. */
export const topicsOf = remembered((text): readonly EventTopic[] =>
  topics.filter(([, pattern]) => pattern.test(text)).map(([topic]) => topic),
)
