import { goods } from './goods.ts'
import { entriesOf, lexiconOf, type Lexicon } from './lexicon.ts'

/** Services, and what people call their parts. */
const services =
  '宽带 光纤 光猫 路由器 机顶盒 流量 流量包 套餐 话费 手机号 手机卡 电话卡 副卡 主卡 5g 4g wifi 固话 座机 彩铃 漫游 国际漫游 短信 彩信 热点 物联卡 流量卡 靓号 校园网 校园卡 全屋wifi 云盘 云手机 增值业务 语音信箱 呼叫转移 来电显示 电子发票 发票 专用发票 积分 会员 视频会员 周卡 月卡 年卡 次卡 优惠券 抵扣券 代金券 话费券 红包 礼品卡 购物卡 储值卡 会员卡 提货券 油卡 饭卡 公交卡 医保卡 押金 定金 以旧换新 碎屏险 延保 运费险 保价 直播间 ' +
  '小程序 app 公众号 网厅 官网 客户端 自助机 预约系统 充电桩 电表 水表 燃气表 气表 电费 水费 燃气费 取暖费 热水费 暖气 地暖 热水 自来水 天然气 燃气 煤气罐 气瓶 气罐 物业费 停车费 服务费 配送费 手续费 电梯 扶梯 路灯 停车位 车位 停车场 道闸 门禁 井盖 下水道 污水管 水管 变压器 电线杆 快递 包裹 快递柜 外卖 机票 车票 门票 电影票 酒店 民宿 房间 自助餐 婚宴 课程 健身卡 家教 体检 驾校'

/** Goods and services by the names people use; a tenant may bring its own. */
export const productWords = [services, ...Object.values(goods)].join(' ')

export type ProductLexicon = Lexicon<'product'>

export function productLexicon(words: string = productWords): ProductLexicon {
  return lexiconOf(entriesOf('product', words))
}
