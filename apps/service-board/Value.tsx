import { Fragment } from 'react'
import { figurePieces, type FigureUnit } from '../kit/figure-text.ts'
import { useLanguage } from '../kit/i18n.tsx'
import { Amount } from './parts.tsx'

/** A figure in large, with its units small; a dash where there is none. */
export function Value({
  value,
  unit,
}: {
  readonly value: number | undefined
  readonly unit: FigureUnit
}) {
  const { locale } = useLanguage()
  const pieces =
    value === undefined ? [{ amount: '–', unit: '' }] : figurePieces(value, unit, locale)
  return (
    <Amount>
      {pieces.map(({ amount, unit: word }, at) => (
        <Fragment key={word}>
          {at > 0 && ' '}
          {amount}
          {word !== '' && <small>{word}</small>}
        </Fragment>
      ))}
    </Amount>
  )
}
