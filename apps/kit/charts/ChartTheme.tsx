import { createGlobalStyle } from 'styled-components'
import { useColorScheme } from '../garden.ts'
import { chartColours } from './colours.ts'

const Variables = createGlobalStyle<{ $colours: Readonly<Record<string, string>> }>`
  :root {
    ${({ $colours }) =>
      Object.entries($colours)
        .map(([name, value]) => `--wq-${name}: ${value};`)
        .join(' ')}
  }
`

/** Puts the charts' colours onto the page, beside the theme's own. */
export function ChartTheme() {
  const { colorScheme } = useColorScheme()
  return <Variables $colours={chartColours[colorScheme]} />
}
