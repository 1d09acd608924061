import { loadModels } from '../commands/understand-models.ts'
import { engineOf } from '../understanding/understand.ts'

/** Reads with the shipped models. */
export const shipped = engineOf(loadModels())
