import { useMemo } from 'react'
import { useLanguage } from '../../kit/i18n.tsx'
import { useBoard } from '../board.ts'

/** Amounts in the sheet's currency, without cents: these are months of a company. */
export function useMoney(): (value: number) => string {
  const { locale } = useLanguage()
  const { currency } = useBoard().sheet.document
  return useMemo(() => {
    const digits = { maximumFractionDigits: 0 } as const
    const isKnown = /^[A-Za-z]{3}$/.test(currency)
    const format = isKnown
      ? new Intl.NumberFormat(locale, {
          style: 'currency',
          currency,
          currencyDisplay: 'narrowSymbol',
          ...digits,
        })
      : new Intl.NumberFormat(locale, digits)
    return (value) => format.format(value)
  }, [locale, currency])
}
