import { defineMetric } from '../define-metric.ts'
import { shareOfMany } from '../shapes.ts'
import { isWithin, knownBy } from '../spans.ts'

/** A customer who leaves later leaves for another reason. */
const windowDays = 7

/** How many of our messages drive a customer away. */
export const unfollowRate = defineMetric({
  id: 'unfollowRate',
  family: 'quality',
  stage: 3,
  unit: 'share',
  version: 1,
  over: 'episode',
  title: { zh: '每条消息取消关注率', en: 'Unfollow rate per message' },
  formula: {
    zh: '送达后 7 天内（含）客户取消关注的消息 ÷ 送达且客户可见的全部消息（人工与机器人）。取消关注只归因于此前最后一条可见消息。',
    en: 'Messages after which the customer unfollowed within 7 days (the end included) ÷ all delivered messages visible to the customer, by people and bots. An unfollow is laid to the last visible message before it.',
  },
  exclusions: [
    {
      zh: '平台不通知取消关注的渠道无从得知，计为未取消',
      en: 'On channels that do not tell of unfollows nobody is seen to leave',
    },
    { zh: '与服务会话无关的群发', en: 'Broadcasts outside a conversation' },
  ],
  parts: { '': { title: { zh: '取消关注率', en: 'Unfollow rate' }, shape: shareOfMany } },
  among: ({ humanReplies, botReplies }) => humanReplies + botReplies > 0,
  contributions: ({ humanReplies, botReplies, unfollowedAt, unfollowedAfter }, view) => {
    const left = knownBy(view, unfollowedAt)
    const hasLeft = unfollowedAfter !== undefined && isWithin(unfollowedAfter, windowDays, left)
    return Array.from({ length: humanReplies + botReplies }, (_, i) => ({
      part: '',
      value: hasLeft && i === 0 ? 1 : 0,
    }))
  },
})
