import type { LintContext } from '../context.ts'
import type { RuleExamples } from '../rule.ts'

const now = '2026-09-03T16:00:00+08:00'
const battery: LintContext = {
  now,
  earlier: [
    { from: 'customer', text: '换电池多少钱', at: '2026-09-01T10:00:00+08:00' },
    { from: 'brand', text: '您好，M3换电池149元，门店当天可取。', at: '2026-09-01T10:10:00+08:00' },
  ],
  recommended: { text: 'M3换电池149元，门店1小时可取，寄修3天。' },
}
const returns: LintContext = {
  now,
  recommended: { text: '签收后7天内可以退货，运费由商家承担，退款3个工作日到账。' },
}
const plan: LintContext = {
  now,
  inbound: [{ text: '套餐能取消吗' }],
  earlier: [
    {
      from: 'brand',
      text: '畅享套餐每月99元，含30GB流量，合约期12个月，可以随时取消，支持线上办理。',
      at: '2026-08-20T10:00:00+08:00',
    },
  ],
}
const shop: LintContext = {
  now,
  recommended: { text: '城东店营业时间10:00至22:00，停车免费2小时，活动9月10日截止。' },
}
const override: LintContext = {
  now,
  recommended: { text: '上门检测费30元，3天内出结果。' },
  ticket: { facts: { fee: '免费', result: '1天' } },
}
const goodwill: LintContext = {
  now,
  earlier: [{ from: 'brand', text: '抱歉，给您申请20元优惠券，退款5个工作日到账。' }],
}

const late: LintContext = {
  now,
  earlier: [
    { from: 'brand', text: '师傅9月3日上门检修。', at: '2026-09-01T10:00:00+08:00' },
    { from: 'brand', text: '您的订单9月2日发出。', at: '2026-09-01T11:00:00+08:00' },
  ],
}

const tradeIn: LintContext = {
  now,
  recommended: { text: '旧洗衣机可抵扣200元，另收搬运费30元。' },
}
const extension: LintContext = {
  now,
  recommended: { text: '过期卡可免费延期1年，前台办理。' },
}
const waived: LintContext = {
  now,
  earlier: [{ from: 'brand', text: '老用户移机费全免，不用交钱。' }],
}

const flaggedIn: readonly (readonly [LintContext, readonly string[]])[] = [
  [tradeIn, ['您这台能抵350元。', '抵200元，不另收搬运费。']],
  [extension, ['可延期3个月。', '延期可以的，手续费20元。']],
  [waived, ['移机费80元是按规定收的。']],
  [
    battery,
    [
      'M3换电池199元，门店1小时可取。',
      '换电池要一百六十九元。',
      '寄修要7天，价格149元。',
      'M3换电池99元限时优惠。',
      '门店3天可取，寄修1小时。',
      '您好，159元。',
    ],
  ],
  [
    returns,
    [
      '签收后15天内都可以退货。',
      '退款5个工作日到账。',
      '退货的运费要您自己承担。',
      '签收后7天内不能退货。',
      '签收三天内可以退货。',
    ],
  ],
  [
    plan,
    [
      '畅享套餐每月109元。',
      '套餐流量是20GB。',
      '合约期两年，到期再说。',
      '套餐不能取消。',
      '这个只能到营业厅，不支持线上办理。',
      '畅享套餐每月99元，合约期24个月。',
    ],
  ],
  [
    shop,
    [
      '城东店9:00开门，22:00关门。',
      '停车免费3小时。',
      '活动9月15日截止。',
      '城东店停车每小时收费10元，免费停1小时。',
    ],
  ],
  [goodwill, ['退款10个工作日到账。', '您的退款15个工作日才到账。']],
  [
    late,
    ['师傅9月5日上门。', '抱歉，师傅明天下午3点上门。', '您的单子5号发哦。', '后天发货，别急。'],
  ],
]
const passingIn: readonly (readonly [LintContext, readonly string[]])[] = [
  [tradeIn, ['您这台能抵200元，搬运费30元。', '搬运费三十元，师傅代收。']],
  [extension, ['过期一个月可以免费延期1年。', '不收手续费，延期一年。']],
  [waived, ['移机费不收，您放心。']],
  [
    battery,
    [
      'M3换电池149元，门店1小时可取，寄修3天。',
      '换电池一百四十九元，门店60分钟就好。',
      '149.00元，您方便去门店吗？',
      '门店当天可取。',
      '换下来的旧电池我们回收，您等三分钟就办好登记。',
      '之前说的149元不变，和前天告诉您的一样。',
      '更正一下：之前回复的149元有误，现在是159元。',
    ],
  ],
  [
    returns,
    [
      '七天内可以退货，运费我们出。',
      '退款三个工作日到账，请您留意。',
      '一周之内寄回就行，运费商家承担。',
      '退货请拍两张照片发我。',
      '请在24小时内告诉我们快递单号，我们帮您登记。',
    ],
  ],
  [
    plan,
    [
      '套餐可以随时取消，每月99元。',
      '一年合约，流量30G。',
      '可以在线上办理，您点“我的套餐”。',
      '如果不能取消，您告诉我。',
      '您用的另一款手机1999元，可以分12期。',
    ],
  ],
  [
    shop,
    [
      '城东店10点开门，22点关门。',
      '停车前两小时免费。',
      '活动9月10日截止，您来得及。',
      '师傅今天18:00前给您回电。',
    ],
  ],
  [override, ['您在保修期内，上门检测免费，1天出结果。', '上门检测30元。', '检测3天内出结果。']],
  [goodwill, ['抱歉，给您补偿50元优惠券。', '退款5个工作日到账。']],
  [
    late,
    [
      '师傅今天上门，下午5点前到。',
      '抱歉，原定今天的上门改到9月5日上午。',
      '师傅今天临时来不了，明天10点上门。',
      '让您久等了，对不起，5号发货。',
      '今天修不好的话，9月5日再次上门换新。',
      '这批面料在返工，发货推迟到5号。',
      '9月10日活动截止。',
    ],
  ],
  [{ now }, ['M3换电池199元。']],
]

function each(rows: typeof flaggedIn): RuleExamples['flagged'] {
  return rows.flatMap(([context, drafts]) => drafts.map((draft) => ({ draft, context })))
}

export const examples: RuleExamples = { flagged: each(flaggedIn), passing: each(passingIn) }
