import { Attention } from '../Attention.tsx'
import { Families } from '../Families.tsx'
import { Column } from '../parts.tsx'

/** First what needs a person now, then how it has been going. */
export function Overview() {
  return (
    <Column style={{ gap: 20 }}>
      <Attention />
      <Families />
    </Column>
  )
}
