import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { LanguageProvider } from '../kit/i18n.tsx'
import { AppTheme } from '../kit/theme.tsx'
import { App } from './App.tsx'
import { httpLab } from './lab-door.ts'

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <AppTheme page="lab">
        <LanguageProvider>
          <App lab={httpLab('/__lab')} />
        </LanguageProvider>
      </AppTheme>
    </StrictMode>,
  )
}
