import type { Understanding } from './result.ts'

/** What a plain calm question would say; tests change what they are about. */
export function understoodOf(change: Partial<Understanding> = {}): Understanding {
  return {
    where: null,
    when: null,
    what: {
      category: { value: 'none', confidence: 0.4, decided: false },
      product: null,
      trigger: null,
    },
    polarity: { value: 'neutral', confidence: 0.9, decided: true },
    anger: { level: 0, confidence: 0.02, decided: true },
    escalation: { value: 'none', confidence: 0.99, decided: true },
    abuse: { value: false, confidence: 0.99, decided: true },
    relevance: { value: 'demand', confidence: 0.9, decided: true },
    pii: [],
    points: [],
    evidence: [],
    ...change,
  }
}
