import { everyMatch } from './every-match.ts'
import type { Span } from './normal.ts'

const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵钱严覃武莫孔汤向常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜阿羊鲜苑'
const compound =
  '欧阳|上官|司马|诸葛|慕容|司徒|皇甫|尉迟|夏侯|东方|端木|令狐|长孙|公孙|宇文|轩辕|南宫'
/** After 我叫 a sign that also begins a verb or a thing is no surname: 我叫车, 我叫安装师傅. */
const doubtful = '车单安时常和成向连平应都全路计项师来门花满海区官边管包云明石白马金牛'

const ending =
  /^(?:[\s,，。.;；:：、!！?？()（）|/\\[\]"'“”]|$|的|来|在|是|电话|手机|号码|身份|住|地址|家|先生|女士|小姐|同志|收|签|我|你|请|麻烦|要|想|已|说|和|也|就|办|投诉|反映|报修|联系|于|今年|工号|用户|\d|[a-z])/
const labelled =
  /(?<=(?:姓名|收件人|收货人|寄件人|联系人|户主|机主|户名|名字|持卡人|客户名|我的名字|投诉人|申请人|开户人)(?:叫|是|为|：|:|\s){0,3})(?<=[人名主叫是为：:\s])(?![叫是为])[\u4e00-\u9fff]{2,5}/g
const introduced =
  /(?<=我叫|我名叫|我名字叫|本人叫|本人姓名|我的名字叫|我是叫|我的名字是)[:： ]?[\u4e00-\u9fff]{2,5}/g
const titled = /^(?:先生|女士|小姐|同志|师傅|阿姨|大爷|老师)/

function lengthOf(text: string, behind: string): number | undefined {
  const surname = new RegExp(`^(?:${compound})`).exec(text)?.[0] ?? text.charAt(0)
  if (surname.length === 1 && !surnames.includes(surname)) return undefined
  const title = titled.exec(text.slice(surname.length))
  if (title) return surname.length + title[0].length
  const rest = text + behind
  for (const given of [2, 1, 3]) {
    const end = surname.length + given
    if (
      end <= text.length &&
      ending.test(rest.slice(end)) &&
      !ending.test(text.slice(surname.length + given - 1, end))
    )
      return end
  }
  return Math.min(text.length, surname.length + 2)
}

function named(text: string, pattern: RegExp, isLoose: boolean): readonly Span[] {
  return everyMatch(text, pattern).flatMap((match): Span[] => {
    const start = match.index + (/^[:： ]/.test(match[0]) ? 1 : 0)
    const found = match[0].replace(/^[:： ]/, '')
    if (isLoose && doubtful.includes(found.charAt(0))) {
      // 我叫马云飞 is a name where it ends like one.
      if (
        !/^[\u4e00-\u9fff]{2,3}(?:[,，。\s]|$)/.test(text.slice(start, start + 5)) ||
        '车单师都'.includes(found.charAt(0))
      )
        return []
    }
    const length = lengthOf(found, text.slice(start + found.length, start + found.length + 4))
    return length === undefined ? [] : [{ start, end: start + length }]
  })
}

/** Names that are introduced as such: 收件人王小明, 我叫张三. */
export function nameSpans(text: string): readonly Span[] {
  if (!/名|人|主|我叫/.test(text)) return []
  return [...named(text, labelled, false), ...named(text, introduced, true)]
}
