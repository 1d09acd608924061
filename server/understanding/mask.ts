export { maskPersonalData } from '../language/personal-data.ts'
