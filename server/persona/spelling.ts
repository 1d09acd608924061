/** A slip that cannot be right in a service reply, with what was meant. */
export interface Slip {
  readonly pattern: RegExp
  readonly right: string
}

// Only forms that are wrong wherever they stand; the surroundings in the patterns see to that.
export const slips: readonly Slip[] = [
  { pattern: /在次(?=[^数序])/g, right: '再次' },
  { pattern: /(?<![正实存现])在见(?=[。！!~～]|$)/g, right: '再见' },
  { pattern: /(?<=[请您先后])在试(?=[一试下]|$)/g, right: '再试' },
  {
    pattern: /从新(?=安装|登录|启动|提交|下载|发货|发送|申请|绑定|设置|开机|连接)/g,
    right: '重新',
  },
  { pattern: /己经|以经/g, right: '已经' },
  { pattern: /登陆(?=账|帐|系统|网站|页面|后|App|APP|app|微信|官网|密码|时)/g, right: '登录' },
  { pattern: /帐(?=号|单|户|款|期)/g, right: '账' },
  { pattern: /既使/g, right: '即使' },
  { pattern: /按装/g, right: '安装' },
  { pattern: /稍侯/g, right: '稍候' },
  { pattern: /(?<=请您?)稍后(?=[，。！,!]|$)/g, right: '稍候' },
  { pattern: /抱谦|报歉|抱欠/g, right: '抱歉' },
  { pattern: /反溃|返馈/g, right: '反馈' },
  { pattern: /核时(?=[，。,]|后|您|情)/g, right: '核实' },
  { pattern: /退宽/g, right: '退款' },
  { pattern: /帮您查寻/g, right: '帮您查询' },
  { pattern: /客户您好您好/g, right: '客户您好' },
  { pattern: /谅介/g, right: '谅解' },
  { pattern: /耐心等侯|等侯/g, right: '等候' },
  { pattern: /(?<=[做])的(?=不好|不够|不到位|不周|很差)/g, right: '得' },
  { pattern: /(?<=等)的(?=太久|很久|着急|急了)/g, right: '得' },
  { pattern: /(?<=[修来])的(?=太慢|太晚|很慢|很晚|这么晚)/g, right: '得' },
  { pattern: /(?<=尽快|马上)的(?=处理|回复|解决|安排|核实|发|联系|给您)/g, right: '' },
  // Typed twice. 目的的确, 为了了解 and 申请请 are right.
  { pattern: /(?<![目标])的的(?!确)/g, right: '的' },
  { pattern: /(?<![为除])了了(?![解却结事])/g, right: '了' },
  { pattern: /(?<![申邀])请请/g, right: '请' },
  { pattern: /您您/g, right: '您' },
  { pattern: /(?<!我)我我(?!我)/g, right: '我' },
  { pattern: /吗吗/g, right: '吗' },
  { pattern: /(?<!吧)吧吧(?!吧)/g, right: '吧' },
  { pattern: /们们/g, right: '们' },
]

const han = '\\p{Script=Han}'
// A blank after a half-width mark goes with it.
const blank = `(?:[ \\t]{1,3}(?=${han}))?`

// Marks of a Chinese text are full-width; numbers, links and faces keep theirs.
export const marks: readonly Slip[] = [
  { pattern: new RegExp(`(?<=${han}),(?!\\d)${blank}`, 'gu'), right: '，' },
  { pattern: new RegExp(`(?<=${han});(?![)(DPp-])${blank}`, 'gu'), right: '；' },
  { pattern: new RegExp(`(?<=${han}):(?![)(DPp/-])${blank}`, 'gu'), right: '：' },
  { pattern: new RegExp(`(?<=${han})\\?(?![?!])${blank}`, 'gu'), right: '？' },
  { pattern: new RegExp(`(?<=${han})!(?![?!])${blank}`, 'gu'), right: '！' },
  { pattern: new RegExp(`(?<=${han})\\.(?=\\s*(?:$|${han}))`, 'gu'), right: '。' },
  { pattern: /(?<!。)。。(?!。)/g, right: '。' },
  { pattern: /(?<!，)，，(?!，)/g, right: '，' },
  { pattern: /，。(?!。)/g, right: '。' },
  { pattern: new RegExp(`(?<=${han})[ \\t]{1,3}(?=[，。！？；：、])`, 'gu'), right: '' },
  { pattern: new RegExp(`(?<=[，。！？；：、])[ \\t]{1,3}(?=${han})`, 'gu'), right: '' },
]
