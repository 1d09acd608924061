import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { RelayError } from '../core/error.ts'
import { readCorpus } from '../understanding/corpus/read.ts'
import type { TrainingData, TrainingLine } from '../understanding/training/train.ts'

function invalid(message: string): RelayError {
  return new RelayError('config.invalid', message)
}

/** Rows of a set of JSON lines, packed or not. */
export function rowsOf(path: string): readonly Readonly<Record<string, unknown>>[] {
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line, i) => {
    try {
      return JSON.parse(line) as Readonly<Record<string, unknown>>
    } catch {
      throw invalid(`${path} line ${i + 1} is not JSON.`)
    }
  })
}

function setOf(folder: string, name: string): readonly Readonly<Record<string, unknown>>[] {
  const packed = join(folder, `${name}.jsonl.gz`)
  const plain = join(folder, `${name}.jsonl`)
  const path = [packed, plain].find((candidate) => existsSync(candidate))
  if (path === undefined) throw invalid(`${folder} has no ${name}.jsonl.gz.`)
  return rowsOf(path)
}

/** All lines of one folder of the corpus; a line that cannot be read is an error. */
export function corpusLines(folder: string): readonly TrainingLine[] {
  if (!existsSync(folder)) throw invalid(`There is no folder ${folder}.`)
  const files = readdirSync(folder).filter((name) => name.endsWith('.tsv'))
  return files.sort().flatMap((name) => {
    const { lines, problems } = readCorpus(readFileSync(join(folder, name), 'utf8'))
    const [problem] = problems
    if (problem) throw invalid(`${join(folder, name)} line ${problem.line}: ${problem.message}.`)
    return lines.map((line) => ({ ...line, topic: name.replace('.tsv', '') }))
  })
}

/** The cleared sets of `data` and the corpus's folder `train`. */
export function trainingData(data: string, corpus: string): TrainingData {
  return {
    corpus: corpusLines(join(corpus, 'train')),
    reviews: setOf(data, 'snow.train').map(({ text, sent }) => ({
      text: String(text),
      isPraise: sent === 1,
    })),
    comments: setOf(data, 'cold.train').map(({ text, off }) => ({
      text: String(text),
      isOffensive: off === 1,
    })),
  }
}
