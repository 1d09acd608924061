import type { Guidance } from '../../server/api/guidance.ts'
import type { LintContext } from '../../server/persona/context.ts'
import type { Relay } from '../kit/relay.ts'
import type { Composer, Draft } from './composer.ts'
import { Earlier } from './Earlier.tsx'
import { Evidence } from './Evidence.tsx'
import { Macros } from './Macros.tsx'
import { Ready } from './Ready.tsx'
import { useReady } from './use-ready.ts'

/** What to answer with: suggestions, and how it was answered before. */
export function Suggestions({
  relay,
  guidance,
  context,
  composer,
  draft,
}: {
  readonly relay: Relay
  readonly guidance: Guidance
  readonly context: LintContext
  readonly composer: Composer
  readonly draft: Draft
}) {
  const { ticket, said, personaVersion, crisis, deliveries } = guidance
  const version = [
    personaVersion,
    crisis.version,
    ...said.map(({ at }) => at),
    ...deliveries.map(({ replyId, state }) => replyId + state),
  ].join()
  const state = useReady(relay, ticket, version)
  return (
    <>
      <Ready
        relay={relay}
        ticket={ticket}
        state={state}
        composer={composer}
        draft={draft}
        hasQuestion={said.length > 0}
        style={context.customer?.style}
      />
      <Macros relay={relay} ticket={ticket} context={context} composer={composer} draft={draft} />
      <Earlier state={state} />
      <Evidence relay={relay} ticket={ticket} products={context.brand?.products ?? []} />
    </>
  )
}
