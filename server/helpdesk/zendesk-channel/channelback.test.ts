import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AgentReply } from '../../core/helpdesk.ts'
import type { HttpRequest } from '../../core/http.ts'
import { changedForm, channelBed, type ChannelBed } from '../../testing/channel-bed.ts'
import { failureOf } from '../../testing/failure-of.ts'
import { fileOne, filingOf } from '../contract.ts'
import { replyIdOf } from './channelback.ts'
import { downloadFile } from './files.ts'
import { createInstances } from './instances.ts'

let bed: ChannelBed
afterEach(() => bed.close())

async function genuine(text = '您好，已为您登记'): Promise<HttpRequest> {
  await fileOne(bed, filingOf(bed))
  return bed.agentReplies(text)
}
async function replyOf(request: HttpRequest): Promise<AgentReply | undefined> {
  return (await bed.helpdesk.readReply(request)).replies[0]
}

describe('readChannelback', () => {
  beforeEach(async () => {
    bed = await channelBed({
      adapter: {
        conversationOf: (filing) => Promise.resolve(filing === 'filing-1' ? 'thread-1' : undefined),
      },
    })
  })

  it('names thread, words, time and account, and no agent', async () => {
    const request = await genuine()
    const arrival = await bed.helpdesk.readReply(request)
    expect(arrival.account).toBe('wx')
    expect(arrival.replies).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        threadId: 'thread-1',
        text: '您好，已为您登记',
        attachments: [],
        author: { id: 'channel:wx' },
        isAuthorUnknown: true,
        at: request.receivedAt,
        isPublic: true,
      },
    ])
  })
  it('answers a repeat with the external id of the first time', async () => {
    const request = await genuine()
    const [first, second] = [
      await bed.helpdesk.readReply(request),
      await bed.helpdesk.readReply(request),
    ]
    const { external_id: id } = JSON.parse(first.answer.body) as { external_id: string }
    expect(id).toBe(`c${first.replies[0]?.id}`)
    expect(second).toEqual(first)
  })
  it('gets the same call again when its answer is lost', async () => {
    await fileOne(bed, filingOf(bed))
    bed.fault({ match: 'push channelback', kind: 'drop_answer', count: 1 })
    await bed.agentReplies('只发一次')
    await expect
      .poll(() => bed.heard.filter(({ request }) => request.path.endsWith('/channelback')).length)
      .toBe(2)
    const answers = bed.heard
      .filter(({ request }) => request.path.endsWith('/channelback'))
      .map(({ answer }) => answer.body)
    expect(new Set(answers).size).toBe(1)
  })
  it('finds the conversation by the message answered where no thread is named', async () => {
    const request = changedForm(await genuine(), {
      thread_id: undefined,
      parent_id: 'filing-1:files:2',
    })
    expect((await replyOf(request))?.threadId).toBe('thread-1')
  })
  it.each([
    ['no identifier', { request_unique_identifier: undefined }],
    ['neither thread nor known message', { thread_id: undefined, parent_id: 'unknown' }],
    ['neither text nor file', { message: ' \n' }],
  ])('takes no reply with %s', async (_why, changes) => {
    const request = changedForm(await genuine(), changes)
    expect(await failureOf(bed.helpdesk.readReply(request))).toBe('helpdesk.invalid not_done')
  })
  it('takes a reply whose recipient is unknown after a change of requester', async () => {
    const request = changedForm(await genuine(), { recipient_id: '' })
    expect((await replyOf(request))?.threadId).toBe('thread-1')
  })
  it('keeps 65,535 characters as they are', async () => {
    const long = '长'.repeat(65_535)
    expect((await replyOf(changedForm(await genuine(), { message: long })))?.text).toBe(long)
  })
  it('names files by their address, also where that is not well written', async () => {
    const base = await genuine()
    const files = [
      'https://acme.zendesk.com/attachments/token/a/?name=%E5%9B%BE.png',
      'https://acme.zendesk.com/files/%E4%ZZ.mp4',
      'not an address',
    ]
    const body = `${new TextDecoder().decode(base.body)}${files.map((url) => `&file_urls%5B%5D=${encodeURIComponent(url)}`).join('')}`
    const reply = await replyOf({ ...base, body: new TextEncoder().encode(body) })
    expect(reply?.attachments.map(({ name, contentType }) => [name, contentType])).toEqual([
      ['图.png', 'image/png'],
      ['%E4%ZZ.mp4', 'video/mp4'],
      ['file', 'application/octet-stream'],
    ])
  })
})

describe('replyIdOf', () => {
  it('keeps plain identifiers and hashes all others into 64 plain signs', () => {
    expect(replyIdOf('a-1')).toBe('a-1')
    for (const odd of ['有', 'a b', 'x'.repeat(201)])
      expect(replyIdOf(odd)).toMatch(/^[0-9a-f]{64}$/)
    expect(replyIdOf('有')).not.toBe(replyIdOf('无'))
  })
})

describe('downloadFile', () => {
  it('fetches an agent’s file with the push token of its own account', async () => {
    bed = await channelBed({ direct: true })
    await fileOne(bed, filingOf(bed))
    const upload = await fetch(
      `${bed.zendeskUrl}/__lab/desk/uploads?filename=${encodeURIComponent('图.png')}`,
      {
        method: 'POST',
        headers: { 'content-type': 'image/png' },
        body: 'x',
      },
    )
    const { token } = (await upload.json()) as { token: string }
    const [ticket] = await bed.tickets()
    const answer = { agentId: 9002, body: '见附件', public: true, uploads: [token] }
    await bed.desk('POST', `/tickets/${ticket?.id}/comments`, answer)
    const arrived = await expect
      .poll(() => bed.heard.find(({ request }) => request.path.endsWith('/channelback')))
      .toBeDefined()
      .then(() => bed.heard.find(({ request }) => request.path.endsWith('/channelback')))
    const reply = arrived && (await replyOf(arrived.request))
    const file = await bed.reader.attachment(reply?.attachments[0] ?? { kind: 'file' })
    expect({ ...file, bytes: new TextDecoder().decode(file.bytes) }).toEqual({
      name: '图.png',
      contentType: 'image/png',
      bytes: 'x',
    })
  })
  it('shows the token to Zendesk alone', async () => {
    const asked: { url: string; headers: unknown }[] = []
    bed = await channelBed()
    const { doors } = bed.options
    const http = {
      call: (call: { url: string; headers?: unknown }) => {
        asked.push({ url: call.url, headers: call.headers })
        const body = new Uint8Array([1])
        return Promise.resolve({ status: 200, headers: {}, body, text: () => '' })
      },
    }
    const options = { ...bed.options, doors: { ...doors, http } }
    const instances = createInstances(options)
    for (const url of [
      'https://acme.zendesk.com/attachments/token/a/?name=a.png',
      'https://p1.zdusercontent.com/a.png',
      'https://acme.zendesk.com.evil.example/a.png',
      'https://globex.zendesk.com/a.png',
    ])
      await downloadFile(options, instances, { kind: 'file', id: 'wx', url })
    expect(asked.map(({ headers }) => headers)).toEqual([
      { authorization: `Bearer ${bed.accessToken}` },
      {},
      {},
      {},
    ])
  })
  it('fetches nothing from a host that is not Zendesk’s', async () => {
    bed = await channelBed()
    for (const url of [
      'http://169.254.169.254/latest',
      'https://evil.example/a.png',
      'file:///etc/passwd',
      '',
    ]) {
      expect(await failureOf(bed.reader.attachment({ kind: 'file', id: 'wx', url }))).toBe(
        'http.refused_address not_done',
      )
    }
  })
})
