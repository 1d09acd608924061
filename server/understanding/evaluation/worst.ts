import { guessesOf, judgedNames, type JudgedName, type Pair } from './evaluate.ts'

/** An answer that was wrong, and how sure of it the engine was. */
export interface Mistake {
  readonly field: JudgedName
  readonly text: string
  readonly gold: string
  readonly value: string
  /** 0 to 1. */
  readonly confidence: number
  readonly decided: boolean
}

/** The most certain of the wrong judgements, the surest first; of pairs that know their text. */
export function worstOf(pairs: readonly Pair[], count: number): readonly Mistake[] {
  return pairs
    .flatMap((pair) =>
      judgedNames.flatMap((field) =>
        guessesOf([pair], field)
          .filter(({ gold, value }) => gold !== value)
          .map((guess) => ({ field, text: pair.text ?? '', ...guess })),
      ),
    )
    .sort((a, b) => b.confidence - a.confidence || (a.text < b.text ? -1 : 1))
    .slice(0, count)
}
