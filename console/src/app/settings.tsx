// What a person sets for this browser: language and theme. Hands both to Ant Design.
import { App as AntApp, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { I18nProvider, messagesOf, storeLang, type Lang } from '@/i18n'
import type { Messages } from '@/i18n/zh'
import { nonce } from './csp'
import { dark, light } from './theme/antd'

export type ThemeChoice = 'system' | 'light' | 'dark'
const STORED = 'kboss.theme'

function storedTheme(): ThemeChoice {
  const stored = localStorage.getItem(STORED)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

const systemDark = window.matchMedia('(prefers-color-scheme: dark)')

interface ThemeState { choice: ThemeChoice; dark: boolean; choose: (choice: ThemeChoice) => void }
const ThemeContext = createContext<ThemeState>({ choice: 'system', dark: false, choose: () => undefined })

export function useTheme(): ThemeState {
  return useContext(ThemeContext)
}

function useThemeState(): ThemeState {
  const [choice, setChoice] = useState(storedTheme)
  const [system, setSystem] = useState(systemDark.matches)
  const isDark = choice === 'dark' || (choice === 'system' && system)
  useEffect(() => {
    const changed = () => setSystem(systemDark.matches)
    systemDark.addEventListener('change', changed)
    return () => systemDark.removeEventListener('change', changed)
  }, [])
  useEffect(() => {
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
  }, [isDark])
  return useMemo(() => ({
    choice,
    dark: isDark,
    choose: (next) => {
      if (next === 'system') localStorage.removeItem(STORED)
      else localStorage.setItem(STORED, next)
      setChoice(next)
    },
  }), [choice, isDark])
}

export function Settings(props: { lang: Lang; messages: Messages; children: ReactNode }) {
  const [now, setNow] = useState({ lang: props.lang, messages: props.messages })
  const themeState = useThemeState()
  const setLang = useMemo(() => (lang: Lang) => {
    storeLang(lang)
    void messagesOf(lang).then((messages) => setNow({ lang, messages }))
  }, [])
  useEffect(() => {
    document.documentElement.lang = now.lang === 'zh' ? 'zh-CN' : 'en'
  }, [now.lang])
  return (
    <ThemeContext.Provider value={themeState}>
      <I18nProvider lang={now.lang} messages={now.messages} setLang={setLang}>
        <ConfigProvider
          csp={{ nonce }}
          locale={now.lang === 'zh' ? zhCN : enUS}
          theme={themeState.dark ? dark : light}
          button={{ autoInsertSpace: false }}
          form={{ requiredMark: (label, info) => <RequiredMark label={label} required={info.required} /> }}
        >
          <AntApp component={false}>{props.children}</AntApp>
        </ConfigProvider>
      </I18nProvider>
    </ThemeContext.Provider>
  )
}

function RequiredMark(props: { label: ReactNode; required: boolean }) {
  return <span className={props.required ? 'kb-required' : 'kb-optional'}>{props.label}</span>
}
