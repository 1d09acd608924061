import { useWords } from '../../kit/i18n.tsx'
import { Act, Row } from '../../kit/parts.tsx'
import { useBoard } from '../board.ts'
import { SectionTitle, Small } from '../parts.tsx'
import { useBoardMoments } from '../use-texts.ts'
import { Panel } from './parts.tsx'
import { SaveNote } from './SaveNote.tsx'
import { sheetWords } from './sheet-words.ts'
import { useSaving } from './use-saving.ts'

/** The span that later ones are held against. */
export function BaselinePanel() {
  const t = useWords(sheetWords)
  const { sheet, bounds } = useBoard()
  const { day } = useBoardMoments()
  const { state, save } = useSaving()
  const { baseline } = sheet.document
  const said = baseline
    ? t('baselineIs', {
        from: day(Date.parse(baseline.from)),
        to: day(Date.parse(baseline.to) - 1),
      })
    : t('baselineNone')
  const shown = {
    from: new Date(bounds.from).toISOString(),
    to: new Date(bounds.to).toISOString(),
  }
  return (
    <Panel aria-label={t('baseline')}>
      <SectionTitle>{t('baseline')}</SectionTitle>
      <Small>{said}</Small>
      {sheet.canSave && (
        <Row>
          <Act
            type="button"
            disabled={state === 'saving'}
            onClick={() => void save((document) => ({ ...document, baseline: shown }))}
          >
            {t('baselineSet')}
          </Act>
          {baseline && (
            <Act
              type="button"
              data-plain="true"
              disabled={state === 'saving'}
              onClick={() => void save(({ baseline: _, ...document }) => document)}
            >
              {t('baselineClear')}
            </Act>
          )}
        </Row>
      )}
      <SaveNote state={state} />
    </Panel>
  )
}
