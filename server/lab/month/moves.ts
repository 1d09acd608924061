import type { Answer } from './answers.ts'
import type { MonthGroup } from './cast.ts'
import type { Course } from './course.ts'

/** The night hands over in the morning, most of the time on paper too. */
const HANDED_OVER = 0.6
const ESCALATED = { first: 0.05, later: 0.09 }
const WRONG_DESK = 0.2

/** Changes of group between reading and answering: who answers may sit elsewhere. */
export function moveBefore(course: Course, read: number, answer: Answer): void {
  const { scene, turns } = course
  const { dice } = scene
  const at = (share: number): number => read + Math.floor((answer.at - read) * share)
  if (course.group === '夜班' && !answer.isNightShift) {
    if (dice.chance(HANDED_OVER)) move(course, at(0.25), '一线')
    return
  }
  if (!dice.chance(turns.length === 0 ? ESCALATED.first : ESCALATED.later)) return
  move(course, at(0.25), elsewhere(course))
  if (dice.chance(WRONG_DESK)) move(course, at(0.4), course.group === '二线' ? '网络后台' : '二线')
}

function move(course: Course, at: number, to: MonthGroup): void {
  course.moves.push({ at, from: course.group, to })
  course.group = to
}

function elsewhere({ group, scene }: Course): MonthGroup {
  if (group === '二线' || group === '网络后台') return '一线'
  return scene.topic.needsHands ? '网络后台' : '二线'
}
