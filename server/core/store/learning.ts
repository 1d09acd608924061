import type { JournalEntry } from '../journal.ts'
import type { Actor } from './documents.ts'

/** What an agent said a message says. Refers to the message: its text is read when something is learnt. */
export interface NewLabel {
  readonly message: string
  /** category, polarity, relevance, place. */
  readonly field: string
  /** As the engine would say it; a place as JSON. */
  readonly value: string
  readonly at: number
  readonly agent: string
}

/** A text of the tenant's own, as it stands in the inbox. */
export interface OwnText {
  readonly message: string
  readonly text: string
}

export interface LabelledText extends OwnText {
  readonly field: string
  readonly value: string
}

/** One learnt model of a tenant; never changed once written, save that it may be retired. */
export interface LearntHead {
  /** Counts from 1. */
  readonly version: number
  readonly at: number
  /** Fingerprint of the shipped models it was learnt on. */
  readonly base: string
  /** Fingerprint of the labels it was learnt from. */
  readonly labels: string
  /** JSON text: what was measured when it was accepted. */
  readonly figures: string
  /** When somebody went back to the version before, epoch ms. */
  readonly retiredAt: number | undefined
}

export interface LearningStore {
  /** The newest word counts. The journal gets its entry in the same transaction. */
  label(tenant: string, label: NewLabel, entry: JournalEntry): Promise<void>
  /** The newest labels whose message is still there, by message and field. */
  labels(tenant: string, limit: number): Promise<readonly LabelledText[]>
  /** The newest filed messages nobody has labelled, by message. */
  unlabelled(tenant: string, limit: number): Promise<readonly OwnText[]>
  /** Newest first, retired ones too, without the models. */
  versions(tenant: string): Promise<readonly LearntHead[]>
  /** The model's text, kept sealed; undefined where there is none, or it does not open. */
  model(tenant: string, version: number): Promise<string | undefined>
  /** Answers the new version. The journal says so, without a figure. */
  accept(
    tenant: string,
    learnt: Pick<LearntHead, 'base' | 'labels' | 'figures'> & { readonly model: string },
  ): Promise<number>
  /** False: there is no such version in use. */
  retire(tenant: string, version: number, by?: Actor): Promise<boolean>
}
