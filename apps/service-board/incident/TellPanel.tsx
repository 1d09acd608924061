import { useId } from 'react'
import type { IncidentDetail } from '../../../server/api/incidents.ts'
import { useWords } from '../../kit/i18n.tsx'
import { SectionTitle } from '../parts.tsx'
import { oneIncidentWords } from './incident-words.ts'
import { Panel } from './parts.tsx'
import { TellForm } from './TellForm.tsx'
import { TellingView } from './TellingView.tsx'
import type { Acting } from './use-incident.ts'

/** One kind of news for everybody: what is on its way, and the next text. */
export function TellPanel({
  incident,
  kind,
  text,
  onText,
  acting,
  isLead,
}: {
  readonly incident: IncidentDetail
  readonly kind: 'answer' | 'result'
  readonly text: string
  readonly onText: (text: string) => void
  readonly acting: Acting
  readonly isLead: boolean
}) {
  const t = useWords(oneIncidentWords)
  const title = useId()
  const telling = incident[kind]
  return (
    <Panel aria-labelledby={title}>
      <SectionTitle id={title}>{t(kind === 'answer' ? 'tellAnswer' : 'tellResult')}</SectionTitle>
      {telling && <TellingView telling={telling} acting={acting} isLead={isLead} />}
      {isLead && telling?.state !== 'running' && (
        <TellForm
          id={incident.id}
          kind={kind}
          text={text}
          onText={onText}
          acting={acting}
          isAgain={telling !== null}
        />
      )}
    </Panel>
  )
}
