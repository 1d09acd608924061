import type { RuleExamples } from '../rule.ts'

const own = { roster: { code: 'A17', codes: ['A17', 'B02'] } }

export const examples: RuleExamples = {
  flagged: [
    { draft: '已为您处理。^B02', context: own },
    { draft: '^A17 已为您处理，请放心。', context: own },
    { draft: '已处理 ^A17 ^A17', context: own },
    { draft: '已处理 ＾b02，请查收', context: own },
    { draft: '已处理', context: { roster: { code: 'A17', appended: false } } },
    { draft: '已处理 ^C99', context: { roster: { code: 'A17' } } },
    { draft: '已处理 ^C99', context: own },
  ],
  passing: [
    { draft: '已为您处理。', context: own },
    { draft: '已为您处理。^A17', context: own },
    { draft: '已为您处理。 ^a17 ', context: own },
    { draft: '2^10 等于 1024', context: { roster: { code: 'A17', codes: ['A17', 'B02'] } } },
    { draft: '已处理 ^A17', context: { roster: { code: '^A17', appended: false } } },
    { draft: '没有名册时不判断 ^B02' },
    { draft: '2^10 等于 1024，您说得对', context: { roster: { code: 'A17' } } },
    { draft: '好的呢^_^ok，马上为您查', context: { roster: { code: 'A17' } } },
    { draft: '^o^ 收到啦', context: { roster: { code: 'A17' } } },
  ],
}
