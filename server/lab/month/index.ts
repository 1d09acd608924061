export { calendarOf, createMonth, monthEvents, type Month, type MonthView } from './month.ts'
export type { MonthEvent } from './month-events.ts'
export { monthJournal } from './journal.ts'
