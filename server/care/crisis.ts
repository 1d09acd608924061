import type { Actor, Store } from '../core/store/index.ts'
import type { LintContext } from '../persona/context.ts'

/** The tenant's switch: while it is on, only locked wording is sent. */
export interface CrisisState {
  readonly on: boolean
  /** Counts its changes; 0 = never touched. */
  readonly version: number
  /** undefined = all accounts. */
  readonly accounts: readonly string[] | undefined
  readonly switched: { readonly at: number; readonly by: Actor } | undefined
}

export interface CrisisSwitch {
  state(tenant: string): Promise<CrisisState>
  turn(
    tenant: string,
    change: {
      readonly on: boolean
      readonly accounts: readonly string[] | undefined
      readonly by: Actor
    },
  ): Promise<CrisisState>
}

const name = 'crisis'
const untouched: CrisisState = { on: false, version: 0, accounts: undefined, switched: undefined }

type Body = Pick<CrisisState, 'on' | 'accounts'>

/** Read from the store each time: a switch is in force with the next reply, whichever relay sends it. */
export function createCrisisSwitch({ documents }: Pick<Store, 'documents'>): CrisisSwitch {
  async function state(tenant: string): Promise<CrisisState> {
    const current = await documents.current(tenant, name)
    if (!current) return untouched
    const { on, accounts } = JSON.parse(current.body) as Body
    const { version, at, by } = current
    return { on, version, accounts, switched: by && { at, by } }
  }
  return {
    state,
    async turn(tenant, { on, accounts, by }) {
      const body: Body = { on, accounts }
      await documents.put(tenant, { name, body: JSON.stringify(body), by })
      return state(tenant)
    },
  }
}

export function isCrisisFor({ on, accounts }: CrisisState, account: string): boolean {
  return on && (accounts === undefined || accounts.includes(account))
}

/** The document's own wording and scope, switched on by either. */
export function crisisFields(
  documented: LintContext['crisis'],
  isOn: boolean,
): Pick<LintContext, 'crisis'> {
  if (!documented && !isOn) return {}
  return { crisis: { locked: [], ...documented, on: isOn || documented?.on === true } }
}
