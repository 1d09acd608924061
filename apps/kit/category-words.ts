/** What the relay's own categories of messages are called. */
export const categoryWords = {
  categorynetwork: ['网络与供应', 'Network and supply'],
  categorybilling: ['费用', 'Billing'],
  categoryaccount: ['账户与套餐', 'Account and plan'],
  categorydelivery: ['配送', 'Delivery'],
  categoryquality: ['质量', 'Quality'],
  categoryrefund: ['退款退货', 'Refund'],
  categorypromo: ['优惠活动', 'Promotions'],
  categoryapp: ['App', 'App'],
  categoryattitude: ['服务态度', 'Attitude'],
  categorypraise: ['表扬', 'Praise'],
  categorynone: ['无具体类别', 'No category'],
} as const
