import { createContext, useContext } from 'react'
import type { KpiCatalogue, KpiMetric } from '../../server/api/kpi.ts'
import type { Relay } from '../kit/relay.ts'
import type { Zaf } from '../kit/zaf.ts'
import type { Address, FilterName } from './address.ts'
import type { Bounds } from './days.ts'
import type { SheetBox } from './sheet/use-sheet.ts'

/** Something to hand to whoever must act on it: what is known, and which tickets speak for it. */
export interface Dispatched {
  /** What it is about, in a line. */
  readonly subject: string
  readonly facts: readonly string[]
  /** Narrower than the board’s filters. */
  readonly only: Readonly<Partial<Record<FilterName, string>>>
}

/** What stands behind a figure, in the drawer. */
export type Shown =
  | { readonly kind: 'formula'; readonly metric: KpiMetric }
  | { readonly kind: 'dispatch'; readonly metric: KpiMetric; readonly dispatched: Dispatched }
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
  /** Stage, goals, targets, inputs, views: what the figures are judged by. */
  readonly sheet: SheetBox
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

/** Opens an empty new ticket; false where this Zendesk, or this place in it, does not take the route. */
export async function openNewTicket(zaf: Zaf): Promise<boolean> {
  return zaf.invoke('routeTo', 'new_ticket', '').then(
    () => true,
    () => false,
  )
}
