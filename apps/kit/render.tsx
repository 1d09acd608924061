import { render, type RenderResult } from '@testing-library/react'
import type { ReactNode } from 'react'
import { LanguageProvider, type Locale } from './i18n.tsx'
import { AppTheme } from './theme.tsx'

/** Renders with every provider a page has. */
export function renderApp(
  element: ReactNode,
  options: { locale?: Locale; scheme?: 'light' | 'dark' } = {},
): RenderResult {
  return render(
    <AppTheme page="test" scheme={options.scheme ?? 'light'}>
      <LanguageProvider initial={options.locale ?? 'zh-CN'}>{element}</LanguageProvider>
    </AppTheme>,
  )
}
