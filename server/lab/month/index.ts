export {
  calendarOf,
  createMonth,
  monthEvents,
  type Month,
  type MonthOptions,
  type MonthView,
} from './month.ts'
export type { MonthEvent } from './month-events.ts'
export { monthJournal, type MonthJournalOptions } from './journal.ts'
