import type { MediaShelf, ShelvedMedia } from '../media-shelf.ts'
import { mintHex, mintUrlSafe } from '../mint.ts'
import type { LabWorld } from '../world.ts'
import type { Fields } from './payload.ts'
import type { Trigger } from './windows.ts'

/** What a customer does on the phone, as the control interface takes it. */
export interface PhoneAct {
  type: string
  text?: string
  /** The item of a menu message that was tapped; the tap arrives as text. */
  menuId?: string
  event?: string
  eventKey?: string
  fileName?: string
  contentType?: string
  base64?: string
  latitude?: number
  longitude?: number
  label?: string
  title?: string
  url?: string
  /** Any further elements, for the rarer events. */
  extra?: Fields
}

export interface Composed {
  fields: Fields
  media?: ShelvedMedia
}

interface Workshop {
  world: LabWorld
  shelf: MediaShelf
  /** The public address of the simulator, for picture links. */
  base: string
}

type Compose = (act: PhoneAct, workshop: Workshop) => Composed

/** https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_standard_messages.html */
const composers: Readonly<Record<string, Compose>> = {
  text: (act) => ({
    fields: { Content: act.text ?? '', ...(act.menuId ? { bizmsgmenuid: act.menuId } : {}) },
  }),
  image(act, workshop) {
    const media = shelve(act, workshop, 'image/png')
    const PicUrl = `${workshop.base}/mmbiz_pic/${media.id}/0`
    return { fields: { PicUrl, MediaId: media.id }, media }
  },
  voice(act, workshop) {
    const media = shelve(act, workshop, 'audio/amr')
    const wide = workshop.shelf.put({ ...media })
    // Recognition stays empty: the speech-to-text service was withdrawn in 2023.
    const fields = { MediaId: media.id, Format: 'amr', MediaId16K: wide.id, Recognition: '' }
    return { fields, media }
  },
  video: composeVideo,
  shortvideo: composeVideo,
  location: (act) => ({
    fields: {
      Location_X: act.latitude ?? 0,
      Location_Y: act.longitude ?? 0,
      Scale: 15,
      Label: act.label ?? '',
    },
  }),
  link: (act) => ({
    fields: { Title: act.title ?? '', Description: act.text ?? '', Url: act.url ?? '' },
  }),
  file: (act, { world }) => ({
    fields: {
      Title: act.fileName ?? '',
      Description: act.text ?? '',
      FileKey: mintUrlSafe(world, 64),
      FileMd5: mintHex(world, 32),
      FileTotalLen: Buffer.from(act.base64 ?? '', 'base64').length,
    },
  }),
  event: (act, { world }) => ({ fields: composeEvent(act, world) }),
}

/** A kind the platform adds tomorrow is passed on as it is. */
export function compose(act: PhoneAct, workshop: Workshop): Composed {
  const composed = composers[act.type]?.(act, workshop) ?? { fields: { Content: act.text ?? '' } }
  return { ...composed, fields: { ...composed.fields, ...act.extra } }
}

function composeVideo(act: PhoneAct, workshop: Workshop): Composed {
  const media = shelve(act, workshop, 'video/mp4')
  const thumb = workshop.shelf.put({
    kind: 'thumb',
    bytes: Buffer.from('ffd8ffe000104a464946', 'hex'),
    contentType: 'image/jpeg',
    fileName: 'thumb.jpg',
  })
  return { fields: { MediaId: media.id, ThumbMediaId: thumb.id }, media }
}

function shelve(act: PhoneAct, { shelf }: Workshop, contentType: string): ShelvedMedia {
  return shelf.put({
    kind: act.type === 'shortvideo' ? 'video' : act.type,
    bytes: Buffer.from(act.base64 ?? '', 'base64'),
    contentType: act.contentType ?? contentType,
    fileName: act.fileName ?? '',
  })
}

/** https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_event_pushes.html */
const eventExtras: Readonly<Record<string, (act: PhoneAct, world: LabWorld) => Fields>> = {
  subscribe: (act, world) => ({
    EventKey: act.eventKey ?? '',
    ...(act.eventKey?.startsWith('qrscene_') ? { Ticket: mintUrlSafe(world, 90) } : {}),
  }),
  unsubscribe: () => ({ EventKey: '' }),
  SCAN: (act, world) => ({ EventKey: act.eventKey ?? '', Ticket: mintUrlSafe(world, 90) }),
  LOCATION: (act) => ({
    Latitude: act.latitude ?? 0,
    Longitude: act.longitude ?? 0,
    Precision: 65,
  }),
  VIEW: (act, world) => ({ EventKey: act.eventKey ?? '', MenuId: Number(mintMenuId(world)) }),
  view_miniprogram: (act, world) => ({
    EventKey: act.eventKey ?? '',
    MenuId: Number(mintMenuId(world)),
  }),
  scancode_push: composeScan,
  scancode_waitmsg: composeScan,
  location_select: (act) => ({
    EventKey: act.eventKey ?? '',
    SendLocationInfo: {
      Location_X: String(act.latitude ?? 0),
      Location_Y: String(act.longitude ?? 0),
      Scale: '15',
      Label: act.label ?? '',
      Poiname: '',
    },
  }),
}

function composeScan(act: PhoneAct): Fields {
  const ScanCodeInfo = { ScanType: 'qrcode', ScanResult: act.text ?? '' }
  return { EventKey: act.eventKey ?? '', ScanCodeInfo }
}

function composeEvent(act: PhoneAct, world: LabWorld): Fields {
  const event = act.event ?? ''
  const extra = eventExtras[event]?.(act, world)
  return { Event: event, ...(extra ?? (act.eventKey ? { EventKey: act.eventKey } : {})) }
}

function mintMenuId(world: LabWorld): string {
  return String(400_000_000 + Math.floor(world.random() * 99_999_999))
}

const eventTriggers: Readonly<Record<string, Trigger>> = {
  subscribe: 'follow',
  SCAN: 'scan',
  CLICK: 'menu',
  scancode_push: 'menu',
  scancode_waitmsg: 'menu',
}

/** Which sending window the act opens. A tapped menu item counts as a menu, not as a message. */
export function triggerOf(act: PhoneAct): Trigger | undefined {
  if (act.type === 'event') return eventTriggers[act.event ?? '']
  return act.menuId ? 'menu' : 'message'
}
