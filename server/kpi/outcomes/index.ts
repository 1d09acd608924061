import type { Outcome } from '../outcome.ts'
import { costPerContact } from './cost-per-contact.ts'
import { costPerResolution } from './cost-per-resolution.ts'
import { handlingTime } from './handling-time.ts'
import { occupancy } from './occupancy.ts'
import { returnOnInvestment } from './return-on-investment.ts'
import { shareOfVoice } from './share-of-voice.ts'

/** Every figure that rests on typed-in inputs, in the order shown. */
export const outcomes: readonly Outcome[] = [
  handlingTime,
  occupancy,
  costPerContact,
  costPerResolution,
  returnOnInvestment,
  shareOfVoice,
]
