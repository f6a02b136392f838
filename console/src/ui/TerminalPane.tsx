// The console's side of the browser terminal: asks for a single-use ticket and mounts the page part of
// web-terminal/, which is a chunk of its own.
import { lazy, Suspense } from 'react'
import { call } from '@/api/client'
import { useActing } from '@/api/acting'
import { useTheme } from '@/app/settings'
import { useI18n } from '@/i18n'
import { useReasonText } from './reasons'

const Terminal = lazy(() => import('../../../web-terminal/page/Terminal'))

export type TerminalKind = 'shell' | 'console'

export function TerminalPane(props: { resource: string; kind: TerminalKind; name: string; full?: boolean }) {
  const { t, lang } = useI18n()
  const org = useActing()
  const { dark } = useTheme()
  const explain = useReasonText()
  const getTicket = () => call('terminals_create', { resource_id: props.resource, kind: props.kind }, { org })
  return (
    <div className={props.full ? 'kb-term-box kb-term-full' : 'kb-term-box'} data-testid="terminal">
      <Suspense fallback={<p className="kb-term-wait">{t('term.loading')}</p>}>
        <Terminal
          getTicket={getTicket} lang={lang} dark={dark} label={t('term.of', { name: props.name })} serial={props.kind === 'console'}
          explain={explain}
        />
      </Suspense>
    </div>
  )
}
