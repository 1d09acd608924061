import { dayMs, dayStart, weekdayOf } from './calendar.ts'

/** 春节 元宵 端午 七夕 中秋 重阳 of each year, month-day. */
const lunar: Readonly<Record<number, string>> = {
  2015: '2-19 3-5 6-20 8-20 9-27 10-21',
  2016: '2-8 2-22 6-9 8-9 9-15 10-9',
  2017: '1-28 2-11 5-30 8-28 10-4 10-28',
  2018: '2-16 3-2 6-18 8-17 9-24 10-17',
  2019: '2-5 2-19 6-7 8-7 9-13 10-7',
  2020: '1-25 2-8 6-25 8-25 10-1 10-25',
  2021: '2-12 2-26 6-14 8-14 9-21 10-14',
  2022: '2-1 2-15 6-3 8-4 9-10 10-4',
  2023: '1-22 2-5 6-22 8-22 9-29 10-23',
  2024: '2-10 2-24 6-10 8-10 9-17 10-11',
  2025: '1-29 2-12 5-31 8-29 10-6 10-29',
  2026: '2-17 3-3 6-19 8-19 9-25 10-18',
  2027: '2-6 2-20 6-9 8-8 9-15 10-8',
  2028: '1-26 2-9 5-28 8-26 10-3 10-26',
  2029: '2-13 2-27 6-16 8-16 9-22 10-16',
  2030: '2-3 2-17 6-5 8-5 9-12 10-5',
  2031: '1-23 2-6 6-24 8-24 10-1 10-24',
  2032: '2-11 2-25 6-12 8-12 9-19 10-12',
  2033: '1-31 2-14 6-1 8-1 9-8 10-1',
  2034: '2-19 3-5 6-20 8-20 9-27 10-20',
  2035: '2-8 2-22 6-10 8-10 9-16 10-9',
}
const lunarNames = ['春节', '元宵', '端午', '七夕', '中秋', '重阳']

const solar: Readonly<Record<string, string>> = {
  元旦: '1-1',
  情人节: '2-14',
  妇女节: '3-8',
  愚人节: '4-1',
  五一: '5-1',
  五四: '5-4',
  六一: '6-1',
  '618': '6-18',
  建党节: '7-1',
  建军节: '8-1',
  教师节: '9-10',
  国庆: '10-1',
  万圣: '10-31',
  双十一: '11-11',
  双十二: '12-12',
  平安夜: '12-24',
  圣诞: '12-25',
  跨年: '12-31',
}

const alias: Readonly<Record<string, string>> = {
  大年初一: '春节',
  过年: '春节',
  大年三十: '除夕',
  大年夜: '除夕',
  年三十: '除夕',
  三八: '妇女节',
  女神节: '妇女节',
  劳动节: '五一',
  儿童节: '六一',
  十一: '国庆',
  国庆节: '国庆',
  光棍节: '双十一',
  双11: '双十一',
  '11.11': '双十一',
  双12: '双十二',
  '12.12': '双十二',
  '6.18': '618',
  六一八: '618',
}

/** How long the holiday is where it is named as one: 国庆期间. */
const lengths: Readonly<Record<string, number>> = { 国庆: 7, 春节: 7, 五一: 5 }

/** Nth weekday of a month, Sunday 6: the second Sunday of May. */
function nth(year: number, month: number, weekday: number, count: number): number | undefined {
  const first = dayStart(year, month, 1) ?? 0
  return first + (((weekday - weekdayOf(first) + 7) % 7) + 7 * (count - 1)) * dayMs
}

function moving(name: string, year: number): number | undefined {
  if (name === '母亲节') return nth(year, 5, 6, 2)
  if (name === '父亲节') return nth(year, 6, 6, 3)
  if (name === '感恩节') return nth(year, 11, 3, 4)
  if (name !== '清明') return undefined
  const short = year % 100
  return dayStart(year, 4, Math.floor(short * 0.2422 + 4.81) - Math.floor(short / 4))
}

function monthDay(year: number, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const [month = 0, day = 0] = text.split('-').map(Number)
  return dayStart(year, month, day)
}

function plainName(word: string): string {
  const direct = alias[word]
  if (direct !== undefined) return direct
  const isWhole = solar[word] !== undefined || /^(?:春|母亲|父亲|感恩)节$/.test(word)
  const short = isWhole ? word : word.replace(/(?:劳动|儿童|青年)?节$/, '').replace(/夜$/, '')
  return word === '平安夜' ? word : (alias[short] ?? short)
}

/** The first day of a festival in a year; outside 2015–2035 the moon's festivals are not known. */
export function festivalDay(word: string, year: number): number | undefined {
  const name = plainName(word)
  if (name === '除夕') {
    const first = festivalDay('春节', year)
    return first === undefined ? undefined : first - dayMs
  }
  const place = lunarNames.indexOf(name)
  if (place >= 0) return monthDay(year, lunar[year]?.split(' ')[place])
  return monthDay(year, solar[name]) ?? moving(name, year)
}

export function holidayLength(word: string): number {
  return lengths[plainName(word)] ?? 3
}

export const festivalWords =
  '元旦节?|情人节|妇女节|女神节|三八节|愚人节|五一(?:劳动)?节?|劳动节|五四青年节|六一(?:儿童)?节?|儿童节|618|6\\.18|六一八|建党节|建军节|教师节|国庆节?|万圣节?|双十一|双11|11\\.11|光棍节|双十二|双12|12\\.12|平安夜|圣诞节?|跨年夜?|春节|大年初一|除夕|大年三十|大年夜|年三十|过年|元宵节|端午节?|七夕节?|中秋节?|重阳节?|清明节?|母亲节|父亲节|感恩节|十一(?=假期|长假|黄金周|当天|期间)'
