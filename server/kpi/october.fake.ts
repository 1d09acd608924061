/** A month made by hand, so that each of its figures can be worked out on paper: see `report.test.ts`. */

/** Local time in Shanghai, `MM-DD HH:MM` of 2026. */
export function at(text: string): string {
  const [date = '', time = ''] = text.split(' ')
  return `2026-${date}T${time}:00+08:00`
}

function later(text: string, minutes: number): string {
  return new Date(Date.parse(at(text)) + minutes * 60_000).toISOString()
}

type Fields = Readonly<Record<string, unknown>>

function asked(conversation: string, when: string, changes: Fields = {}): Fields {
  return {
    type: 'received',
    at: at(when),
    enteredAt: later(when, 1),
    conversation,
    platformId: `${conversation}@${when}`,
    customer: `u-${conversation}`,
    channel: 'weibo',
    mention: false,
    kind: 'demand',
    ...changes,
  }
}

function answered(conversation: string, deliveredAt: string): Fields {
  const place = { conversation, at: deliveredAt, deliveredAt, agent: '演示客服一' }
  return { type: 'replied', ...place, by: 'human', public: true }
}

const told = (type: string, conversation: string, when: string, changes: Fields = {}): Fields => {
  return { type, at: at(when), conversation, ...changes }
}

const numbers = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** Work from Monday to Friday, the National Day holiday with its make-up Saturday. */
export const octoberSchedule = {
  timeZone: 'Asia/Shanghai',
  open: '09:00',
  close: '18:00',
  weekdays: [1, 2, 3, 4, 5],
  holidays: numbers(1, 7).map((day) => `2026-10-0${day}`),
  makeUpWorkdays: ['2026-09-20', '2026-10-10'],
}

const wechat = { channel: 'wechat' }

/** c1 to c21: asked on Thursday at 10:00, answered after 10, 20 … 210 minutes. */
const queue = numbers(1, 21).flatMap((i) => [
  asked(`c${i}`, '10-08 10:00', { mention: i <= 3, issue: `issue-${i}` }),
  answered(`c${i}`, later('10-08 10:00', i * 10)),
])

const again = [
  // A second turn of 20 minutes, and one of 30 whose two messages count once.
  asked('c2', '10-08 14:00'),
  answered('c2', at('10-08 14:20')),
  asked('c3', '10-08 15:00'),
  asked('c3', '10-08 15:05'),
  answered('c3', at('10-08 15:30')),
  // c1 to c10 are solved. Thanks reopen nothing; c4 comes back after 39 hours, answered in one.
  ...numbers(1, 10).map((i) => told('solved', `c${i}`, '10-08 18:00', { mode: 'staff' })),
  asked('c1', '10-09 09:00', { kind: 'closer' }),
  asked('c4', '10-10 09:00', { issue: 'issue-4' }),
  answered('c4', at('10-10 10:00')),
]

const moves = [
  told('transferred', 'c6', '10-08 12:00', { fromGroup: 'a', toGroup: 'b' }),
  told('transferred', 'c6', '10-08 12:10', { fromGroup: 'b', toGroup: 'a' }),
  told('transferred', 'c7', '10-08 12:00', { fromGroup: 'a', toGroup: 'b' }),
  // Before its first answer at 11:20.
  told('transferred', 'c8', '10-08 10:05', { fromGroup: 'a', toGroup: 'b' }),
]

const opinions = [
  ...numbers(1, 5).map((i) => told('surveyed', `c${i}`, '10-08 18:01')),
  told('rated', 'c1', '10-08 18:30', { score: 5 }),
  told('rated', 'c2', '10-08 18:30', { score: 4 }),
  told('rated', 'c3', '10-08 18:30', { score: 2 }),
  told('rated', 'c9', '10-08 18:30', { score: 5 }),
]

const others = [
  // Still waits from the month before.
  asked('before', '09-30 23:00', wechat),
  // On a holiday, answered on the second day of work at 9:30.
  asked('holiday', '10-01 10:00', { ...wechat, mention: true }),
  answered('holiday', at('10-09 09:30')),
  // On the make-up Saturday at 17:30, answered on Monday at 9:15; by the one who wrote c5, about the same.
  asked('saturday', '10-10 17:30', { ...wechat, issue: 'issue-5' }),
  answered('saturday', at('10-12 09:15')),
  { type: 'linked', at: at('10-12 09:00'), customer: 'u-saturday', sameAs: 'u-c5' },
  // Taken back after half an hour, and after two hours.
  asked('soon', '10-20 09:00'),
  { type: 'deleted', at: at('10-20 09:30'), platformId: 'soon@10-20 09:00' },
  asked('late', '10-20 09:00', { mention: true }),
  { type: 'deleted', at: at('10-20 11:00'), platformId: 'late@10-20 09:00' },
  // Solved by a bot.
  asked('bot', '10-21 10:00', wechat),
  told('solved', 'bot', '10-21 10:01', { mode: 'bot' }),
  // Half an hour before the end of the month, never answered.
  asked('last', '10-31 23:30', { ...wechat, mention: true }),
  // Advertising, our own words, the first item once more, and what comes after the report's moment.
  asked('spam', '10-22 10:00', { ...wechat, kind: 'spam' }),
  asked('echo', '10-22 10:00', { ...wechat, kind: 'echo' }),
  asked('c1', '10-08 10:00', { mention: true, issue: 'issue-1' }),
  told('solved', 'last', '11-20 10:00'),
]

/** Event lines as `relay kpi --events` reads them. */
export const octoberLines: readonly string[] = [
  ...queue,
  ...again,
  ...moves,
  ...opinions,
  ...others,
].map((one) => JSON.stringify(one))
