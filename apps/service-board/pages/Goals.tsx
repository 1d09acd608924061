import { useWords } from '../../kit/i18n.tsx'
import { Column, Lead } from '../parts.tsx'
import { BaselinePanel } from '../sheet/BaselinePanel.tsx'
import { GoalsPanel } from '../sheet/GoalsPanel.tsx'
import { SheetState } from '../sheet/SheetState.tsx'
import { StagePanel } from '../sheet/StagePanel.tsx'
import { TargetsPanel } from '../sheet/TargetsPanel.tsx'
import { sheetWords } from '../sheet/sheet-words.ts'

/** How far the company is, and what is wanted of each figure. */
export function Goals() {
  const t = useWords(sheetWords)
  return (
    <Column>
      <Lead>{t('goalsLead')}</Lead>
      <SheetState>
        <StagePanel />
        <GoalsPanel />
        <TargetsPanel />
        <BaselinePanel />
      </SheetState>
    </Column>
  )
}
