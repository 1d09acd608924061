import { isRecord } from './door.ts'
import { WechatRefusal } from './refusal.ts'

/** What a member of a body must be; `[shape]` is a list. A trailing `?` on its name makes it optional. */
export type Rule = 'text' | 'number' | readonly [Shape] | Shape
export interface Shape {
  [member: string]: Rule
}

/** Refuses unknown, missing and mistyped members alike: 47001. */
export function requireShape(
  value: unknown,
  shape: Shape,
): asserts value is Record<string, unknown> {
  if (!isRecord(value)) throw new WechatRefusal(47001)
  const members = new Map(Object.entries(shape).map(([name, rule]) => [bare(name), rule]))
  for (const name of Object.keys(value)) {
    if (!members.has(name)) throw new WechatRefusal(47001, `unknown field ${name}`)
  }
  for (const [name, rule] of Object.entries(shape)) {
    const member = value[bare(name)]
    if (member === undefined && name.endsWith('?')) continue
    requireRule(member, rule, bare(name))
  }
}

function requireRule(value: unknown, rule: Rule, name: string): void {
  if (rule === 'text' || rule === 'number') {
    const type = rule === 'text' ? 'string' : 'number'
    if (typeof value !== type) throw new WechatRefusal(47001, `field ${name}`)
    return
  }
  if (!isList(rule)) return requireShape(value, rule)
  if (!Array.isArray(value)) throw new WechatRefusal(47001, `field ${name}`)
  for (const item of value) requireShape(item, rule[0])
}

function isList(rule: readonly [Shape] | Shape): rule is readonly [Shape] {
  return Array.isArray(rule)
}

function bare(name: string): string {
  return name.endsWith('?') ? name.slice(0, -1) : name
}
