import { useEffect, useRef, useState } from 'react'
import styled from 'styled-components'
import { useWords } from '../../../kit/i18n.tsx'
import { Failure, Loading } from '../../../kit/states.tsx'
import type { AppLaunch } from '../../lab-door.ts'
import { words } from '../../words.ts'
import type { Instance, ZafHost } from '../zaf/host.ts'

const Box = styled.div`
  position: relative;
  flex: 1;
  min-height: 0;
  background: var(--wq-page);
`

const Frame = styled.iframe`
  display: block;
  width: 100%;
  max-height: 100%;
  border: 0;
`

const Cover = styled.div`
  position: absolute;
  inset: 0;
  background: var(--wq-page);
`

/** A page that has not shaken hands after this long is not coming: its relay is down, or it is broken. */
const patienceMs = 15_000

export interface FrameProps {
  readonly host: ZafHost
  readonly launch: AppLaunch
  readonly guid: string
  readonly subject: Instance['subject']
  readonly context: Readonly<Record<string, unknown>>
  readonly colorScheme: 'light' | 'dark'
  /** A CSS length the page asked for. */
  readonly height: string | undefined
  readonly request?: Instance['request']
  readonly onAgain: () => void
  /** What the frame is called; absent: as the app beside a ticket. */
  readonly title?: string
}

function useInstance({ host, launch, guid, subject, context, request }: FrameProps) {
  const frame = useRef<HTMLIFrameElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const [state, setState] = useState<'loading' | 'late' | 'ready'>('loading')
  useEffect(() => {
    const remove = host.add({
      guid,
      origin: new URL(launch.url).origin,
      window: () => frame.current?.contentWindow ?? null,
      metadata: () => launch.metadata,
      context: () => context,
      subject,
      onReady: () => setState('ready'),
      ...(request && { request }),
    })
    // Signed pages are posted into their frame, as Zendesk does it.
    form.current?.submit()
    const late = setTimeout(() => setState((now) => (now === 'ready' ? now : 'late')), patienceMs)
    return () => {
      clearTimeout(late)
      remove()
    }
  }, [host, guid])
  return { frame, form, state }
}

/** The page's address with what the framework's script looks for in it. */
function addressOf({ launch, guid, colorScheme }: FrameProps): string {
  const address = new URL(launch.url)
  const query = { origin: location.origin, app_guid: guid, colorScheme }
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value)
  return address.href
}

/** One page of the app in its frame, from another origin than the desk. */
export function AppFrame(props: FrameProps) {
  const { launch, guid, height = '100%', onAgain, title } = props
  const t = useWords(words)
  const { frame, form, state } = useInstance(props)
  // Only what it began with: a later scheme is told by an event, and the page stays.
  const [address] = useState(() => addressOf(props))
  return (
    <Box>
      <form ref={form} method="post" action={address} target={guid} hidden>
        <input type="hidden" name="token" value={launch.token} />
      </form>
      <Frame ref={frame} name={guid} title={title ?? t('app')} style={{ height }} />
      {state !== 'ready' && (
        <Cover>
          {state === 'loading' ? (
            <Loading label={t('appLoading')} />
          ) : (
            <Failure text={t('appFailed')} again={t('again')} onAgain={onAgain} />
          )}
        </Cover>
      )}
    </Box>
  )
}
