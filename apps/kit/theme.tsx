import type { ReactNode } from 'react'
import { createGlobalStyle } from 'styled-components'
import { ColorSchemeProvider, DEFAULT_THEME, ThemeProvider, useColorScheme } from './garden.ts'

/** Own colours beside Garden's, by name; each has a light and a dark value. */
export const palette = {
  light: {
    page: '#eef1f4',
    surface: '#ffffff',
    raised: '#f5f7f9',
    line: '#dde2e6',
    field: '#87939d',
    ink: '#1d2730',
    soft: '#54636e',
    accent: '#1a69a8',
    accentInk: '#ffffff',
    accentSoft: '#e4f0f9',
    note: '#fff6e0',
    noteLine: '#ecd9a6',
    noteInk: '#5f4208',
    bubble: '#95ec69',
    bubbleInk: '#10240a',
    phone: '#ededed',
    frame: '#20262c',
    danger: '#b3192a',
    dangerInk: '#ffffff',
    dangerSoft: '#fdebed',
    warning: '#8a5100',
    warningInk: '#ffffff',
    warningSoft: '#fff1dc',
    good: '#186146',
    wechat: '#067a3d',
    weibo: '#c8102e',
  },
  dark: {
    page: '#0d1317',
    surface: '#161e25',
    raised: '#1e2830',
    line: '#2c3842',
    field: '#71808c',
    ink: '#e6ebef',
    soft: '#a3b1bc',
    accent: '#79bbf0',
    accentInk: '#06202f',
    accentSoft: '#1b3145',
    note: '#2e2715',
    noteLine: '#51441f',
    noteInk: '#f2d79b',
    bubble: '#3eb575',
    bubbleInk: '#04140b',
    phone: '#0f1418',
    frame: '#36414b',
    danger: '#ff8f99',
    dangerInk: '#33060b',
    dangerSoft: '#3a1a1f',
    warning: '#f2b866',
    warningInk: '#2e1c00',
    warningSoft: '#352612',
    good: '#6fd3a7',
    wechat: '#5fd395',
    weibo: '#ff8b96',
  },
} as const

/** Chinese faces follow the Latin ones, so that digits and English keep their own shapes. */
const fonts = [
  '-apple-system',
  'BlinkMacSystemFont',
  "'Segoe UI'",
  'Roboto',
  "'PingFang SC'",
  "'Hiragino Sans GB'",
  "'Microsoft YaHei'",
  "'Noto Sans CJK SC'",
  "'Noto Sans SC'",
  'sans-serif',
].join(', ')

const Global = createGlobalStyle<{
  $scheme: 'light' | 'dark'
  $colors: Readonly<Record<string, string>>
}>`
  :root {
    color-scheme: ${({ $scheme }) => $scheme};
    ${({ $colors }) =>
      Object.entries($colors)
        .map(([name, value]) => `--wq-${name}: ${value};`)
        .join(' ')}
  }
  *, *::before, *::after { box-sizing: border-box; }
  body {
    margin: 0;
    background: var(--wq-page);
    color: var(--wq-ink);
    font: 14px/1.6 ${fonts};
    -webkit-font-smoothing: antialiased;
    -webkit-text-size-adjust: 100%;
  }
  h1, h2, h3, p, ul, ol { margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  button { font: inherit; color: inherit; }
  :focus-visible { outline: 2px solid var(--wq-accent); outline-offset: 2px; }
  @media (prefers-reduced-motion: reduce) {
    * { transition: none !important; animation-duration: 1ms !important; animation-delay: 0ms !important; }
  }
`

function Themed({ children }: { readonly children: ReactNode }) {
  const { colorScheme } = useColorScheme()
  const theme = { ...DEFAULT_THEME, colors: { ...DEFAULT_THEME.colors, base: colorScheme } }
  return (
    <ThemeProvider theme={theme}>
      <Global $scheme={colorScheme} $colors={palette[colorScheme]} />
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
