import { useEffect } from 'react'
import styled from 'styled-components'
import { undoLink, type CustomerFile } from '../../server/api/customers.ts'
import { Contacts } from '../kit/customer/Contacts.tsx'
import { Marks } from '../kit/customer/Marks.tsx'
import { useCustomerWords } from '../kit/customer/use-customer-words.ts'
import { useCustomer, type CustomerState } from '../kit/customer/use-customer.ts'
import { Fold } from '../kit/Fold.tsx'
import { useWords } from '../kit/i18n.tsx'
import { Act, Notice, Row, Soft, Stack } from '../kit/parts.tsx'
import type { Relay } from '../kit/relay.ts'
import { Empty, Failure, Loading } from '../kit/states.tsx'
import type { Zaf } from '../kit/zaf.ts'
import { Identities } from './Identities.tsx'
import { Kept } from './Kept.tsx'
import { Numbers } from './Numbers.tsx'
import { Preferences } from './Preferences.tsx'
import { Profile } from './Profile.tsx'
import { useCustomerAct, type CustomerActs } from './use-customer-act.ts'
import { useWhom } from './use-whom.ts'
import { Wishes } from './Wishes.tsx'
import { words } from './words.ts'

const Page = styled.main`
  display: grid;
  gap: 8px;
  max-width: 640px;
  padding: 8px;
`

const Name = styled.h1`
  font-size: 16px;
  font-weight: 600;
  overflow-wrap: anywhere;
`

const Head = styled.header`
  display: grid;
  gap: 6px;
  padding: 10px 12px;
  background: var(--wq-surface);
  border: 1px solid var(--wq-line);
  border-radius: 10px;
`

/** What was done last, with a way back; said aloud, and it moves nothing that is being read. */
function Done({ card, acts }: { readonly card: CustomerFile; readonly acts: CustomerActs }) {
  const t = useWords(words)
  const { news, act, isRunning } = acts
  const undone = news?.act
  return (
    <div role="status">
      {news && (
        <Notice data-tone={news.isProblem ? 'warning' : undefined}>
          <Row>
            <span>{news.text}</span>
            {undone !== undefined && (
              <Act
                type="button"
                disabled={isRunning}
                onClick={() =>
                  void act(undoLink, { of: card.of, act: undone }, () => ({ text: t('undone') }))
                }
              >
                {t('undo')}
              </Act>
            )}
          </Row>
        </Notice>
      )}
    </div>
  )
}

function Person({
  card,
  relay,
  customer,
}: {
  readonly card: CustomerFile
  readonly relay: Relay
  readonly customer: CustomerState
}) {
  const t = useWords(words)
  const ct = useCustomerWords()
  const acts = useCustomerAct(relay, customer.show)
  const { problem } = customer
  return (
    <>
      {problem !== undefined && (
        <Notice data-tone="warning">{t(problem === 'ended' ? 'ended' : 'stale')}</Notice>
      )}
      <Head>
        <Name>{card.name ?? ct('nameless')}</Name>
        <Marks card={card} />
        <Soft>{ct('stageWhy', card.stage.days)}</Soft>
      </Head>
      <Done card={card} acts={acts} />
      <Kept card={card} acts={acts} />
      <Identities card={card} acts={acts} relay={relay} />
      <Profile profile={card.profile} />
      <Numbers card={card} acts={acts} />
      <Preferences card={card} acts={acts} />
      <Wishes card={card} acts={acts} />
      <Fold
        name="customer-contacts"
        title={t('contacts')}
        aside={card.timeline.length || undefined}
      >
        {card.timeline.length === 0 && <Soft>{t('noContacts')}</Soft>}
        <Contacts contacts={card.timeline} />
      </Fold>
    </>
  )
}

/** Comes again by itself while the relay is away. */
const retryMs = 8000

export interface AppProps {
  readonly zaf: Zaf
  /** undefined: nobody vouched for this page. */
  readonly relay: Relay | undefined
}

/** One person over all channels. */
export function App({ zaf, relay }: AppProps) {
  const t = useWords(words)
  const whom = useWhom(zaf)
  const customer = useCustomer(relay, whom ?? {})
  const { state, card, problem, reload } = customer
  useEffect(() => {
    if (problem !== 'unreachable') return
    const timer = setInterval(() => void reload(), retryMs)
    return () => clearInterval(timer)
  }, [problem, reload])
  const isNobody = whom !== undefined && (whom.ticket ?? whom.user ?? whom.external) === undefined
  return (
    <Page>
      {card && relay && <Person card={card} relay={relay} customer={customer} />}
      {state === 'loading' && !isNobody && <Loading label={t('loading')} />}
      {(state === 'empty' || isNobody) && <Empty text={t('none')} hint={t('noneHint')} />}
      {state === 'error' &&
        (problem === 'ended' ? (
          <Empty text={t('ended')} />
        ) : (
          <Stack>
            <Failure text={t('unreachable')} again={t('again')} onAgain={() => void reload()} />
          </Stack>
        ))}
    </Page>
  )
}
