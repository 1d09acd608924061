export { createMonth, monthEvents, type Month, type MonthOptions } from './month.ts'
