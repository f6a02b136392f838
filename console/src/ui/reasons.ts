// Sentences for reason words: the server's dictionary, and the few words only the browser knows.
import { useQuery } from '@tanstack/react-query'
import { readReasons, type ApiError, type Reason } from '@/api/client'
import { useI18n } from '@/i18n'

const ours = ['net.down', 'net.answer', 'page.missing'] as const

export interface Advice { title: string; advice: string }

export function useReasons() {
  return useQuery<Reason[], ApiError>({
    queryKey: ['reasons'],
    queryFn: ({ signal }) => readReasons(signal),
    staleTime: Infinity,
    retry: 1,
  })
}

/** What people read for an error: its sentence and what to do, in their language. */
export function useAdvice(error: ApiError | null): Advice | null {
  const { lang, t } = useI18n()
  const known = useReasons().data
  if (!error) return null
  const word = ours.find((reason) => reason === error.body.reason)
  if (word) return { title: t(`reason.${word}`), advice: t(`reason.${word}.advice`) }
  const row = known?.find((item) => item.reason === error.body.reason)
  if (row) return lang === 'zh' ? { title: row.zh, advice: row.zh_advice } : { title: row.en, advice: row.en_advice }
  const { text, text_zh, advice, advice_zh } = error.body
  return lang === 'zh' ? { title: text_zh || text, advice: advice_zh ?? '' } : { title: text, advice: advice ?? '' }
}

/** The sentence of a reason word that an object carries; the word itself when it is not listed. */
export function useReasonText(): (word: string) => string {
  const { lang } = useI18n()
  const known = useReasons().data
  return (word) => {
    const row = known?.find((item) => item.reason === word)
    return row ? (lang === 'zh' ? row.zh : row.en) : word
  }
}
