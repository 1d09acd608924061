import { createContext, useContext } from 'react'
import type { KpiCatalogue, KpiMetric } from '../../server/api/kpi.ts'
import type { Relay } from '../kit/relay.ts'
import type { Zaf } from '../kit/zaf.ts'
import type { Address, FilterName } from './address.ts'
import type { Bounds } from './days.ts'

/** What stands behind a figure, in the drawer. */
export type Shown =
  | { readonly kind: 'formula'; readonly metric: KpiMetric }
  | {
      readonly kind: 'tickets'
      readonly metric: KpiMetric
      readonly part: string
      /** Narrower than the board’s filters, as for one bar of a chart. */
      readonly only?: Readonly<Partial<Record<FilterName, string>>>
    }

/** What every panel knows. */
export interface Board {
  readonly relay: Relay
  readonly zaf: Zaf
  readonly catalogue: KpiCatalogue
  readonly address: Address
  readonly go: (change: Partial<Address>) => void
  /** The span shown, in the tenant's days. */
  readonly bounds: Bounds
  readonly show: (shown: Shown) => void
}

const BoardContext = createContext<Board | undefined>(undefined)

export const BoardProvider = BoardContext.Provider

export function useBoard(): Board {
  const board = useContext(BoardContext)
  if (!board) throw new TypeError('outside of the board')
  return board
}

/** Span and filters as the relay is asked. */
export function queryOf({ from, to }: Bounds, { filters }: Address): Record<string, string> {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString(), ...filters }
}

/** Opens a ticket in Zendesk itself, beside the board. */
export function openTicket(zaf: Zaf, ticket: string): void {
  void zaf.invoke('routeTo', 'ticket', Number(ticket)).catch(() => undefined)
}
