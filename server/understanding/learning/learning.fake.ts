import { isHeldBack } from './example.ts'
import type { LearningResult, OwnReading } from './learn.ts'

const openings = [
  '今天',
  '昨天晚上',
  '刚才',
  '下班路上',
  '周末',
  '早上七点',
  '又一次',
  '带孩子出门',
]
const places = ['小区门口', '地下二层', '商场北侧', '服务区', '公司楼下', '高铁站旁']
const faults = ['枪头拔不下来', '充到一半就跳停', '扫码以后不出电', '排队一小时没轮上', '桩体黑屏']

/** The nth text of a category no shipped model knows: charging cars. */
export function chargingText(n: number): string {
  const pick = (list: readonly string[], by: number): string =>
    list[Math.floor(n / by) % list.length] ?? ''
  return `${pick(openings, 1)}${pick(places, 3)}的快充桩${pick(faults, 2)}，${n % 7}号位`
}

const messageOf = (n: number): string => `m${String(n).padStart(4, '0')}`

/** Texts labelled with a category, at least so many of them held back. */
export function labelled(
  valueOf: (n: number) => string,
  count: number,
  textOf: (n: number) => string = chargingText,
): readonly OwnReading[] {
  return Array.from({ length: count }, (_, n) => {
    const labels = { category: valueOf(n) }
    return { message: messageOf(n), text: textOf(n), labels }
  })
}

export function heldBackOf(texts: readonly OwnReading[]): number {
  return texts.filter(({ message }) => isHeldBack(message)).length
}

export function finished(work: Generator<undefined, LearningResult>): LearningResult {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}
