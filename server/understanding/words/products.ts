import { entriesOf, lexiconOf, type Lexicon } from './lexicon.ts'

/** Goods and services by the names people use; a tenant may bring its own. */
export const productWords =
  '宽带 光纤 光猫 路由器 机顶盒 流量 流量包 套餐 话费 手机号 手机卡 电话卡 副卡 主卡 5g 4g wifi 固话 座机 彩铃 漫游 国际漫游 短信 热点 物联卡 流量卡 靓号 电子发票 发票 积分 会员 视频会员 优惠券 红包 礼品卡 购物卡 储值卡 会员卡 押金 ' +
  '手机 平板 电脑 笔记本 显示器 键盘 鼠标 耳机 音箱 手表 手环 充电器 充电宝 数据线 相机 镜头 打印机 电视 电视机 冰箱 洗衣机 烘干机 空调 热水器 油烟机 燃气灶 洗碗机 微波炉 烤箱 电饭煲 空气炸锅 豆浆机 破壁机 扫地机器人 扫地机 吸尘器 净水器 净化器 加湿器 风扇 电风扇 吹风机 剃须刀 电动牙刷 投影仪 摄像头 门锁 智能锁 门铃 屏幕 电池 主板 ' +
  '衣服 外套 羽绒服 毛衣 衬衫 t恤 裤子 牛仔裤 裙子 连衣裙 鞋子 运动鞋 高跟鞋 靴子 袜子 内衣 帽子 包包 背包 书包 行李箱 被子 床垫 床 沙发 餐桌 桌子 椅子 书桌 衣柜 窗帘 枕头 四件套 地毯 灯 台灯 吊灯 玩具 积木 奶粉 纸尿裤 尿不湿 婴儿车 猫粮 狗粮 猫砂 ' +
  '口红 粉底 粉底液 面霜 面膜 精华 洗面奶 防晒霜 洗发水 沐浴露 香水 牙膏 纸巾 卫生巾 洗衣液 牛奶 酸奶 面包 蛋糕 饼干 零食 水果 草莓 苹果 橙子 榴莲 车厘子 猪肉 牛肉 鸡肉 海鲜 虾 鱼 鸡蛋 大米 食用油 蔬菜 青菜 月饼 粽子 汤圆 奶茶 咖啡 外卖 火锅 烤鸭 盒饭 套餐饭 白酒 啤酒 红酒 矿泉水 茶叶 ' +
  '小程序 app 公众号 网厅 自助机 充电桩 电表 水表 燃气表 电费 水费 燃气费 暖气 物业费 电梯 停车位 停车场 门禁 快递 包裹 快递柜 礼盒 眼镜 轮胎 电动车 自行车 图书 书 课程 门票 机票 酒店 房间'

export type ProductLexicon = Lexicon<'product'>

export function productLexicon(words: string = productWords): ProductLexicon {
  return lexiconOf(entriesOf('product', words))
}
