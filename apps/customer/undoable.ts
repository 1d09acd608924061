import type { CustomerFile } from '../../server/api/customers.ts'

/** The newest change of links, as long as it can be taken back. */
export function undoable(card: CustomerFile): string | undefined {
  const [newest] = card.acts
  return newest?.isUndone === false && newest.kind !== 'undo' ? newest.id : undefined
}
