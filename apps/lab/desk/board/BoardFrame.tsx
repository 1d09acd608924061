import { useEffect, useMemo, useRef } from 'react'
import { useColorScheme } from '../../../kit/garden.ts'
import { useLanguage, useWords } from '../../../kit/i18n.tsx'
import { Failure, Loading } from '../../../kit/states.tsx'
import type { Lab, LabAgent } from '../../lab-door.ts'
import { words } from '../../words.ts'
import { AppFrame } from '../app/AppFrame.tsx'
import { requester } from '../app/request.ts'
import { useLaunch } from '../app/use-launch.ts'
import { useZafHost } from '../use-ticket-app.ts'
import type { ZafHost } from '../zaf/host.ts'
import { navSubject } from '../zaf/nav-subject.ts'

export interface BoardFrameProps {
  readonly lab: Lab
  readonly agent: LabAgent | undefined
  readonly onTicket: (id: number) => void
}

/** What the page sees of the desk around it. */
function useSubject({ agent, onTicket }: BoardFrameProps) {
  const { colorScheme } = useColorScheme()
  const { locale } = useLanguage()
  const newest = useRef({ agent, onTicket, colorScheme, locale })
  newest.current = { agent, onTicket, colorScheme, locale }
  return useMemo(
    () =>
      navSubject({
        agent: () => newest.current.agent,
        colorScheme: () => newest.current.colorScheme,
        locale: () => newest.current.locale,
        openTicket: (id) => newest.current.onTicket(id),
      }),
    [],
  )
}

function Opened({ host, ...props }: BoardFrameProps & { readonly host: ZafHost }) {
  const { lab, agent } = props
  const t = useWords(words)
  const { colorScheme } = useColorScheme()
  const { launch: opened, again } = useLaunch(lab, 'nav_bar', agent?.id)
  const subject = useSubject(props)
  useEffect(() => host.emit('colorScheme.changed', colorScheme), [host, colorScheme])
  if (opened.state === 'loading') return <Loading label={t('boardLoading')} />
  if (opened.state === 'failed')
    return <Failure text={t('appFailed')} again={t('again')} onAgain={again} />
  const { launch, guid } = opened
  return (
    <AppFrame
      key={guid}
      host={host}
      launch={launch}
      guid={guid}
      title={t('board')}
      subject={subject}
      context={{
        product: 'support',
        account: launch.account,
        location: 'nav_bar',
        instanceGuid: guid,
      }}
      colorScheme={colorScheme}
      height="100%"
      request={requester(lab, agent?.id)}
      onAgain={again}
    />
  )
}

/** The app's page of the desk's bar, in all of its width. */
export function BoardFrame(props: BoardFrameProps) {
  const { locale } = useLanguage()
  const host = useZafHost()
  // Another agent or language is another visit, as after signing in anew.
  return host ? <Opened key={`${props.agent?.id ?? ''} ${locale}`} host={host} {...props} /> : null
}
