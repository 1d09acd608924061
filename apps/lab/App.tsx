import { useState } from 'react'
import styled from 'styled-components'
import { useColorScheme } from '../kit/garden.ts'
import { useLanguage, useWords } from '../kit/i18n.tsx'
import { Failure, Loading } from '../kit/states.tsx'
import { Desk } from './desk/Desk.tsx'
import { Faults } from './Faults.tsx'
import type { Lab, LabState } from './lab-door.ts'
import { Choice } from './parts.tsx'
import { Phone } from './phone/Phone.tsx'
import { useLive } from './use-live.ts'
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
  padding: 12px 20px;
  background: var(--wq-surface);
  border-bottom: 1px solid var(--wq-line);
`

const Name = styled.h1`
  font-size: 18px;
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

const Tabs = styled.nav`
  display: none;

  @media (max-width: 959px) {
    display: flex;
    gap: 4px;
    padding: 8px 12px 0;
  }
`

const Body = styled.main`
  display: grid;
  grid-template-columns: 380px minmax(0, 1fr);
  gap: 16px;
  min-height: 0;
  padding: 16px 20px;

  @media (max-width: 959px) {
    grid-template-columns: minmax(0, 1fr);
    padding: 8px 12px 12px;

    & > [data-shown='false'] {
      display: none;
    }
  }
`

const Column = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  grid-template-rows: minmax(0, 1fr) auto;
  gap: 16px;
  min-width: 0;
  min-height: 0;

  @media (max-width: 959px) {
    &[data-part='faults'] {
      grid-template-rows: auto;
      align-content: start;
    }
  }
`

type Part = 'phone' | 'desk' | 'faults'

function Switches() {
  const t = useWords(words)
  const { locale, setLocale } = useLanguage()
  const { colorScheme, setColorScheme } = useColorScheme()
  return (
    <>
      <Choice
        type="button"
        aria-label={t('scheme')}
        onClick={() => setColorScheme(colorScheme === 'dark' ? 'light' : 'dark')}
      >
        {colorScheme === 'dark' ? '☀' : '☾'}
      </Choice>
      <Choice
        type="button"
        aria-label={t('languageLabel')}
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
}: {
  readonly lab: Lab
  readonly state: LabState
  readonly part: Part
}) {
  return (
    <Body>
      <Column data-shown={part === 'phone'} style={{ gridTemplateRows: 'minmax(0, 1fr)' }}>
        <Phone lab={lab} state={state} />
      </Column>
      <Column data-shown={part !== 'phone'} data-part={part}>
        {(part !== 'faults' || !isNarrow()) && (
          <Desk lab={lab} agents={state.plan.zendesk.agents} />
        )}
        {(part !== 'desk' || !isNarrow()) && <Faults lab={lab} faults={state.faults} />}
      </Column>
    </Body>
  )
}

function isNarrow(): boolean {
  return window.matchMedia('(max-width: 959px)').matches
}

/** One page: a customer's phone, the agents' desk, and the switches that break things. */
export function App({ lab }: { readonly lab: Lab }) {
  const t = useWords(words)
  const live = useLive<LabState>(lab, '/state')
  const [part, setPart] = useState<Part>('phone')
  return (
    <Page>
      <div>
        <Head>
          <Name>{t('title')}</Name>
          <Subtitle>{t('subtitle')}</Subtitle>
          <Switches />
        </Head>
        <Tabs aria-label={t('views')}>
          {(['phone', 'desk', 'faults'] as const).map((name) => (
            <Choice
              key={name}
              type="button"
              aria-pressed={part === name}
              onClick={() => setPart(name)}
            >
              {t(name)}
            </Choice>
          ))}
        </Tabs>
      </div>
      {live.state === 'loading' && <Loading label={t('loading')} />}
      {live.state === 'failed' && (
        <Failure text={t('failed')} again={t('again')} onAgain={live.again} />
      )}
      {live.state === 'ready' && <Parts lab={lab} state={live.value} part={part} />}
    </Page>
  )
}
