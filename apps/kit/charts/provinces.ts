/** One province-level region: its name as the relay writes it, in English, and its place in the grid. */
export interface Province {
  readonly id: string
  readonly en: string
  readonly column: number
  readonly row: number
}

const placed = [
  ['黑龙江', 'Heilongjiang', 8, 0],
  ['内蒙古', 'Inner Mongolia', 5, 1],
  ['吉林', 'Jilin', 8, 1],
  ['新疆', 'Xinjiang', 0, 2],
  ['甘肃', 'Gansu', 2, 2],
  ['宁夏', 'Ningxia', 3, 2],
  ['陕西', 'Shaanxi', 4, 2],
  ['山西', 'Shanxi', 5, 2],
  ['河北', 'Hebei', 6, 2],
  ['北京', 'Beijing', 7, 2],
  ['辽宁', 'Liaoning', 8, 2],
  ['青海', 'Qinghai', 1, 3],
  ['河南', 'Henan', 5, 3],
  ['山东', 'Shandong', 6, 3],
  ['天津', 'Tianjin', 7, 3],
  ['西藏', 'Tibet', 0, 4],
  ['四川', 'Sichuan', 3, 4],
  ['重庆', 'Chongqing', 4, 4],
  ['湖北', 'Hubei', 5, 4],
  ['安徽', 'Anhui', 6, 4],
  ['江苏', 'Jiangsu', 7, 4],
  ['云南', 'Yunnan', 3, 5],
  ['贵州', 'Guizhou', 4, 5],
  ['湖南', 'Hunan', 5, 5],
  ['江西', 'Jiangxi', 6, 5],
  ['浙江', 'Zhejiang', 7, 5],
  ['上海', 'Shanghai', 8, 5],
  ['广西', 'Guangxi', 4, 6],
  ['广东', 'Guangdong', 5, 6],
  ['福建', 'Fujian', 6, 6],
  ['台湾', 'Taiwan', 8, 6],
  ['海南', 'Hainan', 4, 7],
  ['澳门', 'Macao', 5, 7],
  ['香港', 'Hong Kong', 6, 7],
] as const

/** The 34 province-level regions as a grid of equal tiles, roughly where they lie, from north to south. */
export const provinces: readonly Province[] = placed.map(([id, en, column, row]) => ({
  id,
  en,
  column,
  row,
}))

export const gridColumns = 9
export const gridRows = 8

const bounds = [25, 40, 60, 80] as const

/** Which of the five colours a score of 0 to 100 has: 0 the worst, 4 the best; a bound belongs to the better side. */
export function scoreStep(score: number): 0 | 1 | 2 | 3 | 4 {
  const passed = bounds.filter((bound) => score >= bound).length
  return passed as 0 | 1 | 2 | 3 | 4
}

/** How far a change counts as one: below it the arrow lies flat. In points. */
const levelPoints = 1

export type Direction = 'up' | 'down' | 'level'

export function directionOf(change: number): Direction {
  if (Math.abs(change) < levelPoints) return 'level'
  return change > 0 ? 'up' : 'down'
}

type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'

/** The nearest region that way: straight on first, else the closest beside; the same where the grid ends. */
export function neighbour(from: Province, key: Arrow): Province {
  const isSideways = key === 'ArrowLeft' || key === 'ArrowRight'
  const sign = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1
  const cost = (to: Province): number => {
    const [along, across] = isSideways
      ? [to.column - from.column, to.row - from.row]
      : [to.row - from.row, to.column - from.column]
    return along * sign > 0 ? along * sign + Math.abs(across) * 3 : Infinity
  }
  const best = provinces.reduce((nearest, one) => (cost(one) < cost(nearest) ? one : nearest), from)
  return cost(best) === Infinity ? from : best
}
