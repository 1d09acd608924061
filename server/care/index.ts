import type { Clock } from '../core/clock.ts'
import type { Store } from '../core/store/index.ts'
import type { LintContext } from '../persona/context.ts'
import { createCaseRecords, type CaseRecords } from './casework/record.ts'
import { createCrisisSwitch, type CrisisSwitch } from './crisis.ts'
import { lintContextOf } from './lint-context.ts'
import { createPeople, type People } from './people/index.ts'
import type { Profiles } from './people/profile.ts'
import { createPersonas, type Personas } from './personas.ts'
import { createReadyReplies, type ReadyReplies } from './ready/index.ts'
import { readSituation, type Answering, type CareDoors, type MoodReader } from './situation.ts'

/** What an agent needs beside a ticket, and what the gate judges by: from one place. */
export interface Care {
  readonly personas: Personas
  readonly crisis: CrisisSwitch
  readonly cases: CaseRecords
  readonly people: People
  /** What the rules judge the next answer by. */
  lintContext(answering: Answering): Promise<LintContext>
  readonly ready: ReadyReplies
  readonly doors: CareDoors
}

export function createCare(options: {
  readonly store: Pick<Store, 'inbox' | 'outbox' | 'documents' | 'people'>
  readonly clock: Clock
  readonly moodOf?: MoodReader
  readonly profiles?: Profiles
}): Care {
  const { store, clock, moodOf, profiles } = options
  const personas = createPersonas(store)
  const crisis = createCrisisSwitch(store)
  const cases = createCaseRecords(store)
  const people = createPeople({ store, clock, moodOf, profiles })
  const tierOf: CareDoors['tierOf'] = (conversation) =>
    people.knownTier(conversation.tenant, conversation)
  const doors: CareDoors = { store, clock, personas, crisis, cases, moodOf, tierOf }
  return {
    personas,
    crisis,
    cases,
    ready: createReadyReplies(doors),
    people,
    doors,
    async lintContext(answering) {
      return lintContextOf(await readSituation(doors, answering))
    },
  }
}
