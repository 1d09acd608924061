/** Fields whose corrections are learnt. A place has no model: its label is kept and not learnt. */
export const learntFields = ['category', 'polarity', 'relevance'] as const
export type LearntField = (typeof learntFields)[number]
