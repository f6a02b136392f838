import './csp'
import './theme/tokens.css'
import './theme/base.css'
import '@/ui/ui.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router'
import { ApiError } from '@/api/client'
import { initialLang, messagesOf } from '@/i18n'
import { router } from './router'
import { Settings } from './settings'

/** A refusal is an answer: only what may work later is tried again. */
function worthRetry(failures: number, error: Error): boolean {
  if (failures >= 2) return false
  return !(error instanceof ApiError) || error.status === 0 || error.status >= 502
}

const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 2000, retry: worthRetry, refetchOnWindowFocus: true } },
})

// After an upgrade an open page may ask for a chunk that is gone: the new page has the new names. Once only.
window.addEventListener('vite:preloadError', () => {
  const last = Number(sessionStorage.getItem('kboss.reloaded') ?? 0)
  if (Date.now() - last < 30_000) return
  sessionStorage.setItem('kboss.reloaded', String(Date.now()))
  location.reload()
})

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
const lang = initialLang()
void messagesOf(lang).then((messages) => {
  createRoot(root).render(
    <QueryClientProvider client={queries}>
      <Settings lang={lang} messages={messages}>
        <RouterProvider router={router} />
      </Settings>
    </QueryClientProvider>,
  )
})
