// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { LanguageProvider, useLanguage, useWords } from './i18n.tsx'

const words = { hello: ['你好，{name}', 'Hello, {name}'] } as const

function Greeting() {
  const t = useWords(words)
  const { locale, setLocale } = useLanguage()
  return (
    <button type="button" onClick={() => setLocale(locale === 'en' ? 'zh-CN' : 'en')}>
      {t('hello', { name: '客户甲' })}
    </button>
  )
}

beforeEach(() => localStorage.clear())

describe('LanguageProvider', () => {
  it('speaks Chinese until somebody chooses otherwise, and says so in the document', () => {
    render(<LanguageProvider children={<Greeting />} />)
    screen.getByText('你好，客户甲')
    expect(document.documentElement.lang).toBe('zh-CN')
  })
  it('changes at once and is remembered by the next page', async () => {
    const { unmount } = render(<LanguageProvider children={<Greeting />} />)
    await userEvent.click(screen.getByRole('button'))
    screen.getByText('Hello, 客户甲')
    expect(document.documentElement.lang).toBe('en')
    unmount()
    render(<LanguageProvider children={<Greeting />} />)
    screen.getByText('Hello, 客户甲')
  })
})

describe('useWords', () => {
  it('leaves no hole where a value is missing', () => {
    function Careless() {
      return <p>{useWords(words)('hello')}</p>
    }
    render(<LanguageProvider initial="en" children={<Careless />} />)
    expect(screen.getByText(/Hello/).textContent).toBe('Hello, ')
  })
})
