import type { PersonaRule } from '../rule.ts'
import { speechOf } from '../speech.ts'

// A question, or a thing to do together.
const inviting =
  /[?]|欢迎|一起|快来|来(?:聊|说|玩|店|看|试|参加|领)|评论区|留言|转发|分享|聊聊|说说|告诉(?:我|小)|(?<![防暴])晒|点[击赞开]|戳|扫码|参与|参加|报名|投票|私信|预约|关注|收藏|打卡|猜|抽奖|互动|等[您你]来|试试|吗(?:[。!~]|$)/
// Where taking part would be out of place: notices, apologies, mourning.
const solemn =
  /公告|通知|通告|停电|停水|停气|检修|维护|召回|致歉|道歉|抱歉|哀悼|悼念|缅怀|暂停|延误|预警|台风|暴雨|地震|警方|事故|故障|抢修/

/** W-I1: our own post asks for something to do or say. */
export const invitesInteraction: PersonaRule = {
  id: 'W-I1',
  because: {
    zh: '主动发布是为了让人参与和转发；一句提问或邀请就够。',
    en: 'Our own posts are there to be joined and passed on; one question or invitation is enough.',
  },
  check(draft, context) {
    if (context.proactive !== true || draft.trim() === '') return []
    const { whole } = speechOf(draft)
    if (inviting.test(whole) || solemn.test(whole)) return []
    return [
      {
        rule: 'W-I1',
        severity: 'hint',
        start: draft.length,
        end: draft.length,
        message: {
          zh: '可以加一句提问或邀请，让大家参与进来。',
          en: 'Add a question or an invitation, so that people can take part.',
        },
      },
    ]
  },
}
