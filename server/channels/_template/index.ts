import type { ChannelDescriptor, ChannelTraits } from '../../core/channel.ts'
import { parse } from './parse.ts'
import { send } from './send.ts'
import { settings } from './settings.ts'
import { verify } from './verify.ts'

const maxLength = 500

const traits: ChannelTraits = {
  ackWithinMs: 5000,
  carries: { public: [], private: ['text'] },
  hasWindow: { public: false, private: true },
  canReadBack: { public: false, private: false },
  maxLength: { public: 0, private: maxLength },
  mediaHosts: [],
}

/** Cuts between characters, never inside one. */
function split(text: string): readonly string[] {
  const characters = [...text]
  const pieces = Math.max(1, Math.ceil(characters.length / maxLength))
  return Array.from({ length: pieces }, (_, i) =>
    characters.slice(i * maxLength, (i + 1) * maxLength).join(''),
  )
}

/** Start of a new channel: copy the folder, rename, list it in `channels/index.ts`. See CONTRIBUTING.md. */
export const templateDescriptor: ChannelDescriptor = {
  id: 'template',
  name: { zh: '样板', en: 'Template' },
  settings,
  create: (account, doors) => ({
    account,
    traits,
    feeds: [],
    async receive(request) {
      const { text, signedAt } = verify(String(account.settings['secret']), request)
      return {
        answer: { status: 200, contentType: 'text/plain', body: '' },
        items: [{ source: 'callback', body: text, signedAt }],
      }
    },
    parse,
    send: (reply) => send(account, doors, reply),
  }),
  externalId: (_account, id) => `template:${id}`,
  displayName: ({ id, name }) => name ?? id,
  split,
  measure: (text) => [...text].length,
}
