// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import type { LintContext } from '../../server/persona/context.ts'
import { partsAsSent } from '../../server/persona/parts-as-sent.ts'
import { renderApp } from '../kit/render.tsx'
import { Preview } from './Preview.tsx'

const roster = { code: '^A17', appended: true }
const wechat: LintContext = {
  channel: { kind: 'wechat', visibility: 'private', maxLength: 1800, unit: 'bytes' },
  roster,
}
const long = '请先拔下光猫电源，等待两分钟后再插上。'.repeat(80)

function shownParts(draft: string, context: LintContext, lead?: string): readonly string[] {
  const { container } = renderApp(
    <Preview draft={draft} context={context} lead={lead} onTraditional={() => undefined} news="" />,
  )
  return [...container.querySelectorAll('[data-part]')].map(({ textContent }) => textContent)
}

beforeEach(() => localStorage.clear())

describe('Preview', () => {
  it('shows one bubble for each message the relay sends, the last one signed (S3-33)', () => {
    const parts = shownParts(long, wechat)
    expect(parts).toEqual(partsAsSent(long, wechat))
    expect(parts.length).toBeGreaterThan(2)
    expect(parts.at(-1)).toMatch(/ \^A17$/)
    expect(screen.getByText(`分 ${parts.length} 条发出`)).toBeTruthy()
  })

  it('shows the name that Sina writes in front of an answer to a comment', () => {
    const weibo: LintContext = { channel: { kind: 'weibo', visibility: 'public' }, roster }
    expect(shownParts('谢谢您。', weibo, '回复@客户甲:')).toEqual(['谢谢您。 ^A17'])
    expect(screen.getByText('回复@客户甲:')).toBeTruthy()
  })

  it('shows nothing of a draft that is blank', () => {
    expect(shownParts('  \n', wechat)).toEqual([])
    expect(screen.getByText('写下回复就能预览')).toBeTruthy()
  })
})
