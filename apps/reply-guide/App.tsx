import { lazy, Suspense, useCallback, useMemo } from 'react'
import styled from 'styled-components'
import type { Guidance } from '../../server/api/guidance.ts'
import { useCustomer } from '../kit/customer/use-customer.ts'
import { useWords } from '../kit/i18n.tsx'
import type { Relay } from '../kit/relay.ts'
import { Loading } from '../kit/states.tsx'
import type { Zaf } from '../kit/zaf.ts'
import { composerOf } from './composer.ts'
import { Crisis } from './Crisis.tsx'
import type { Customer as CustomerSection } from './Customer.tsx'
import { Deliveries } from './Deliveries.tsx'
import { Findings } from './Findings.tsx'
import { isOurs, loadJudge, standing, type Judge } from './judging.ts'
import { Notices } from './Notices.tsx'
import { Hidden } from './parts.tsx'
import { Progress } from './Progress.tsx'
import { ReplyWindow } from './ReplyWindow.tsx'
import { ThinkingTime } from './ThinkingTime.tsx'
import { useDraft } from './use-draft.ts'
import { useFindingActs } from './use-finding-acts.ts'
import { useFindings } from './use-findings.ts'
import { useGuidance, type GuidanceState } from './use-guidance.ts'
import { useReasons } from './use-reasons.ts'
import { useReplyAct } from './use-reply-act.ts'
import { useSaveGate } from './use-save-gate.ts'
import { useStyle, type StyleState } from './use-style.ts'
import { useTicket, type Ticket } from './use-ticket.ts'
import { words } from './words.ts'

// Shown once the relay has answered, and so loaded when the page stands already.
const Suggestions = lazy(async () => ({ default: (await import('./Suggestions.tsx')).Suggestions }))
const Customer = lazy(async () => ({ default: (await import('./Customer.tsx')).Customer }))
const Said = lazy(async () => ({ default: (await import('./Said.tsx')).Said }))
const Preview = lazy(async () => ({ default: (await import('./Preview.tsx')).Preview }))
const Thread = lazy(async () => ({ default: (await import('./Thread.tsx')).Thread }))
const StyleChoice = lazy(async () => ({ default: (await import('./StyleChoice.tsx')).StyleChoice }))
const Held = lazy(async () => ({ default: (await import('./Held.tsx')).Held }))

const Page = styled.main`
  position: relative;
  display: grid;
  gap: 8px;
  max-width: 640px;
  padding: 8px;
`

export interface AppProps {
  readonly zaf: Zaf
  /** undefined: nobody vouched for this page; rules still work. */
  readonly relay: Relay | undefined
  readonly load?: () => Promise<Judge>
}

/** The checklist of a ticket of ours. */
function bookOf(
  relay: Relay | undefined,
  { ticket, casework }: Guidance,
  onDone: () => Promise<void>,
): Parameters<typeof Progress>[0]['book'] {
  return relay && casework && { relay, ticket, casework, onDone }
}

function Around({
  relay,
  state,
  now,
  isLead,
  facts,
  context,
  requester,
  style,
}: {
  readonly relay: Relay | undefined
  readonly state: GuidanceState
  readonly now: () => number
  readonly isLead: boolean
  readonly facts: Parameters<typeof Progress>[0]['facts']
  readonly context: Parameters<typeof CustomerSection>[0]['context']
  readonly requester: string | undefined
  readonly style: StyleState
}) {
  const t = useWords(words)
  const { guidance, problem, reload } = state
  const acts = useReplyAct(relay, reload)
  const ticket = guidance?.customer ? guidance.ticket : undefined
  const { card } = useCustomer(relay, { ticket }, guidance?.serverNow)
  // What the ticket itself tells waits for nobody.
  if (!guidance)
    return (
      <>
        {problem === undefined && relay && <Loading label={t('loading')} />}
        <Progress facts={facts} />
      </>
    )
  return (
    <>
      {guidance.window && <ReplyWindow window={guidance.window} now={now} />}
      <ThinkingTime context={context} windowEndsAt={guidance.window?.endsAt} now={now} />
      {isOurs(guidance) && (
        <Deliveries
          deliveries={guidance.deliveries}
          acts={acts}
          isLead={isLead}
          me={relay?.session().user?.id}
        />
      )}
      <Suspense>
        {isOurs(guidance) && (
          <Said said={guidance.said} correcting={relay && { relay, ticket: guidance.ticket }} />
        )}
      </Suspense>
      <Suspense>
        {isOurs(guidance) && guidance.customer && <StyleChoice context={context} state={style} />}
        <Customer
          customer={guidance.customer}
          context={context}
          card={card}
          requester={requester}
        />
        {guidance.thread && <Thread thread={guidance.thread} context={context} />}
      </Suspense>
      <Progress facts={facts} book={bookOf(relay, guidance, reload)} />
      {isLead && relay && (
        <Suspense>
          <Held
            relay={relay}
            version={guidance.deliveries.map(({ replyId, state: at }) => replyId + at).join()}
            onDone={reload}
          />
        </Suspense>
      )}
    </>
  )
}

function factsOf(ticket: Ticket, guidance: Guidance | undefined) {
  if (ticket.state !== 'ready') return undefined
  const isAnswered = guidance?.deliveries.some((one) => one.state === 'sent') ?? false
  const isTyped = guidance?.casework?.type.source === 'agent'
  return { ...ticket, isFiled: ticket.id !== undefined, isTyped, isAnswered }
}

/** Everything beside one ticket. */
export function App({ zaf, relay, load = loadJudge }: AppProps) {
  const t = useWords(words)
  const composer = useMemo(() => composerOf(zaf), [zaf])
  const draft = useDraft(composer)
  const ticket = useTicket(zaf)
  const now = useCallback(() => relay?.now() ?? Date.now(), [relay])
  const state = useGuidance(relay, ticket.id)
  const { guidance } = state
  const style = useStyle(guidance?.customer?.id)
  const judgement = useFindings(draft, { guidance, style: style.style }, now, load)
  const { draft: text, findings: found } = judgement
  const { reasons, give } = useReasons(text)
  const doing = useFindingActs({
    composer,
    relay,
    ticket: ticket.id,
    draft: text,
    findings: found,
    give,
  })
  useSaveGate({ zaf, composer, relay, ticket: ticket.id, guidance, judgement, reasons })
  const findings = standing(found, text, doing.dismissed)
  const role = relay?.session().user?.role
  const facts = factsOf(ticket, guidance)
  return (
    <Page>
      {/* The desk shows the name above the frame. */}
      <Hidden as="h1">{t('title')}</Hidden>
      {guidance?.crisis.on && <Crisis crisis={judgement.context.crisis} onUse={doing.use} />}
      <Notices draft={draft} state={state} context={judgement.context} />
      {draft.state !== 'missing' && !draft.isNote && (
        <>
          <Findings
            judgement={judgement}
            findings={findings}
            isOurs={isOurs(guidance)}
            reasons={reasons}
            acts={doing.acts}
            onFixAll={doing.fixAll}
            news={doing.news}
          />
          {zaf.location !== 'ticket_editor' && isOurs(guidance) && (
            <Suspense>
              <Preview
                draft={text}
                context={judgement.context}
                lead={guidance?.thread?.lead ?? undefined}
                onTraditional={doing.toTraditional}
                news={doing.scriptNews}
              />
            </Suspense>
          )}
        </>
      )}
      {zaf.location !== 'ticket_editor' && relay && guidance && isOurs(guidance) && (
        <Suspense>
          <Suggestions
            relay={relay}
            guidance={guidance}
            context={judgement.context}
            composer={composer}
            draft={draft}
          />
        </Suspense>
      )}
      {zaf.location !== 'ticket_editor' && (
        <Around
          relay={relay}
          state={state}
          now={now}
          isLead={role === 'lead' || role === 'admin'}
          facts={facts}
          context={judgement.context}
          requester={ticket.requester}
          style={style}
        />
      )}
    </Page>
  )
}
