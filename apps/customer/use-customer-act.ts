import { useState } from 'react'
import type { customerAnswer, CustomerFile } from '../../server/api/customers.ts'
import type { BodyOf, Endpoint } from '../../server/api/endpoint.ts'
import { useLanguage, useWords } from '../kit/i18n.tsx'
import { RelayProblem, type Relay } from '../kit/relay.ts'
import { words } from './words.ts'

/** An act that answers the new card. */
type CardAct = Endpoint & { readonly answer: typeof customerAnswer }

export interface News {
  readonly text: string
  readonly isProblem: boolean
  /** The act to take back, where it can be. */
  readonly act?: string | undefined
}

export interface CustomerActs {
  readonly isRunning: boolean
  readonly news: News | undefined
  /** True when it was done. */
  readonly act: <E extends CardAct>(
    endpoint: E,
    body: BodyOf<E>,
    said: (card: CustomerFile) => Omit<News, 'isProblem'>,
  ) => Promise<boolean>
}

/** What an agent does with a card; the answer is the new card, and one line says what was done. */
export function useCustomerAct(
  relay: Relay | undefined,
  show: (card: CustomerFile | null) => void,
): CustomerActs {
  const t = useWords(words)
  const { locale } = useLanguage()
  const [isRunning, setRunning] = useState(false)
  const [news, setNews] = useState<News>()

  function problemOf(error: unknown): string {
    if (!(error instanceof RelayProblem) || error.why !== 'refused') return t('failed')
    const { code, message } = error.refusal ?? {}
    if (code === 'customer.no_consent' && message) return locale === 'en' ? message.en : message.zh
    if (error.status === 409) return t('gone')
    return error.status === 403 ? t('nameless') : t('failed')
  }
  return {
    isRunning,
    news,
    async act(endpoint, body, said) {
      if (!relay || isRunning) return false
      setRunning(true)
      try {
        const { customer } = await relay.call(endpoint, { body })
        show(customer)
        if (customer) setNews({ ...said(customer), isProblem: false })
        return true
      } catch (error) {
        setNews({ text: problemOf(error), isProblem: true })
        return false
      } finally {
        setRunning(false)
      }
    },
  }
}
