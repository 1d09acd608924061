import { useCallback, useMemo, useState } from 'react'
import type { LintContext } from '../../server/persona/context.ts'
import { kept } from '../kit/storage.ts'

export type Style = NonNullable<NonNullable<LintContext['customer']>['style']>

export const styles: readonly Style[] = ['plain', 'detailed', 'formal']

export interface StyleState {
  /** undefined = as everybody is answered. */
  readonly style: Style | undefined
  readonly choose: (style: Style | undefined) => void
}

function keyOf(customer: string): string {
  return `weiqiao-style-${customer}`
}

/** How one customer is answered, remembered in this browser. */
export function useStyle(customer: string | undefined): StyleState {
  const [chosen, setChosen] = useState<Readonly<Record<string, Style | undefined>>>({})
  const known = useMemo(() => {
    if (customer === undefined) return undefined
    return styles.find((one) => one === kept.read(keyOf(customer)))
  }, [customer])
  const choose = useCallback(
    (style: Style | undefined) => {
      if (customer === undefined) return
      kept.write(keyOf(customer), style ?? '')
      setChosen((before) => ({ ...before, [customer]: style }))
    },
    [customer],
  )
  const style = customer !== undefined && customer in chosen ? chosen[customer] : known
  return { style, choose }
}
