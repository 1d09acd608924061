import { useState } from 'react'
import styled from 'styled-components'
import { useWords } from '../../kit/i18n.tsx'
import type { Lab, LabState, Person } from '../lab-door.ts'
import { Bar, Choice, Pick, Quiet } from '../parts.tsx'
import { words } from '../words.ts'
import { ChatScreen } from './ChatScreen.tsx'
import { Timeline } from './Timeline.tsx'

const Frame = styled.section`
  display: flex;
  flex-direction: column;
  min-height: 0;
  overflow: hidden;
  background: var(--wq-phone);
  border: 8px solid #20262c;
  border-radius: 36px;
  box-shadow: 0 8px 28px rgb(0 0 0 / 18%);

  @media (max-width: 959px) {
    border-width: 1px;
    border-radius: 16px;
    border-color: var(--wq-line);
    box-shadow: none;
  }
`

const Top = styled.div`
  background: var(--wq-surface);
`

type Screen = 'wechat' | 'timeline' | 'direct'

function useCustomer(lab: Lab, platform: 'wechat' | 'weibo', people: readonly Person[]) {
  const t = useWords(words)
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const id = chosen[platform] ?? people[0]?.id
  const choose = (next: string): void => setChosen({ ...chosen, [platform]: next })
  async function add(): Promise<void> {
    const made = await lab.post<{ id: string }>(`/${platform}/customers`, {
      name: t('newName', { n: people.length + 1 }),
    })
    choose(made.id)
  }
  return { id, choose, add }
}

/** Whose phone it is, and which of its apps is open. */
export function Phone({ lab, state }: { readonly lab: Lab; readonly state: LabState }) {
  const t = useWords(words)
  const [screen, setScreen] = useState<Screen>('wechat')
  const platform = screen === 'wechat' ? 'wechat' : 'weibo'
  const people = state.customers[platform]
  const { id, choose, add } = useCustomer(lab, platform, people)
  return (
    <Frame aria-label={t('phone')}>
      <Top>
        <Bar>
          {(['wechat', 'timeline', 'direct'] as const).map((name) => (
            <Choice
              key={name}
              type="button"
              aria-pressed={screen === name}
              onClick={() => setScreen(name)}
            >
              {name === 'wechat' ? t('wechat') : `${t('weibo')} ${t(name)}`}
            </Choice>
          ))}
        </Bar>
        <Bar>
          <Pick
            aria-label={t('customer')}
            value={id ?? ''}
            onChange={(event) => choose(event.target.value)}
          >
            {people.map((person) => (
              <option key={person.id} value={person.id}>
                {person.name}
              </option>
            ))}
          </Pick>
          <Quiet type="button" onClick={() => void add()}>
            ＋ {t('newCustomer')}
          </Quiet>
        </Bar>
      </Top>
      {id !== undefined && screen !== 'timeline' && (
        <ChatScreen key={`${screen}${id}`} lab={lab} channel={platform} customer={id} />
      )}
      {id !== undefined && screen === 'timeline' && (
        <Timeline lab={lab} customer={id} brand={state.plan.weibo.screenName} />
      )}
    </Frame>
  )
}
