import styled from 'styled-components'
import { useWords } from '../../kit/i18n.tsx'
import { Empty } from '../../kit/states.tsx'
import { Icon, type IconName } from '../icons.tsx'
import type { Lab, LabState } from '../lab-door.ts'
import { Hidden, Pick, Problem, Quiet } from '../parts.tsx'
import { useDeed } from '../use-deed.ts'
import { words } from '../words.ts'
import { ChatScreen } from './ChatScreen.tsx'
import { Timeline } from './Timeline.tsx'
import { platformOf, screens, type PhoneDesk, type Screen } from './use-phone.ts'

const Whole = styled.div`
  display: flex;
  flex-direction: column;
  gap: 10px;
  min-height: 0;
`

const Owner = styled.div`
  display: flex;
  align-items: center;
  gap: 8px;
  min-width: 0;
`

const Frame = styled.section`
  display: flex;
  flex: 1;
  flex-direction: column;
  min-height: 0;
  overflow: hidden;
  background: var(--wq-phone);
  border: 7px solid var(--wq-frame);
  border-radius: 32px;
  box-shadow: 0 8px 28px rgb(0 0 0 / 18%);

  @media (max-width: 959px) {
    border: 1px solid var(--wq-line);
    border-radius: 12px;
    box-shadow: none;
  }
`

const Title = styled.h2`
  padding: 8px 16px;
  background: var(--wq-surface);
  border-bottom: 1px solid var(--wq-line);
  font-size: 15px;
  text-align: center;
`

const Apps = styled.nav`
  display: grid;
  grid-template-columns: repeat(3, minmax(0, 1fr));
  background: var(--wq-surface);
  border-top: 1px solid var(--wq-line);
`

const App = styled.button`
  position: relative;
  display: grid;
  justify-items: center;
  gap: 1px;
  padding: 6px 4px 7px;
  border: 0;
  background: transparent;
  color: var(--wq-soft);
  cursor: pointer;
  font-size: 12px;
  line-height: 1.3;

  &:hover {
    color: var(--wq-ink);
  }

  &[aria-pressed='true'] {
    color: var(--wq-accent);
    font-weight: 600;
  }

  &:focus-visible {
    outline-offset: -3px;
  }
`

const Badge = styled.span`
  position: absolute;
  top: 4px;
  left: calc(50% + 10px);
  width: 9px;
  height: 9px;
  border: 1px solid var(--wq-surface);
  border-radius: 50%;
  background: var(--wq-danger);
`

const icons: Readonly<Record<Screen, IconName>> = {
  wechat: 'wechat',
  timeline: 'weibo',
  direct: 'direct',
}

function Owners({ phone }: { readonly phone: PhoneDesk }) {
  const t = useWords(words)
  const deed = useDeed()
  const name = t('newName', { n: phone.people.length + 1 })
  return (
    <>
      <Owner>
        <Pick
          style={{ flex: 1, maxWidth: 'none' }}
          aria-label={t('customer')}
          value={phone.owner?.id ?? ''}
          onChange={(event) => phone.choose(event.target.value)}
        >
          {phone.people.map((person) => (
            <option key={person.id} value={person.id}>
              {phone.isNew(person, phone.screen) ? '● ' : ''}
              {t('ownedBy', { name: person.name })}
            </option>
          ))}
        </Pick>
        <Quiet
          type="button"
          disabled={deed.isRunning}
          onClick={() => void deed.run(() => phone.add(name))}
        >
          <Icon name="plus" size={14} />
          {t('newCustomer')}
        </Quiet>
      </Owner>
      {deed.problem !== '' && <Problem>{t('notDone', { why: deed.problem })}</Problem>}
    </>
  )
}

function OpenApp({ lab, state, phone }: OfPhone) {
  const t = useWords(words)
  const { screen, owner } = phone
  const brand = state.plan.weibo.screenName
  if (!owner) return <Empty text={t('noCustomers')} />
  if (screen === 'timeline') {
    return <Timeline key={owner.id} lab={lab} customer={owner.id} brand={brand} />
  }
  return (
    <ChatScreen
      key={`${screen} ${owner.id}`}
      lab={lab}
      channel={platformOf(screen)}
      customer={owner.id}
      names={{ brand, customer: owner.name }}
    />
  )
}

interface OfPhone {
  readonly lab: Lab
  readonly state: LabState
  readonly phone: PhoneDesk
}

/** Whose phone it is, and which of its apps is open. */
export function Phone({ lab, state, phone }: OfPhone) {
  const t = useWords(words)
  const { screen } = phone
  const title = screen === 'timeline' ? t('square') : state.plan.weibo.screenName
  return (
    <Whole>
      <Owners phone={phone} />
      <Frame aria-label={t('phone')}>
        <Title>{title}</Title>
        <OpenApp lab={lab} state={state} phone={phone} />
        <Apps aria-label={t('apps')}>
          {screens.map((name) => (
            <App
              key={name}
              type="button"
              aria-pressed={screen === name}
              onClick={() => phone.show(name)}
            >
              <Icon name={icons[name]} size={20} />
              {t(`app${name}`)}
              {phone.isNew(phone.personOn(name), name) && (
                <Badge>
                  <Hidden>{t('unread')}</Hidden>
                </Badge>
              )}
            </App>
          ))}
        </Apps>
      </Frame>
    </Whole>
  )
}
