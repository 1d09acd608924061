import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RelayError } from '../core/error.ts'
import { encodeModel } from '../understanding/model/codec.ts'
import { modelFields } from '../understanding/models.ts'
import { trainModels } from '../understanding/training/train.ts'
import { readFlags, type Command, type Flags } from './command.ts'
import { trainingData } from './train-data.ts'
import { trainTenants } from './train-tenant.ts'
import { modelFile, understandingFolder } from './understand-models.ts'

function folderOf(value: string | boolean | undefined, inProject: string): string {
  return typeof value === 'string' ? value : join(understandingFolder(), inProject)
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000
}

const use =
  'Use: train --data DIR [--corpus DIR] [--out DIR], or train --config FILE [--tenant ID] [--dry-run|--list|--rollback]'

/** With `--config`, learns from a store's own labels; with `--data`, makes the shipped models anew. */
export const train: Command = async (argv) => {
  const switches = ['dry-run', 'list', 'rollback']
  const known = ['data', 'corpus', 'out', 'config', 'tenant']
  const { values, positionals } = readFlags(argv, known, switches)
  const isShipped = ['data', 'corpus', 'out'].some((name) => values[name] !== undefined)
  const acts = switches.filter((name) => values[name] === true).length
  const isOwn = values['config'] !== undefined
  const isMixed = isOwn ? isShipped : acts > 0 || values['tenant'] !== undefined
  if (positionals.length > 0 || isOwn === isShipped || isMixed || acts > 1)
    throw new RelayError('config.invalid', use)
  return isOwn ? trainTenants(values) : trainShipped(values)
}

/** From the cleared sets and the corpus; the same data gives the same bytes. */
function trainShipped(values: Flags): number {
  const data = values['data']
  if (typeof data !== 'string') throw new RelayError('config.invalid', use)
  if (!existsSync(data)) throw new RelayError('config.invalid', `There is no folder ${data}.`)
  const startedAt = performance.now()
  const fits = trainModels(trainingData(data, folderOf(values['corpus'], 'corpus')), (field) => {
    process.stderr.write(`${field} …\n`)
  })
  const out = folderOf(values['out'], 'models')
  mkdirSync(out, { recursive: true })
  for (const field of modelFields) {
    const fit = fits.find(({ model }) => model.field === field)
    if (fit === undefined) continue
    const bytes = encodeModel(fit.model)
    writeFileSync(modelFile(out, field), bytes)
    const { count, accuracy, coverage } = fit.unseen
    const unseen = { texts: count, accuracy: rounded(accuracy), coverage: rounded(coverage) }
    const line = { field, bytes: bytes.length, decidesFrom: fit.model.threshold, unseen }
    process.stdout.write(`${JSON.stringify(line)}\n`)
  }
  process.stderr.write(`Trained in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.\n`)
  return 0
}
