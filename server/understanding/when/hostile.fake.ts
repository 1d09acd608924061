const size = 65_536

function filled(unit: string): string {
  return unit.repeat(Math.ceil(size / unit.length)).slice(0, size)
}

/** Texts of 64 KB that would hang a pattern with two ways through the same signs. */
export const hostileTexts: readonly (readonly [string, string])[] = [
  ['digits', filled('1')],
  ['numerals', filled('一')],
  ['tens', filled('十一')],
  ['clocks', filled('三点')],
  ['dates', filled('3月5号')],
  ['dashes', filled('1-')],
  ['dots', filled('1.')],
  ['colons', filled('1:')],
  ['places', filled('朝阳')],
  ['districts', filled('市中区')],
  ['common names', filled('和平')],
  ['doors', filled('1号楼2单元')],
  ['lanes', filled('路弄')],
  ['blanks', filled(' ')],
  ['handles', filled('@')],
  ['letters', filled('a')],
  ['names', filled('姓名王')],
  ['waiting', filled('等了三天')],
  ['mixed', filled('北京1号楼三点半去年3月13812345678 a@b.c 微信号abc')],
  ['emoji', filled('😡')],
]
