import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { agentLocale } from '../kit/agent-locale.ts'
import { connectRelay } from '../kit/connect-relay.ts'
import { FollowScheme } from '../kit/FollowScheme.tsx'
import { LanguageProvider, useWords } from '../kit/i18n.tsx'
import { Empty } from '../kit/states.tsx'
import { AppTheme } from '../kit/theme.tsx'
import { connectZaf } from '../kit/zaf.ts'
import { App } from './App.tsx'
import { words } from './words.ts'

function Outside() {
  return <Empty text={useWords(words)('outside')} />
}

async function start(root: HTMLElement): Promise<void> {
  const scheme = new URLSearchParams(location.search).get('colorScheme')
  const zaf = await connectZaf()
  const relay = await connectRelay(zaf)
  const locale = (zaf && agentLocale(zaf)) ?? relay?.session().locale
  createRoot(root).render(
    <StrictMode>
      <AppTheme page="service-board" scheme={scheme === 'dark' ? 'dark' : 'light'}>
        <LanguageProvider {...(locale && { initial: locale })}>
          {zaf && <FollowScheme zaf={zaf} />}
          {zaf ? <App zaf={zaf} relay={relay} /> : <Outside />}
        </LanguageProvider>
      </AppTheme>
    </StrictMode>,
  )
}

const root = document.getElementById('root')
if (root) void start(root)
