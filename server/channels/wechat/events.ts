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
  publishjobfinish: { name: 'other' },
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
  'AppID',
  'RevokeInfo',
  'Latitude',
  'Longitude',
  'Precision',
  'MenuId',
  'TotalCount',
  'FilterCount',
  'SentCount',
  'ErrorCount',
  'ExpiredTime',
  'FailTime',
  'FailReason',
] as const

/** What stands one level down, by the element around it. */
const innerDetails: Readonly<Record<string, readonly string[]>> = {
  ScanCodeInfo: ['ScanType', 'ScanResult'],
  SendPicsInfo: ['Count'],
  SendLocationInfo: ['Location_X', 'Location_Y', 'Scale', 'Label', 'Poiname'],
}

/** XML wraps the list of a subscription notice in an element named after the event; JSON does not. */
const wrappers = [
  'SubscribeMsgPopupEvent',
  'SubscribeMsgChangeEvent',
  'SubscribeMsgSentEvent',
] as const

function subscriptions(fields: Fields): readonly Fields[] {
  const inside = wrappers.flatMap((name) => fields.child(name).list('List'))
  return [...inside, ...fields.list('List')]
}

function subscriptionDetails(fields: Fields): readonly (readonly [string, string])[] {
  const all = subscriptions(fields)
  const joined = (name: string): string =>
    all
      .map((one) => one.id(name))
      .filter((value) => value !== '')
      .join(',')
  return ['TemplateId', 'SubscribeStatusString', 'ErrorStatus'].map((name) => [name, joined(name)])
}

function detailOf(fields: Fields): Readonly<Record<string, string>> {
  const pairs = [
    ...details.map((name) => [name, fields.id(name)] as const),
    ...Object.entries(innerDetails).flatMap(([parent, names]) => {
      const inner = fields.child(parent)
      return names.map((name) => [name, inner.id(name)] as const)
    }),
    ...subscriptionDetails(fields),
  ]
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''))
}

const scenePrefix = 'qrscene_'

/** These repeat without a key or an id of their own: only the body tells two of a second apart. */
const isKeyless = /^(?:location|subscribe_msg_\w+)$/

/**
 * Several events may share sender and second, so name and key belong to the idempotency key, and the
 * job id where there is one.
 */
function keyOf(fields: Fields, item: RawItem, customer: string): string {
  const name = fields.id('Event').toLowerCase()
  const place = [
    customer,
    fields.id('CreateTime'),
    name,
    fields.id('EventKey'),
    fields.id('MsgID'),
  ].join(':')
  return isKeyless.test(name) ? `event:${place}:${bodyHash(item)}` : `event:${place}`
}

/** Where the customer came from: the scene of a QR code, a payment, a bar code, a menu (mission row S2-04). */
function entryOf(event: EventName, eventKey: string): string | undefined {
  switch (event) {
    case 'followed':
      if (eventKey === '') return 'follow'
      return eventKey.startsWith(scenePrefix)
        ? `qr:${eventKey.slice(scenePrefix.length)}`
        : eventKey
    case 'scanned':
      return eventKey === '' ? undefined : `qr:${eventKey}`
    case 'menu':
      return eventKey === '' ? undefined : `menu:${eventKey}`
    default:
      return undefined
  }
}

/** Pure. Events of unknown names are kept as `other`. */
export function parseEvent(fields: Fields, item: RawItem): InboundMessage {
  const name = fields.id('Event').toLowerCase()
  const rule: EventRule = (Object.hasOwn(rules, name) ? rules[name] : undefined) ?? {
    name: 'other',
  }
  const subject = rule.subject === undefined ? '' : fields.id(rule.subject)
  const customer = subject || fields.id('FromUserName') || 'unknown'
  const entry = entryOf(rule.name, fields.id('EventKey'))
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
