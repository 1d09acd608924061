import type { EventName, InboundMessage, RawItem, WindowGrant } from '../../core/message.ts'
import type { Fields } from './fields.ts'
import { bodyHash, commonOf } from './envelope.ts'
import { grants } from './windows.ts'

interface EventRule {
  readonly name: EventName
  readonly grant?: WindowGrant
  readonly isWithdrawal?: boolean
  /** Element that names the customer where it is not the sender. */
  readonly subject?: string
}

/** By lower-case name: the platform's own spelling varies. */
const rules: Readonly<Record<string, EventRule>> = {
  subscribe: { name: 'followed', grant: grants.follow },
  unsubscribe: { name: 'unfollowed', isWithdrawal: true },
  scan: { name: 'scanned', grant: grants.scan },
  location: { name: 'location_report' },
  click: { name: 'menu', grant: grants.menu },
  view: { name: 'menu' },
  view_miniprogram: { name: 'menu' },
  scancode_push: { name: 'menu', grant: grants.menu },
  scancode_waitmsg: { name: 'menu', grant: grants.menu },
  pic_sysphoto: { name: 'menu' },
  pic_photo_or_album: { name: 'menu' },
  pic_weixin: { name: 'menu' },
  location_select: { name: 'menu' },
  templatesendjobfinish: { name: 'delivery_report' },
  masssendjobfinish: { name: 'delivery_report' },
  publishjobfinish: { name: 'account_notice' },
  subscribe_msg_popup_event: { name: 'other' },
  subscribe_msg_change_event: { name: 'other' },
  subscribe_msg_sent_event: { name: 'delivery_report' },
  kf_create_session: { name: 'session' },
  kf_close_session: { name: 'session' },
  kf_switch_session: { name: 'session' },
  user_enter_tempsession: { name: 'session' },
  user_authorization_revoke: {
    name: 'authorization_revoked',
    isWithdrawal: true,
    subject: 'OpenID',
  },
  user_info_modified: { name: 'other', subject: 'OpenID' },
  annual_renew: { name: 'account_notice' },
  verify_expired: { name: 'account_notice' },
  qualification_verify_success: { name: 'account_notice' },
  qualification_verify_fail: { name: 'account_notice' },
  naming_verify_success: { name: 'account_notice' },
  naming_verify_fail: { name: 'account_notice' },
}

const details = [
  'Event',
  'EventKey',
  'Status',
  'MsgID',
  'KfAccount',
  'FromKfAccount',
  'ToKfAccount',
  'SessionFrom',
  'RevokeInfo',
  'Latitude',
  'Longitude',
  'MenuId',
] as const

function detailOf(fields: Fields): Readonly<Record<string, string>> {
  const scan = fields.child('ScanCodeInfo')
  const pairs = details.map((name): [string, string] => [name, fields.text(name)])
  pairs.push(['ScanType', scan.text('ScanType')], ['ScanResult', scan.text('ScanResult')])
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''))
}

/**
 * Several events may share sender and second, so name and key belong to the idempotency key, and the
 * job id where there is one. A location report repeats without any of them: its body tells it apart.
 */
function keyOf(fields: Fields, item: RawItem, customer: string): string {
  const name = fields.text('Event').toLowerCase()
  const place = [
    customer,
    fields.text('CreateTime'),
    name,
    fields.text('EventKey'),
    fields.text('MsgID'),
  ].join(':')
  return name === 'location' ? `event:${place}:${bodyHash(item)}` : `event:${place}`
}

/** Where the customer came from: the scene of a QR code, a payment, a bar code (mission row S2-04). */
function entryOf(name: string, eventKey: string): string | undefined {
  if (eventKey === '') return name === 'subscribe' ? 'follow' : undefined
  if (name === 'subscribe' && eventKey.startsWith('qrscene_'))
    return `qr:${eventKey.slice('qrscene_'.length)}`
  if (name === 'scan') return `qr:${eventKey}`
  return name === 'subscribe' ? eventKey : `menu:${eventKey}`
}

export function parseEvent(fields: Fields, item: RawItem): InboundMessage {
  const name = fields.text('Event').toLowerCase()
  const rule = rules[name] ?? { name: 'other' as const }
  const customer =
    (rule.subject === undefined ? '' : fields.text(rule.subject)) || fields.text('FromUserName')
  const entry = entryOf(name, fields.text('EventKey'))
  return {
    ...commonOf(fields, item, customer),
    key: keyOf(fields, item, customer),
    kind: rule.isWithdrawal ? 'withdrawal' : 'event',
    platformKind: `event.${name}`,
    parts: [],
    event: { name: rule.name, detail: detailOf(fields) },
    ...(rule.grant && { grant: rule.grant }),
    ...(entry !== undefined && { entry }),
  }
}
