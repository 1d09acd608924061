import type { ReactNode } from 'react'
import { useWords } from '../../kit/i18n.tsx'
import { Failure, Loading } from '../../kit/states.tsx'
import { useBoard } from '../board.ts'
import { Card, Column, Small } from '../parts.tsx'
import { words } from '../words.ts'
import { sheetWords } from './sheet-words.ts'

/** What the sheet fills is shown once it is there; who may only read is told so. */
export function SheetState({ children }: { readonly children: ReactNode }) {
  const t = useWords(sheetWords)
  const tb = useWords(words)
  const { sheet } = useBoard()
  if (sheet.state === 'loading')
    return (
      <Card>
        <Loading label={tb('loading')} />
      </Card>
    )
  if (sheet.state === 'absent')
    return (
      <Card>
        <Failure text={t('absent')} again={tb('again')} onAgain={sheet.reload} />
      </Card>
    )
  return (
    <Column>
      {!sheet.canSave && <Small>{t('readOnly')}</Small>}
      {children}
    </Column>
  )
}
