import { line } from 'd3-shape'

/** A value at a moment (epoch ms); undefined: nothing was measured then. */
export interface Point {
  readonly at: number
  readonly value: number | undefined
}

/**
 * The same points with a hole wherever a step is missing, so that a line never bridges a day without
 * a figure. A daylight-saving day may be an hour longer.
 */
export function withHoles(points: readonly Point[], stepMs: number): readonly Point[] {
  return points.flatMap((point, at) => {
    const before = points[at - 1]
    const isTorn = before !== undefined && point.at - before.at > stepMs * 1.5
    return isTorn ? [{ at: before.at + stepMs, value: undefined }, point] : [point]
  })
}

export interface Scales {
  readonly x: (at: number) => number
  readonly y: (value: number) => number
}

/** The line through the points, broken at holes; '' where there is nothing to draw. */
export function linePath(points: readonly Point[], { x, y }: Scales): string {
  const draw = line<Point>()
    .defined(({ value }) => value !== undefined)
    .x(({ at }) => x(at))
    .y(({ value }) => y(value ?? 0))
    .digits(1)
  return draw([...points]) ?? ''
}

/** Points with a hole on either side: no line shows them, a dot must. */
export function lonePoints(points: readonly Point[]): readonly (Point & { value: number })[] {
  const has = (at: number): boolean => points[at]?.value !== undefined
  return points.flatMap((point, at) =>
    point.value !== undefined && !has(at - 1) && !has(at + 1)
      ? [{ at: point.at, value: point.value }]
      : [],
  )
}

/** Every moment that any of the lines has, ascending. */
export function momentsOf(lines: readonly (readonly Point[])[]): readonly number[] {
  return [...new Set(lines.flatMap((points) => points.map(({ at }) => at)))].sort((a, b) => a - b)
}

/** The moment nearest to a place along the axis; undefined where there is none. */
export function nearest(moments: readonly number[], at: number): number | undefined {
  return moments.reduce<number | undefined>(
    (best, one) => (best === undefined || Math.abs(one - at) < Math.abs(best - at) ? one : best),
    undefined,
  )
}
