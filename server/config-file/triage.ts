import * as z from 'zod'
import { date } from './fields.ts'

const priority = z.enum(['low', 'normal', 'high', 'urgent'], {
  error: 'must be "low", "normal", "high" or "urgent"',
})
type Priority = z.infer<typeof priority>

const deskId = z
  .string({ error: 'must be an id of Zendesk, as text: "123456"' })
  .regex(/^[1-9]\d{0,17}$/, { error: 'must be an id of Zendesk, as text: "123456"' })

/** One row of the table: the priority for each level of influence. */
function row(presets: readonly [Priority, Priority, Priority, Priority]) {
  const [ordinary, notable, strong, major] = presets
  return z
    .strictObject({
      ordinary: priority.describe('nobody in particular on the platform').default(ordinary),
      notable: priority.describe('10 000 followers, or a verified name').default(notable),
      strong: priority.describe('100 000 followers, media or an authority').default(strong),
      major: priority.describe('1 000 000 followers').default(major),
    })
    .prefault({})
}

const absence = z
  .strictObject({
    agent: deskId.describe('Zendesk user id'),
    from: date.describe('first day away, in the tenant’s time zone'),
    to: date.describe('last day away'),
  })
  .refine(({ from, to }) => from <= to, { error: 'must not end before it begins', path: ['to'] })

/** Nothing of it is set unless the key stands there. */
export const triage = z.strictObject({
  priorities: z
    .strictObject({
      vip: row(['high', 'high', 'urgent', 'urgent']).describe('customers of a VIP tier'),
      standard: row(['normal', 'normal', 'high', 'high']).describe('all others'),
    })
    .describe(
      'priority of new tickets by customer tier and influence; `{}` takes the table as it stands here',
    )
    .optional(),
  vip: z
    .strictObject({
      owners: z
        .array(deskId)
        .min(1, { error: 'must name at least one agent' })
        .describe('Zendesk user ids; the first who is not away gets a VIP’s new ticket'),
      away: z.array(absence).describe('days on which an owner is not there').default([]),
      group: deskId
        .describe('Zendesk group that gets it while all owners are away; nobody without it')
        .optional(),
    })
    .describe('a VIP’s new ticket gets an owner and the tag `weiqiao_vip`')
    .optional(),
})
