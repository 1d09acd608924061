import type { InboundMessage } from '../core/message.ts'
import type { LearningStore, LearntHead } from '../core/store/learning.ts'
import type { StoreContext } from './context.ts'
import { appendJournal } from './journal.ts'
import type { Rows } from './tables.ts'

const heads = ['version', 'at', 'base', 'labels', 'figures', 'retired_at'] as const

type Head = Pick<Rows['learnt_models'], (typeof heads)[number]>

function headOf({ retired_at, ...row }: Head): LearntHead {
  return { ...row, retiredAt: retired_at ?? undefined }
}

function wordsOf(message: string): string {
  const { parts } = JSON.parse(message) as InboundMessage
  return parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
}

/** Learnt weights tell little of the words they came from, but not nothing. */
const sealedAs = (version: number): string => `learnt:${version}`
const name = 'understanding-model'

type Labels = Pick<LearningStore, 'label' | 'labels' | 'unlabelled'>

function createLabels(context: StoreContext): Labels {
  const { engine, db } = context
  return {
    async label(tenant, { message, field, value, at, agent }, entry) {
      await engine.transaction(async (tx) => {
        await tx
          .insertInto('labels')
          .values({ tenant, message, field, value, at, agent })
          .onConflict((conflict) =>
            conflict.columns(['tenant', 'message', 'field']).doUpdateSet({ value, at, agent }),
          )
          .execute()
        await appendJournal(context)(tx, tenant, [entry])
      })
    },
    async labels(tenant, limit) {
      const rows = await db
        .selectFrom('labels')
        .innerJoin('inbox', (join) =>
          join.onRef('inbox.tenant', '=', 'labels.tenant').onRef('inbox.id', '=', 'labels.message'),
        )
        .select(['labels.message as id', 'labels.field', 'labels.value', 'inbox.message'])
        .where('labels.tenant', '=', tenant)
        .orderBy('labels.message', 'desc')
        .orderBy('labels.field', 'desc')
        .limit(limit)
        .execute()
      const found = rows.map(({ id, field, value, message }) => {
        return { message: id, field, value, text: wordsOf(message) }
      })
      return found.reverse()
    },
    async unlabelled(tenant, limit) {
      const rows = await db
        .selectFrom('inbox')
        .select(['id', 'message'])
        .where('tenant', '=', tenant)
        .where('state', '=', 'filed')
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('labels')
                .select('labels.field')
                .whereRef('labels.tenant', '=', 'inbox.tenant')
                .whereRef('labels.message', '=', 'inbox.id'),
            ),
          ),
        )
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(({ id, message }) => ({ message: id, text: wordsOf(message) })).reverse()
    },
  }
}

export function createLearning(context: StoreContext): LearningStore {
  const { engine, db, now, keyring } = context
  const append = appendJournal(context)
  return {
    ...createLabels(context),
    async versions(tenant) {
      const rows = await db
        .selectFrom('learnt_models')
        .select(heads)
        .where('tenant', '=', tenant)
        .orderBy('version', 'desc')
        .execute()
      return rows.map(headOf)
    },
    async model(tenant, version) {
      const row = await db
        .selectFrom('learnt_models')
        .select('body')
        .where('tenant', '=', tenant)
        .where('version', '=', version)
        .executeTakeFirst()
      return row && keyring.open(tenant, sealedAs(version), row.body)
    },
    async accept(tenant, { model, ...learnt }) {
      const newest = await db
        .selectFrom('learnt_models')
        .select('version')
        .where('tenant', '=', tenant)
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst()
      const version = (newest?.version ?? 0) + 1
      const body = await keyring.seal(tenant, sealedAs(version), model)
      await engine.transaction(async (tx) => {
        const at = now()
        await tx
          .insertInto('learnt_models')
          .values({ tenant, version, at, body, ...learnt })
          .execute()
        const detail = { name, version, byPerson: false }
        await append(tx, tenant, [{ type: 'settings_changed', at, detail }])
      })
      return version
    },
    retire: (tenant, version, by) =>
      engine.transaction(async (tx) => {
        const at = now()
        const row = await tx
          .updateTable('learnt_models')
          .set({ retired_at: at })
          .where('tenant', '=', tenant)
          .where('version', '=', version)
          .where('retired_at', 'is', null)
          .returning('version')
          .executeTakeFirst()
        if (!row) return false
        const detail = { name, version, retired: true, byPerson: by !== undefined }
        const agent = by && { agent: by.id }
        await append(tx, tenant, [{ type: 'settings_changed', at, detail, ...agent }])
        return true
      }),
  }
}
