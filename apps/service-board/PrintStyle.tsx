import { createGlobalStyle } from 'styled-components'
import { palette } from '../kit/theme.tsx'
import { chartColours } from '../kit/charts/colours.ts'

const ink = Object.entries({ ...palette.light, ...chartColours.light, page: '#ffffff' })
  .map(([name, value]) => `--wq-${name}: ${value};`)
  .join(' ')

/** On paper: light whatever the screen is, without what only a screen can do. */
export const PrintStyle = createGlobalStyle`
  @media print {
    @page { margin: 14mm; }
    html:root { color-scheme: light; ${ink} print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    body { background: #ffffff; }
    dialog { display: none; }
  }
`
