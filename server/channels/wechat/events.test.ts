import { describe, expect, it } from 'vitest'
import type { EventName } from '../../core/message.ts'
import { writeXml } from '../../wire/xml.ts'
import { customer, fixture, fixtureFiles, pushed } from './fixtures.fake.ts'
import { parse } from './parse.ts'
import { grants } from './windows.ts'

interface Expected {
  readonly name: EventName
  readonly detail: Readonly<Record<string, string>>
  readonly key: string
  readonly kind?: 'withdrawal'
  readonly grant?: keyof typeof grants
  readonly entry?: string
  readonly customer?: string
}

/** What each documented event is for the relay. The detail is given without the event's own name. */
const expected: Readonly<Record<string, Expected>> = {
  'event-annual-renew.xml': {
    name: 'account_notice',
    detail: { ExpiredTime: '1803952800' },
    key: 'event:oFictional-Customer_00000001:1772416859:annual_renew::',
  },
  'event-card.xml': {
    name: 'other',
    detail: {},
    key: 'event:oFictional-Customer_00000001:1772416854:user_get_card::',
  },
  'event-click.json': {
    name: 'menu',
    detail: { EventKey: 'MENU_SERVICE' },
    key: 'event:oFictional-Customer_00000001:1620973045:click:MENU_SERVICE:',
    grant: 'menu',
    entry: 'menu:MENU_SERVICE',
  },
  'event-click.xml': {
    name: 'menu',
    detail: { EventKey: 'MENU_SERVICE' },
    key: 'event:oFictional-Customer_00000001:1772416831:click:MENU_SERVICE:',
    grant: 'menu',
    entry: 'menu:MENU_SERVICE',
  },
  'event-debug-demo.json': {
    name: 'other',
    detail: {},
    key: 'event:oFictional-Customer_00000001:1714037059:debug_demo::',
  },
  'event-kf-close.xml': {
    name: 'session',
    detail: { KfAccount: 'A01@fictional' },
    key: 'event:oFictional-Customer_00000001:1772416848:kf_close_session::',
  },
  'event-kf-create.xml': {
    name: 'session',
    detail: { KfAccount: 'A01@fictional' },
    key: 'event:oFictional-Customer_00000001:1772416847:kf_create_session::',
  },
  'event-kf-switch.xml': {
    name: 'session',
    detail: { FromKfAccount: 'A01@fictional', ToKfAccount: 'A02@fictional' },
    key: 'event:oFictional-Customer_00000001:1772416849:kf_switch_session::',
  },
  'event-location-select.xml': {
    name: 'menu',
    detail: {
      EventKey: 'where',
      Location_X: '23',
      Location_Y: '113',
      Scale: '15',
      Label: '广州市海珠区',
    },
    key: 'event:oFictional-Customer_00000001:1772416839:location_select:where:',
    entry: 'menu:where',
  },
  'event-location.xml': {
    name: 'location_report',
    detail: { Latitude: '23.137466', Longitude: '113.352425', Precision: '119.38504' },
    key: 'event:oFictional-Customer_00000001:1772416830:location:::153927d8630b870531f40ff94b305278',
  },
  'event-masssend.xml': {
    name: 'delivery_report',
    detail: {
      Status: 'send success',
      MsgID: '1000001625',
      TotalCount: '100',
      FilterCount: '80',
      SentCount: '75',
      ErrorCount: '5',
    },
    key: 'event:oFictional-Customer_00000001:1772416843:masssendjobfinish::1000001625',
  },
  'event-naming-fail.xml': {
    name: 'account_notice',
    detail: { FailTime: '1772416800', FailReason: 'by time' },
    key: 'event:oFictional-Customer_00000001:1772416858:naming_verify_fail::',
  },
  'event-naming-success.xml': {
    name: 'account_notice',
    detail: { ExpiredTime: '1803952800' },
    key: 'event:oFictional-Customer_00000001:1772416857:naming_verify_success::',
  },
  'event-pic-photo-or-album.xml': {
    name: 'menu',
    detail: { EventKey: 'photo', Count: '2' },
    key: 'event:oFictional-Customer_00000001:1772416837:pic_photo_or_album:photo:',
    entry: 'menu:photo',
  },
  'event-pic-sysphoto.xml': {
    name: 'menu',
    detail: { EventKey: 'photo', Count: '1' },
    key: 'event:oFictional-Customer_00000001:1772416836:pic_sysphoto:photo:',
    entry: 'menu:photo',
  },
  'event-pic-weixin.xml': {
    name: 'menu',
    detail: { EventKey: 'photo', Count: '1' },
    key: 'event:oFictional-Customer_00000001:1772416838:pic_weixin:photo:',
    entry: 'menu:photo',
  },
  'event-publish.xml': {
    name: 'other',
    detail: {},
    key: 'event:oFictional-Customer_00000001:1772416853:publishjobfinish::',
  },
  'event-qualification-fail.xml': {
    name: 'account_notice',
    detail: { FailTime: '1772416800', FailReason: 'by time' },
    key: 'event:oFictional-Customer_00000001:1772416856:qualification_verify_fail::',
  },
  'event-qualification-success.xml': {
    name: 'account_notice',
    detail: { ExpiredTime: '1803952800' },
    key: 'event:oFictional-Customer_00000001:1772416855:qualification_verify_success::',
  },
  'event-scan.xml': {
    name: 'scanned',
    detail: { EventKey: 'store-42' },
    key: 'event:oFictional-Customer_00000001:1772416829:scan:store-42:',
    grant: 'scan',
    entry: 'qr:store-42',
  },
  'event-scancode-push.xml': {
    name: 'menu',
    detail: { EventKey: 'scan', ScanType: 'qrcode', ScanResult: 'https://example.com/p/1' },
    key: 'event:oFictional-Customer_00000001:1772416834:scancode_push:scan:',
    grant: 'menu',
    entry: 'menu:scan',
  },
  'event-scancode-waitmsg.xml': {
    name: 'menu',
    detail: { EventKey: 'scan-wait', ScanType: 'qrcode', ScanResult: 'https://example.com/p/1' },
    key: 'event:oFictional-Customer_00000001:1772416835:scancode_waitmsg:scan-wait:',
    grant: 'menu',
    entry: 'menu:scan-wait',
  },
  'event-subscribe-barcode.xml': {
    name: 'followed',
    detail: { EventKey: 'scanbarcode|6900000000001' },
    key: 'event:oFictional-Customer_00000001:1772416827:subscribe:scanbarcode|6900000000001:',
    grant: 'follow',
    entry: 'scanbarcode|6900000000001',
  },
  'event-subscribe-empty-key.xml': {
    name: 'followed',
    detail: {},
    key: 'event:oFictional-Customer_00000001:1772416824:subscribe::',
    grant: 'follow',
    entry: 'follow',
  },
  'event-subscribe-msg-change.json': {
    name: 'other',
    detail: { TemplateId: 'fictional_template_1', SubscribeStatusString: 'reject' },
    key: 'event:oFictional-Customer_00000001:1610968440:subscribe_msg_change_event:::1c0e0aac2a1511e251b78993370cda39',
  },
  'event-subscribe-msg-change.xml': {
    name: 'other',
    detail: { TemplateId: 'fictional_template_1', SubscribeStatusString: 'reject' },
    key: 'event:oFictional-Customer_00000001:1772416845:subscribe_msg_change_event:::c8f54d5a3ddf62b2ea49b67bd8990cc4',
  },
  'event-subscribe-msg-popup.json': {
    name: 'other',
    detail: {
      TemplateId: 'fictional_template_1,fictional_template_2',
      SubscribeStatusString: 'accept,reject',
    },
    key: 'event:oFictional-Customer_00000001:1620973045:subscribe_msg_popup_event:::7c5266cb6329e2cec09aa812719104a5',
  },
  'event-subscribe-msg-popup.xml': {
    name: 'other',
    detail: {
      TemplateId: 'fictional_template_1,fictional_template_2',
      SubscribeStatusString: 'accept,reject',
    },
    key: 'event:oFictional-Customer_00000001:1772416844:subscribe_msg_popup_event:::3dd4e2b3b0c5667cab620d3269e304bd',
  },
  'event-subscribe-msg-sent.json': {
    name: 'delivery_report',
    detail: { TemplateId: 'fictional_template_1', ErrorStatus: 'success' },
    key: 'event:oFictional-Customer_00000001:1620963428:subscribe_msg_sent_event:::fd361272ca9fb162cb6d5ba6961290e1',
  },
  'event-subscribe-msg-sent.xml': {
    name: 'delivery_report',
    detail: { TemplateId: 'fictional_template_1', ErrorStatus: 'success' },
    key: 'event:oFictional-Customer_00000001:1772416846:subscribe_msg_sent_event:::11ff3183142a8e6815125844d81c37bc',
  },
  'event-subscribe-payment.xml': {
    name: 'followed',
    detail: { EventKey: 'last_trade_no_4000000000202603020000000001' },
    key: 'event:oFictional-Customer_00000001:1772416826:subscribe:last_trade_no_4000000000202603020000000001:',
    grant: 'follow',
    entry: 'last_trade_no_4000000000202603020000000001',
  },
  'event-subscribe-qrscene.xml': {
    name: 'followed',
    detail: { EventKey: 'qrscene_store-42' },
    key: 'event:oFictional-Customer_00000001:1772416825:subscribe:qrscene_store-42:',
    grant: 'follow',
    entry: 'qr:store-42',
  },
  'event-subscribe.xml': {
    name: 'followed',
    detail: {},
    key: 'event:oFictional-Customer_00000001:1772416823:subscribe::',
    grant: 'follow',
    entry: 'follow',
  },
  'event-template-success.json': {
    name: 'delivery_report',
    detail: { Status: 'success', MsgID: '271781022721654784' },
    key: 'event:oFictional-Customer_00000001:1772417005:templatesendjobfinish::271781022721654784',
  },
  'event-template-success.xml': {
    name: 'delivery_report',
    detail: { Status: 'success', MsgID: '271781022721654784' },
    key: 'event:oFictional-Customer_00000001:1772416840:templatesendjobfinish::271781022721654784',
  },
  'event-template-system-failed.xml': {
    name: 'delivery_report',
    detail: { Status: 'failed: system failed', MsgID: '271781022721654786' },
    key: 'event:oFictional-Customer_00000001:1772416842:templatesendjobfinish::271781022721654786',
  },
  'event-template-user-block.xml': {
    name: 'delivery_report',
    detail: { Status: 'failed:user block', MsgID: '271781022721654785' },
    key: 'event:oFictional-Customer_00000001:1772416841:templatesendjobfinish::271781022721654785',
  },
  'event-unheard.xml': {
    name: 'other',
    detail: { EventKey: 'left' },
    key: 'event:oFictional-Customer_00000001:1772416861:hologram_waved:left:',
  },
  'event-unsubscribe.xml': {
    name: 'unfollowed',
    detail: {},
    key: 'event:oFictional-Customer_00000001:1772416828:unsubscribe::',
    kind: 'withdrawal',
  },
  'event-user-authorization-revoke.json': {
    name: 'authorization_revoked',
    detail: { AppID: 'wx0000000000000001', RevokeInfo: '1' },
    key: 'event:oFictional-Customer_00000002:1626857200:user_authorization_revoke::',
    kind: 'withdrawal',
    customer: 'oFictional-Customer_00000002',
  },
  'event-user-authorization-revoke.xml': {
    name: 'authorization_revoked',
    detail: { AppID: 'wx0000000000000001', RevokeInfo: '301' },
    key: 'event:oFictional-Customer_00000002:1772416851:user_authorization_revoke::',
    kind: 'withdrawal',
    customer: 'oFictional-Customer_00000002',
  },
  'event-user-enter-tempsession.xml': {
    name: 'session',
    detail: { SessionFrom: 'card-1' },
    key: 'event:oFictional-Customer_00000001:1772416850:user_enter_tempsession::',
  },
  'event-user-info-modified.xml': {
    name: 'other',
    detail: { AppID: 'wx0000000000000001' },
    key: 'event:oFictional-Customer_00000002:1772416852:user_info_modified::',
    customer: 'oFictional-Customer_00000002',
  },
  'event-verify-expired.xml': {
    name: 'account_notice',
    detail: { ExpiredTime: '1772416800' },
    key: 'event:oFictional-Customer_00000001:1772416860:verify_expired::',
  },
  'event-view-miniprogram.xml': {
    name: 'menu',
    detail: { EventKey: 'pages/index/index', MenuId: '400000002' },
    key: 'event:oFictional-Customer_00000001:1772416833:view_miniprogram:pages/index/index:',
    entry: 'menu:pages/index/index',
  },
  'event-view.xml': {
    name: 'menu',
    detail: { EventKey: 'https://example.com/help', MenuId: '400000001' },
    key: 'event:oFictional-Customer_00000001:1772416832:view:https://example.com/help:',
    entry: 'menu:https://example.com/help',
  },
}

describe('parse of an event', () => {
  it('has an expectation for every event on file', () =>
    expect(fixtureFiles('event-')).toEqual(Object.keys(expected).sort()))

  it.each(Object.entries(expected))('reads %s exactly (S2-04)', (file, want) => {
    const { name, detail, grant, customer: subject = customer, kind = 'event', ...rest } = want
    const [message, ...more] = parse(pushed(fixture(file)))
    expect(more).toEqual([])
    const { Event, ...others } = message?.event?.detail ?? {}
    // The key holds the second and the name, as the file has them.
    const [, , seconds, lowered = ''] = want.key.split(':')
    expect(Event?.toLowerCase()).toBe(lowered)
    expect({ ...message, event: { name: message?.event?.name, detail: others } }).toEqual({
      kind,
      platformKind: `event.${lowered}`,
      sentAt: Number(seconds) * 1000,
      customer: { id: subject },
      thread: '',
      visibility: 'private',
      parts: [],
      event: { name, detail },
      ...(grant && { grant: grants[grant] }),
      ...rest,
    })
  })

  const event = (fields: Readonly<Record<string, string>>): string =>
    writeXml({
      ToUserName: 'gh_0000000001',
      FromUserName: customer,
      CreateTime: 1_772_416_800,
      MsgType: 'event',
      ...fields,
    })
  const keyOf = (fields: Readonly<Record<string, string>>) =>
    parse(pushed(event(fields)))[0]?.key ?? expect.fail('nothing was read')

  it('keeps events of one sender and second apart by name, key, job and body', () => {
    const keys = [
      keyOf({ Event: 'CLICK', EventKey: 'A' }),
      keyOf({ Event: 'CLICK', EventKey: 'B' }),
      keyOf({ Event: 'VIEW', EventKey: 'A' }),
      keyOf({ Event: 'LOCATION', Latitude: '23.1', Longitude: '113.3' }),
      keyOf({ Event: 'LOCATION', Latitude: '23.2', Longitude: '113.3' }),
      keyOf({ Event: 'TEMPLATESENDJOBFINISH', MsgID: '1' }),
      keyOf({ Event: 'TEMPLATESENDJOBFINISH', MsgID: '2' }),
    ]
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('compares names without case, whatever white space stands around them', () => {
    expect(keyOf({ Event: ' click\n', EventKey: 'A' })).toBe(
      keyOf({ Event: 'CLICK', EventKey: 'A' }),
    )
  })

  it('keeps an event without a sender as one of nobody known', () => {
    const [message] = parse(pushed(event({ Event: 'unsubscribe', FromUserName: '' })))
    expect(message).toMatchObject({ kind: 'withdrawal', customer: { id: 'unknown' } })
  })
})
