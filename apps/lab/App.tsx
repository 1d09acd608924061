import { useState } from 'react'
import styled from 'styled-components'
import { useColorScheme } from '../kit/garden.ts'
import { useLanguage, useWords } from '../kit/i18n.tsx'
import { Failure, Loading } from '../kit/states.tsx'
import { Desk } from './desk/Desk.tsx'
import { Faults } from './faults/Faults.tsx'
import { Icon } from './icons.tsx'
import type { Lab, LabState, TicketLine } from './lab-door.ts'
import { Choice, Sign } from './parts.tsx'
import { Phone } from './phone/Phone.tsx'
import { phoneOf, usePhone } from './phone/use-phone.ts'
import { useConnection, useLive } from './use-live.ts'
import { words } from './words.ts'

const Page = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  grid-template-rows: auto minmax(0, 1fr);
  height: 100dvh;
`

const Head = styled.header`
  display: flex;
  align-items: center;
  gap: 12px;
  padding: 8px 12px 8px 20px;
  background: var(--wq-surface);
  border-bottom: 1px solid var(--wq-line);
`

const Name = styled.h1`
  font-size: 17px;
  line-height: 1.3;
  white-space: nowrap;
`

const Subtitle = styled.p`
  flex: 1;
  min-width: 0;
  overflow: hidden;
  color: var(--wq-soft);
  text-overflow: ellipsis;
  white-space: nowrap;

  @media (max-width: 700px) {
    visibility: hidden;
  }
`

const Lost = styled.p`
  padding: 6px 20px;
  background: var(--wq-dangerSoft);
  color: var(--wq-danger);
  font-size: 13px;
  text-align: center;
`

const Tabs = styled.nav`
  display: none;

  @media (max-width: 959px) {
    display: flex;
    gap: 4px;
    padding: 6px 12px 0;
  }
`

const Body = styled.main`
  display: grid;
  grid-template-columns: 372px minmax(0, 1fr);
  grid-template-rows: minmax(0, 1fr) auto;
  gap: 12px 16px;
  min-height: 0;
  padding: 12px 20px 16px;

  & > [data-name='phone'] {
    grid-row: 1 / -1;
  }

  /* The board is a page of its own: it has all of the width. */
  &[data-board='true'] {
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: minmax(0, 1fr);

    & > :not([data-name='desk']) {
      display: none;
    }
  }

  @media (max-width: 959px) {
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: minmax(0, 1fr);
    padding: 6px 12px 12px;

    & > [data-shown='false'] {
      display: none;
    }

    & > [data-name='faults'] {
      align-content: start;
      overflow-y: auto;
    }
  }
`

const Place = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  min-width: 0;
  min-height: 0;
`

const parts = ['phone', 'desk', 'faults'] as const
type Part = (typeof parts)[number]

function Switches() {
  const t = useWords(words)
  const { locale, setLocale } = useLanguage()
  const { colorScheme, setColorScheme } = useColorScheme()
  const isDark = colorScheme === 'dark'
  return (
    <>
      <Sign
        type="button"
        aria-label={t(isDark ? 'toLight' : 'toDark')}
        title={t(isDark ? 'toLight' : 'toDark')}
        onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
      >
        <Icon name={isDark ? 'sun' : 'moon'} size={18} />
      </Sign>
      <Choice
        type="button"
        lang={locale === 'en' ? 'zh-CN' : 'en'}
        onClick={() => setLocale(locale === 'en' ? 'zh-CN' : 'en')}
      >
        {t('language')}
      </Choice>
    </>
  )
}

function Parts({
  lab,
  state,
  part,
  onPart,
}: {
  readonly lab: Lab
  readonly state: LabState
  readonly part: Part
  readonly onPart: (part: Part) => void
}) {
  const phone = usePhone(lab, state)
  const [isBoard, setBoard] = useState(false)
  function showPhone(ticket: TicketLine): void {
    const put = phoneOf(ticket, state)
    if (put) phone.put(put)
    onPart('phone')
  }
  return (
    <Body data-board={isBoard && part === 'desk'}>
      <Place data-name="phone" data-shown={part === 'phone'}>
        <Phone lab={lab} state={state} phone={phone} />
      </Place>
      <Place data-name="desk" data-shown={part === 'desk'}>
        <Desk
          lab={lab}
          agents={state.plan.zendesk.agents}
          app={state.plan.zendesk.app}
          onPhone={showPhone}
          isBoard={isBoard}
          onBoard={(isShown) => {
            setBoard(isShown)
            onPart('desk')
          }}
        />
      </Place>
      <Place data-name="faults" data-shown={part === 'faults'}>
        <Faults lab={lab} faults={state.faults} />
      </Place>
    </Body>
  )
}

function PartTabs({ part, onPart }: { part: Part; onPart: (part: Part) => void }) {
  const t = useWords(words)
  return (
    <Tabs aria-label={t('parts')}>
      {parts.map((name) => (
        <Choice key={name} type="button" aria-pressed={part === name} onClick={() => onPart(name)}>
          {t(name)}
        </Choice>
      ))}
    </Tabs>
  )
}

/** One page: a customer's phone, the agents' desk, and the switches that break things. */
export function App({ lab }: { readonly lab: Lab }) {
  const t = useWords(words)
  const live = useLive<LabState>(lab, '/state')
  const isConnected = useConnection(lab)
  const [part, setPart] = useState<Part>('phone')
  return (
    <Page>
      <div>
        <Head>
          <Name>{t('title')}</Name>
          <Subtitle>{t('subtitle')}</Subtitle>
          <Switches />
        </Head>
        {!isConnected && <Lost role="status">{t('lost')}</Lost>}
        <PartTabs part={part} onPart={setPart} />
      </div>
      {live.state === 'loading' && <Loading label={t('loading')} />}
      {live.state === 'failed' && (
        <Failure text={t('failed')} again={t('again')} onAgain={live.again} />
      )}
      {live.state === 'ready' && (
        <Parts lab={lab} state={live.value} part={part} onPart={setPart} />
      )}
    </Page>
  )
}
