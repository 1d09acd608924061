import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { RelayError } from '../core/error.ts'
import { modelsFrom, type ModelField, type Models } from '../understanding/models.ts'

const inProject = join('server', 'understanding')

/** `server/understanding` of the project this file was compiled from, wherever the compiled file lies. */
export function understandingFolder(): string {
  for (let here = import.meta.dirname; here !== dirname(here); here = dirname(here)) {
    const folder = join(here, inProject)
    if (existsSync(folder)) return folder
  }
  throw new RelayError(
    'config.invalid',
    `The folder ${inProject} is missing from this installation.`,
  )
}

export function modelFile(folder: string, field: ModelField): string {
  return join(folder, `${field}.model`)
}

/** All models of a folder; what is missing or damaged is one clear error. */
export function loadModels(folder: string = join(understandingFolder(), 'models')): Models {
  const models = modelsFrom((field) => {
    const path = modelFile(folder, field)
    return existsSync(path) ? readFileSync(path) : undefined
  })
  if (typeof models === 'string')
    throw new RelayError(
      'config.invalid',
      `The model ${modelFile(folder, models)} is missing or damaged; relay train makes it anew.`,
    )
  return models
}
