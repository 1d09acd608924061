import { describe, expect, it } from 'vitest'
import { triage } from './triage.ts'

const problemsOf = (given: unknown): readonly string[] =>
  (triage.safeParse(given).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')} ${message}`,
  )

describe('triage', () => {
  it('sets nothing by itself, and the documented table where `priorities` stands (S0-16)', () => {
    expect(triage.parse({})).toEqual({})
    expect(triage.parse({ priorities: { standard: { major: 'urgent' } } })).toEqual({
      priorities: {
        vip: { ordinary: 'high', notable: 'high', strong: 'urgent', major: 'urgent' },
        standard: { ordinary: 'normal', notable: 'normal', strong: 'high', major: 'urgent' },
      },
    })
  })
  it('takes owners in their order, with the days they are away (S3-06)', () => {
    const away = [{ agent: '9001', from: '2026-10-01', to: '2026-10-01' }]
    const vip = { owners: ['9002', '9001'], away, group: '360001' }
    expect(triage.parse({ vip })).toEqual({ vip })
    expect(triage.parse({ vip: { owners: ['9001'] } })).toEqual({
      vip: { owners: ['9001'], away: [] },
    })
  })
  it.each([
    [{ priorities: { vip: { major: 'top' } } }, 'priorities.vip.major must be "low"'],
    [{ priorities: { gold: {} } }, 'priorities Unrecognized key: "gold"'],
    [{ vip: { owners: [] } }, 'vip.owners must name at least one agent'],
    [{ vip: { owners: ['a17'] } }, 'vip.owners.0 must be an id of Zendesk'],
    [{ vip: { owners: [9001] } }, 'vip.owners.0 must be an id of Zendesk'],
    [
      { vip: { owners: ['1'], away: [{ agent: '1', from: '2026-10-02', to: '2026-10-01' }] } },
      'vip.away.0.to must not end before it begins',
    ],
  ])('refuses %o', (given, problem) => {
    expect(problemsOf(given)).toEqual([expect.stringContaining(problem)])
  })
})
