// The typed message catalogue: zh is the source of truth, every other language has exactly its keys.
import { createContext, useCallback, useContext, useMemo, type ReactNode } from 'react'
import type { Lang } from '@/lib/time'
import type { Messages } from './zh'

export type { Lang }
export type Key = keyof Messages
export type Translate = (key: Key, values?: Record<string, string | number>) => string

const STORED = 'kboss.lang'

export function initialLang(): Lang {
  const stored = localStorage.getItem(STORED)
  if (stored === 'zh' || stored === 'en') return stored
  return navigator.language.toLowerCase().startsWith('zh') || !navigator.language ? 'zh' : 'en'
}

export function storeLang(lang: Lang): void {
  localStorage.setItem(STORED, lang)
}

export async function messagesOf(lang: Lang): Promise<Messages> {
  return lang === 'zh' ? (await import('./zh')).zh : (await import('./en')).en
}

export function fill(text: string, values?: Record<string, string | number>): string {
  return values ? text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)) : text
}

interface I18n { lang: Lang; t: Translate; has: (key: string) => key is Key; setLang: (lang: Lang) => void }

const Context = createContext<I18n | null>(null)

export function I18nProvider(props: {
  lang: Lang; messages: Messages; setLang: (lang: Lang) => void; children: ReactNode
}) {
  const { lang, messages, setLang } = props
  const t = useCallback<Translate>((key, values) => fill(messages[key], values), [messages])
  const value = useMemo<I18n>(
    () => ({ lang, t, has: (key): key is Key => Object.hasOwn(messages, key), setLang }),
    [lang, t, messages, setLang],
  )
  return <Context.Provider value={value}>{props.children}</Context.Provider>
}

export function useI18n(): I18n {
  const found = useContext(Context)
  if (!found) throw new Error('outside I18nProvider')
  return found
}

export function useT(): Translate {
  return useI18n().t
}

/** A text the server gave in both languages. */
export function usePick(): (zh: string, en: string) => string {
  const { lang } = useI18n()
  return (zh, en) => (lang === 'zh' ? zh || en : en || zh)
}
