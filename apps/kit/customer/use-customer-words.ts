import { useWords } from '../i18n.tsx'
import { customerWords } from './words.ts'

const channels = ['weibo', 'wechat', 'wecom'] as const

export function useCustomerWords() {
  return useWords(customerWords)
}

export function useChannelName(): (channel: string | null) => string {
  const t = useCustomerWords()
  return (channel) => {
    const known = channels.find((one) => one === channel)
    return known ? t(`channel${known}`) : (channel ?? '?')
  }
}
