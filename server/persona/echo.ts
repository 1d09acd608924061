// Words that name no matter: pronouns, particles, question words, politeness. Longer ones first.
const empty =
  /什么时候|啥时候|何时|几时|怎么回事|多长时间|多少钱|能不能|可不可以|是不是|有没有|会不会|要不要|请问一下|请问|想问一下|想问|问一下|我想知道|知道|告诉我|你们家|你们|您们|我们|咱们|他们|什么|怎么样|怎么|如何|怎样|为什么|为啥|多少|多久|几点|几天|几号|哪里|哪个|哪儿|哪天|可以|是否|能否|可否|需要|应该|现在|一下|一个|这个|那个|这种|那种|这款|还是|还能|还有|到底|已经|就是|但是|因为|所以|如果|然后|或者|听说|谢谢|你好|您好|麻烦|老师|客服|亲|[的了呢吗啊吧呀哦么嘛是有没要能会还就都也在这那个一下上我你您他她它们给和跟与及或请想问再又很太最把被让从对为谁几啥咋不得着过时去来说看做个些点里只才更但而且只用]/g

/** The matter of a text in runs of signs: 城东店周末几点开门 → 城东店周末, 开门. */
export function matterOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .replace(empty, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((run) => run !== '')
}

// Signs that alone say too little to count as taken up.
const weak =
  /^[发能带买卖拿找大小多好到货天点元号日月年人家钱新老高低长短出入开关等收用件台套种份后前中内外\d]$/

/** Pairs of neighbouring signs, and single strong ones of short runs. */
export function traitsOf(text: string): readonly string[] {
  return matterOf(text).flatMap((run) => {
    if (/^[a-z\d.]+$/.test(run)) return run.length > 1 ? [run] : []
    const signs = [...run]
    const pairs = signs.slice(1).map((sign, i) => (signs[i] ?? '') + sign)
    return signs.length > 2 ? pairs : [...pairs, ...signs.filter((sign) => !weak.test(sign))]
  })
}

// Different words for one matter, as customers ask and agents answer.
const alike: readonly RegExp[] = [
  /退(?!役)|返还|原路/,
  /换(?!季)|更换|调换/,
  /发票|开票|抬头/,
  /停(?![电水机产用了])|车位|泊车|车库/,
  /保修|质保|三包|包修|延保/,
  /邮费|运费|包邮|快递费|邮/,
  /快递|快件|包裹|物流|顺丰|圆通|中通|京东|寄/,
  /安装|装好|上门装|装机/,
  /优惠|折|活动|券|便宜|减|让利|特价|满\d+/,
  /现货|有货|库存|缺货|断货|没货|补货|到货|售罄|卖完/,
  /流量|[gm]b\b|\dg\b/,
  /修|检修|检测|维保/,
  /赔|补偿|赔付/,
  /取消|退订|关闭|撤销|关掉|解约/,
  /发货|发出|寄出|出库|发走|揽收|出货/,
  /自提|自取|到店取|上门取/,
  /周末|周六|周日|星期六|星期天|每天|全年|节假日/,
  /开门|营业(?![厅部员])|上班|打烊/,
  /预约|约|排期/,
  /过敏|敏感|刺激/,
  /线上|网上|app|小程序|公众号|官网/,
  /会员|积分/,
  /分期|免息/,
  /防水|ip\d\d/,
  /充电|续航|电池|快充/,
  /异地|外地|跨省|全国/,
  /宝宝|孩子|儿童|小孩|孕妇/,
  /尺码|码|尺寸|偏大|偏小/,
  /抄错|抄表|读数|复核/,
  /要钱|收费|免费|花钱|收不收|不收|费用|手续费|违约金/,
  /日期|新鲜|生产/,
  /赶上|来得及|赶得及|赶得上|来不及/,
]

/** Whether two texts name one matter by different words of at least so many signs: 邮费, 包邮. */
export function inOtherWords(reply: string, asked: string, least = 1): boolean {
  const plain = reply.toLowerCase()
  const names = (words: RegExp, text: string): boolean =>
    (words.exec(text)?.[0].length ?? 0) >= least
  return alike.some((words) => names(words, asked) && names(words, plain))
}

/** Whether a reply takes up the matter of what was asked, in the same words or in others. */
export function takesUp(reply: string, asked: string): boolean {
  const plain = reply.toLowerCase()
  return traitsOf(asked).some((trait) => plain.includes(trait)) || inOtherWords(reply, asked)
}
