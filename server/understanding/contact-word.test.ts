import { describe, expect, it } from 'vitest'
import { contactWordIn } from './contact-word.ts'

const refusals =
  'TD|td。|Ｔ|回T|回复TD|退订|退订！|我要退订|退订短信|请退订你们的营销短信|取消订阅|拒收|拒收广告信息|不要再发了|别再发了！|别发了|' +
  '不要再给我发消息了|别给我发广告|请不要再给我推送|停止推送消息|不要再联系我|请不要打扰我|别再骚扰我了|请勿打扰|谢绝打扰|' +
  '问题解决了，以后不要再给我发消息了，谢谢|怎么又是广告！别再给我发广告了|太烦了！别再给我发这种垃圾短信|unsubscribe|STOP|please stop|Do not contact me'
const grants = '订阅|恢复订阅|重新订阅|继续接收通知|同意接收消息|我同意接收你们的活动通知|subscribe'
const neither =
  '退订流量包|我要退订宽带套餐|怎么退订短信？|如何取消订阅|可以退订吗|不要再发货了|别发错货|不要发顺丰|别联系快递|不要打电话给我，发消息就行|' +
  '我没说不要给我发消息|没收到短信|推送收不到|你们不要再骗我了|不要紧|别着急|好的|谢谢|T恤什么时候发货|td-lte支持吗|可以联系我|订阅号打不开|' +
  '我一直收不到你们的通知'

describe('contactWordIn', () => {
  it.each(refusals.split('|'))('reads %s as a wish to be left alone (S2-06)', (text) =>
    expect(contactWordIn(text)).toBe('refused'),
  )
  it.each(grants.split('|'))('reads %s as leave to write (S2-06)', (text) =>
    expect(contactWordIn(text)).toBe('granted'),
  )
  it.each(neither.split('|'))('takes %s for neither', (text) =>
    expect(contactWordIn(text)).toBeUndefined(),
  )
  it('reads one sentence out of many, and no question', () => {
    const story = '说来话长，'.repeat(100)
    expect(contactWordIn(`${story}怎么又发广告？别再给我发广告了！`)).toBe('refused')
    expect(contactWordIn(`${story}退订短信？`)).toBeUndefined()
  })
})
