import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { judge } from '../../server/persona/guide.ts'

const root = join(import.meta.dirname, '../..')

interface Condition {
  readonly field: string
  readonly value: string
}
interface Requirements {
  readonly ticket_fields: Readonly<Record<string, { readonly type: string }>>
  readonly views: Readonly<
    Record<string, { readonly title: string; readonly all: readonly Condition[] }>
  >
  readonly macros: Readonly<Record<string, { readonly actions: readonly Condition[] }>>
}

const own = JSON.parse(readFileSync(join(root, 'apps/requirements.json'), 'utf8')) as Requirements
const filing = readFileSync(join(root, 'server/pipeline/filing-body.ts'), 'utf8')

describe('the requirements of the package', () => {
  it('make only ticket fields that the relay fills', () => {
    const names = Object.keys(own.ticket_fields).map((key) => key.replace(/^weiqiao_/, ''))
    expect(names.length).toBeGreaterThan(5)
    for (const name of names) expect(filing).toMatch(new RegExp(`^    ${name}:`, 'm'))
  })

  it('collect each channel by tags that the relay sets', () => {
    const tags = Object.values(own.views).flatMap(({ all }) =>
      all.filter(({ field }) => field === 'current_tags').map(({ value }) => value),
    )
    expect(new Set(tags)).toEqual(
      new Set(['weiqiao_wechat', 'weiqiao_weibo', 'weiqiao_public', 'weiqiao_private']),
    )
    expect(filing).toContain('`weiqiao_${safe(conversation.channel)}`')
    expect(filing).toContain('`weiqiao_${conversation.visibility}`')
  })

  it('bring macros that the wording rules let through, in public as in private', () => {
    const texts = Object.values(own.macros).flatMap(({ actions }) =>
      actions.filter(({ field }) => field === 'comment_value').map(({ value }) => value),
    )
    expect(texts.length).toBeGreaterThan(2)
    const channels = [
      { kind: 'weibo', visibility: 'public' },
      { kind: 'wechat', visibility: 'private' },
    ] as const
    for (const channel of channels)
      for (const text of texts) {
        const hard = judge(text, { channel }).filter(
          ({ severity }) => severity === 'block' || severity === 'error',
        )
        expect(hard.map(({ rule }) => `${rule}: ${text}`)).toEqual([])
      }
  })
})
