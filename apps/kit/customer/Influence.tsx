import type { CustomerFile } from '../../../server/api/customers.ts'
import { useLanguage } from '../i18n.tsx'
import { Badge } from '../parts.tsx'
import { useCustomerWords } from './use-customer-words.ts'

/** How far a word of this person carries, with the fact that says so; nothing where it is nothing special. */
export function Influence({ influence }: Pick<CustomerFile, 'influence'>) {
  const t = useCustomerWords()
  const { locale } = useLanguage()
  const { level, because, verified } = influence
  if (level === 'ordinary') return null
  const counted = (n: number | null): string =>
    new Intl.NumberFormat(locale, { notation: 'compact' }).format(n ?? 0)
  const reasons = because.map((fact) =>
    fact === 'verified'
      ? t('whyverified', { who: verified === null ? '' : t(`verified${verified}`) })
      : t(`why${fact}`, { n: counted(influence[fact]) }),
  )
  return (
    <Badge data-tone={level === 'notable' ? undefined : 'accent'}>
      {[t(`influence${level}`), ...reasons].join(' · ')}
    </Badge>
  )
}
