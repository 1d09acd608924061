import type { ReactNode } from 'react'
import { createGlobalStyle } from 'styled-components'
import { ColorSchemeProvider, DEFAULT_THEME, ThemeProvider, useColorScheme } from './garden.ts'

/** Own colours beside Garden's, by name; each has a light and a dark value. */
const palette = {
  light: {
    page: '#f3f5f7',
    surface: '#ffffff',
    raised: '#f8f9f9',
    line: '#d8dcde',
    ink: '#1f2a33',
    soft: '#54636e',
    accent: '#1f73b7',
    accentSoft: '#e3f0fa',
    note: '#fff4db',
    noteInk: '#6b4a05',
    bubble: '#95ec69',
    bubbleInk: '#10240a',
    phone: '#ededed',
    danger: '#b81a2a',
    good: '#186146',
  },
  dark: {
    page: '#10161b',
    surface: '#182027',
    raised: '#1f2932',
    line: '#33404b',
    ink: '#e6ebef',
    soft: '#a3b1bc',
    accent: '#72b6ee',
    accentSoft: '#1d3448',
    note: '#3a3018',
    noteInk: '#f2d79b',
    bubble: '#3eb575',
    bubbleInk: '#04140b',
    phone: '#111417',
    danger: '#ff8f99',
    good: '#6fd3a7',
  },
} as const

const Global = createGlobalStyle<{ $colors: Readonly<Record<string, string>> }>`
  :root { ${({ $colors }) =>
    Object.entries($colors)
      .map(([name, value]) => `--wq-${name}: ${value};`)
      .join(' ')} }
  *, *::before, *::after { box-sizing: border-box; }
  body {
    margin: 0;
    background: var(--wq-page);
    color: var(--wq-ink);
    font: 14px/1.5 system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif;
    -webkit-font-smoothing: antialiased;
  }
  h1, h2, h3, p, ul, ol { margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  button { font: inherit; color: inherit; }
  :focus-visible { outline: 2px solid var(--wq-accent); outline-offset: 2px; }
  @media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; } }
`

function Themed({ children }: { readonly children: ReactNode }) {
  const { colorScheme } = useColorScheme()
  const theme = { ...DEFAULT_THEME, colors: { ...DEFAULT_THEME.colors, base: colorScheme } }
  return (
    <ThemeProvider theme={theme}>
      <Global $colors={palette[colorScheme]} />
      {children}
    </ThemeProvider>
  )
}

type Scheme = 'light' | 'dark' | 'system'

/** Garden and our own colours under one scheme, remembered per page. */
export function AppTheme({
  page,
  scheme = 'system',
  children,
}: {
  readonly page: string
  readonly scheme?: Scheme
  readonly children: ReactNode
}) {
  return (
    <ColorSchemeProvider initialColorScheme={scheme} colorSchemeKey={`weiqiao-${page}`}>
      <Themed>{children}</Themed>
    </ColorSchemeProvider>
  )
}
