/** `lead`: a lead or an admin. `another`: anybody but the one who wrote it. */
export type Approver = 'lead' | 'another'

const approvers: Readonly<Record<string, Approver>> = {
  roster: 'lead',
  'second-reader': 'another',
  praise: 'lead',
}

/** Whose act lets a reply go that this finding holds; undefined = the house's usual ways are enough. */
export function approverFor(rule: string): Approver | undefined {
  return approvers[rule]
}
