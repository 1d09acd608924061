import type { MessagePart } from '../../core/message.ts'
import type { Fields } from './fields.ts'

type Parts = readonly MessagePart[]

function media(fields: Fields, kind: 'image' | 'voice' | 'video'): MessagePart {
  const [id, url, format] = [fields.id('MediaId'), fields.id('PicUrl'), fields.id('Format')]
  if (id === '' && url === '') return { type: 'notice', notice: 'media_unavailable' }
  return {
    type: 'media',
    media: { kind, ...(id && { id }), ...(url && { url }), ...(format && { format }) },
  }
}

function voice(fields: Fields): Parts {
  // Speech-to-text was withdrawn in 2023; old accounts may still send a transcript.
  const words = fields.text('Recognition')
  const sound = media(fields, 'voice')
  return words.trim() === '' ? [sound] : [sound, { type: 'text', text: words }]
}

function degrees(fields: Fields, name: string): number {
  const text = fields.id(name)
  return text === '' ? NaN : Number(text)
}

function location(fields: Fields): MessagePart {
  const label = fields.text('Label')
  // Location_X is the latitude.
  const [latitude, longitude] = [degrees(fields, 'Location_X'), degrees(fields, 'Location_Y')]
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude))
    return { type: 'notice', notice: 'unreadable', detail: label || 'location' }
  return { type: 'location', latitude, longitude, ...(label && { label }) }
}

function link(fields: Fields): MessagePart {
  const [title, description] = [fields.text('Title'), fields.text('Description')]
  return {
    type: 'link',
    url: fields.id('Url'),
    ...(title && { title }),
    ...(description && { description }),
  }
}

function text(fields: Fields): MessagePart {
  const words = fields.text('Content')
  // A sticker the account may not see arrives as an empty text.
  return words.trim() === ''
    ? { type: 'notice', notice: 'empty_text' }
    : { type: 'text', text: words }
}

/** Its key opens nothing: the platform hands no file out. */
function file(fields: Fields): MessagePart {
  return { type: 'notice', notice: 'file_not_downloadable', detail: fields.text('Title') }
}

function unknown(fields: Fields): MessagePart {
  const detail = `${fields.id('MsgType')} ${fields.text('Title')}`.trim()
  return { type: 'notice', notice: 'unknown_kind', detail }
}

const kinds: Readonly<Record<string, (fields: Fields) => Parts>> = {
  text: (fields) => [text(fields)],
  image: (fields) => [media(fields, 'image')],
  voice,
  video: (fields) => [media(fields, 'video')],
  shortvideo: (fields) => [media(fields, 'video')],
  location: (fields) => [location(fields)],
  link: (fields) => [link(fields)],
  file: (fields) => [file(fields)],
}

/** What an ordinary message shows, by its lower-case kind; a notice where that is not known. */
export function partsOf(fields: Fields, kind: string): Parts {
  const read = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
  return read ? read(fields) : [unknown(fields)]
}
