import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'

export type Locale = 'zh-CN' | 'en'

/** Every text in both languages; a key missing in one does not compile. */
export type Dictionary = Readonly<Record<string, readonly [zh: string, en: string]>>

interface Language {
  readonly locale: Locale
  readonly setLocale: (locale: Locale) => void
}

const storageKey = 'weiqiao-locale'
const LanguageContext = createContext<Language>({ locale: 'zh-CN', setLocale: () => undefined })

function remembered(): Locale {
  return localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh-CN'
}

export function LanguageProvider({
  initial,
  children,
}: {
  readonly initial?: Locale
  readonly children: ReactNode
}) {
  const [locale, setLocale] = useState<Locale>(initial ?? remembered)
  useEffect(() => {
    document.documentElement.lang = locale
    localStorage.setItem(storageKey, locale)
  }, [locale])
  const language = useMemo(() => ({ locale, setLocale }), [locale])
  return <LanguageContext.Provider value={language}>{children}</LanguageContext.Provider>
}

export function useLanguage(): Language {
  return useContext(LanguageContext)
}

/** A function from key to text; `{name}` in a text is replaced. */
export function useWords<Words extends Dictionary>(words: Words) {
  const { locale } = useLanguage()
  return useMemo(() => {
    const at = locale === 'en' ? 1 : 0
    return (
      key: keyof Words & string,
      values: Readonly<Record<string, string | number>> = {},
    ): string =>
      (words[key]?.[at] ?? key).replace(/\{(\w+)\}/g, (_all, name: string) =>
        String(values[name] ?? ''),
      )
  }, [locale, words])
}
