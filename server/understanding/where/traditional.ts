const pairs =
  '臺台灣湾東东廣广州州門门龍龙陽阳陰阴雲云濱滨島岛長长莊庄寧宁縣县區区鄉乡鎮镇遼辽內内蘇苏錫锡鹽盐連连無无揚扬漢汉黃黄襄襄荊荆湘湘瀏浏貴贵遵遵慶庆綿绵瀘泸樂乐達达資资陝陕寶宝鷄鸡鹹咸蘭兰肅肃銀银衛卫烏乌魯鲁齊齐爾尔濟济煙烟棗枣濰潍營营臨临聊聊萊莱濮濮鄭郑開开鶴鹤許许駐驻馬马鞏巩義义贛赣餘余萬万撫抚鷹鹰興兴紹绍麗丽溫温處处衢衢廈厦莆莆漳漳閩闽鎮镇潯浔湯汤寬宽瀋沈陽阳撫抚鐵铁葫葫蘆芦圖图們们綏绥華华順顺懷怀順顺澤泽豐丰雙双際际機机場场灘滩國国貿贸學学園园橋桥頭头體体陸陆觀观塘塘灣湾葉叶涇泾渦涡穎颖蕪芜蚌蚌銅铜滬沪粵粤業业從从發发貨货這这裡里裏里邊边過过寄寄說说網网絡络'
const toPlain = new Map<number, string>()
for (let at = 0; at + 1 < pairs.length; at += 2)
  if (pairs[at] !== pairs[at + 1]) toPlain.set(pairs.charCodeAt(at), pairs.charAt(at + 1))

/** Place names in traditional signs as the gazetteer has them, sign by sign, so that offsets hold. */
export function simplified(text: string): string {
  let out = ''
  let at = 0
  for (let i = 0; i < text.length; i++) {
    const plain = toPlain.get(text.charCodeAt(i))
    if (plain === undefined) continue
    out += text.slice(at, i) + plain
    at = i + 1
  }
  return at === 0 ? text : out + text.slice(at)
}
