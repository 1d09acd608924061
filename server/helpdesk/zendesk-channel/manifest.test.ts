import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { channelBed, type ChannelBed } from '../../testing/channel-bed.ts'
import { channelProblems } from '../../testing/channel-bodies.ts'
import { manifestOf } from './manifest.ts'

let bed: ChannelBed
beforeEach(async () => {
  bed = await channelBed()
})
afterEach(() => bed.close())

describe('manifestOf', () => {
  it('fits Zendesk’s schema, with and without a client for push tokens', () => {
    const { pushClientId: _id, ...without } = bed.options
    for (const options of [bed.options, without, { ...bed.options, locale: 'en' as const }])
      expect(channelProblems('manifest', manifestOf(options))).toEqual([])
    expect(manifestOf(without)).not.toHaveProperty('push_client_id')
  })
  it('is refused by the schema once a key is misspelt or an address is missing', () => {
    const good = manifestOf(bed.options)
    expect(channelProblems('manifest', { ...good, colour: 'red' })).not.toEqual([])
    expect(channelProblems('manifest', { ...good, urls: {} })).not.toEqual([])
    expect(channelProblems('manifest', { ...good, urls: { admin_ui: './admin' } })).not.toEqual([])
  })
  it('names every address the relay serves', () => {
    const options = { ...bed.options, publicUrl: 'https://relay.example.com/base' }
    expect(manifestOf(options)['urls']).toEqual({
      admin_ui: 'https://relay.example.com/base/zendesk/admin',
      pull_url: 'https://relay.example.com/base/zendesk/pull',
      channelback_url: 'https://relay.example.com/base/zendesk/channelback',
      clickthrough_url: 'https://relay.example.com/base/zendesk/clickthrough',
      healthcheck_url: 'https://relay.example.com/base/zendesk/health',
      event_callback_url: 'https://relay.example.com/base/zendesk/events',
    })
  })
})
