import { readdirSync, readFileSync } from 'node:fs'
import { readCorpus, type CorpusLine } from '../understanding/corpus/read.ts'

const corpus = new URL('../understanding/corpus/', import.meta.url)

/** The lines of one part of the corpus. */
export function corpusLines(split: 'train' | 'dev'): readonly CorpusLine[] {
  const folder = new URL(`${split}/`, corpus)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .flatMap((name) => readCorpus(readFileSync(new URL(name, folder), 'utf8')).lines)
}

/** All texts of the corpus. */
export function corpusTexts(): readonly string[] {
  return [...corpusLines('train'), ...corpusLines('dev')].map(({ text }) => text)
}
