import type { RuleExamples } from '../rule.ts'

const inPrivate = { channel: { kind: 'wechat', visibility: 'private' } } as const

export const examples: RuleExamples = {
  flagged: [
    { draft: '请提供您的身份证号，我们帮您查。' },
    { draft: '麻烦把验证码发给我。' },
    { draft: '请告诉我您的服务密码。' },
    { draft: '您的登录密码是多少？' },
    { draft: '请回复收到的校验码。' },
    { draft: '需要您发来身份证正反面照片。' },
    { draft: '密 码告诉我一下就行。' },
    { draft: '验证码发我。' },
    { draft: '请告诉我您的银行卡号。' },
    { draft: '麻烦提供信用卡号和背面的安全码。' },
    { draft: '您好，请把您的手机号码和身份证号发在这里，我帮您查一下。' },
    { draft: '请提供一下您的支付密码。', context: inPrivate },
  ],
  passing: [
    { draft: '请勿把验证码告诉任何人。' },
    { draft: '客服不会向您索要密码，请不要提供密码给他人。' },
    { draft: '您可以在App里重置密码。' },
    { draft: '请携带身份证到营业厅办理。' },
    { draft: '退款会原路退回您付款的银行卡，预计两天到账。' },
    { draft: '请勿在评论里发送银行卡号。' },
    { draft: '请私信我们订单尾号，我们马上核对。' },
    { draft: '忘记密码时，在登录页点“找回密码”。' },
    { draft: '凭身份证到柜台补卡，当场可取。' },
    { draft: '为了核对身份，请提供您的身份证号。', context: inPrivate },
  ],
}
