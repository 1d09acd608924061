import type { MonthGroup } from './cast.ts'
import type {
  AsidePlan,
  EpisodePlan,
  ItemPlan,
  MovePlan,
  ReplyPlan,
  TurnPlan,
} from './month-plan.ts'
import type { Scene } from './scene.ts'

/** An answered episode while it is being thought up. */
export interface Course {
  readonly scene: Scene
  readonly turns: TurnPlan[]
  readonly closers: ItemPlan[]
  readonly otherReplies: ReplyPlan[]
  readonly moves: MovePlan[]
  readonly asides: AsidePlan[]
  group: MonthGroup
}

export function beginCourse(scene: Scene, asides: readonly AsidePlan[]): Course {
  return {
    scene,
    turns: [],
    closers: [],
    otherReplies: [],
    moves: [],
    asides: [...asides],
    group: scene.group,
  }
}

/** The course so far, left open. */
export function written(course: Course): EpisodePlan {
  const { scene, turns, closers, otherReplies, moves, asides } = course
  return {
    group: scene.group,
    category: scene.topic.category,
    ...(scene.issue !== undefined && { issue: scene.issue }),
    turns,
    closers,
    otherReplies,
    moves,
    asides,
    solves: [],
    ratings: [],
  }
}
