// The price of what is chosen, always the server's: asked 300 ms after the last change, the last question
// wins, an old price is greyed while a new one is on its way, and one that is too old is asked for anew.
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { call, type ApiError, type In, type Out } from '@/api/client'
import { useActing } from '@/api/acting'
import { useI18n, usePick, useT } from '@/i18n'
import { freshKey } from '@/lib/id'
import { fenSum } from '@/lib/money'
import { spanText } from '@/lib/time'
import { Card } from './Card'
import { ErrorView } from './ErrorView'
import { Money } from './Money'
import { serverNow, useNow } from './now'
import { usePeriods } from './orders'
import { Time } from './Time'

export type Quote = Out<'quotes_create'>

export interface QuoteState {
  quote: Quote | null
  error: ApiError | null
  busy: boolean
  /** what it cost before it was asked for again */
  wasFen: number | undefined
  again: () => void
}

export function useQuote(input: In<'quotes_create'> | null): QuoteState {
  const org = useActing()
  const [got, setGot] = useState<Omit<QuoteState, 'again'>>({ quote: null, error: null, busy: false, wasFen: undefined })
  const [round, setRound] = useState(0)
  const asked = useRef({ n: 0, text: '' })
  const text = JSON.stringify(input)
  useEffect(() => {
    if (text === 'null') return
    const mine = ++asked.current.n
    const same = asked.current.text === text
    asked.current.text = text
    setGot((old) => ({ ...old, busy: true }))
    const timer = window.setTimeout(() => {
      call('quotes_create', JSON.parse(text) as In<'quotes_create'>, { org, key: freshKey() }).then(
        (quote) => mine === asked.current.n && setGot((old) => ({ quote, error: null, busy: false, wasFen: same ? old.quote?.total_fen : undefined })),
        (error: ApiError) => mine === asked.current.n && setGot((old) => ({ quote: null, error, busy: false, wasFen: same ? (old.quote?.total_fen ?? old.wasFen) : undefined })),
      )
    }, 300)
    return () => clearTimeout(timer)
  }, [text, org, round])
  return { ...got, again: () => setRound((n) => n + 1) }
}

/** Whether a quote may still be paid: there, not being asked for, not too old. */
export function useFresh(state: QuoteState): boolean {
  const now = useNow()
  return state.quote !== null && !state.busy && state.quote.expires_ms > now
}

/** Why the price is what it is: every step the server took, line by line. */
export function QuoteSteps({ lines, what }: { lines: Quote['lines']; what?: boolean }) {
  const pick = usePick()
  const t = useT()
  const periods = usePeriods()
  const named = what || lines.length > 1
  return (
    <ol className="kb-steps">
      {lines.map((line, i) => (
        <li key={`${line.sku_id}${i}`} className="stack tight">
          {named && <p className="strong">{line.alias && line.alias !== line.sku ? `${line.alias} · ${line.sku}` : line.sku}<span className="muted"> × {line.quantity} · {periods(line.periods, line.cycle)}</span></p>}
          <ol className={named ? 'kb-steps kb-steps-in' : 'kb-steps'}>
            {line.steps.map((step, k) => (
              <li key={k} className="row apart kb-step">
                <span className="grow">{pick(step.text_zh, step.text_en)}</span>
                <Money fen={step.amount_fen} />
              </li>
            ))}
          </ol>
          {named && <p className="row apart"><span className="muted">{t('quote.line')}</span><Money fen={line.price_fen} strong /></p>}
        </li>
      ))}
    </ol>
  )
}

export function QuoteSum({ quote }: { quote: Quote }) {
  const t = useT()
  return (
    <div className="kb-total stack tight">
      {(quote.coupon_fen > 0 || quote.back_fen > 0) && (
        <p className="row apart small"><span className="muted">{t('quote.before')}</span><Money fen={quote.price_fen} /></p>
      )}
      {quote.coupon_fen > 0 && (
        <p className="row apart small"><span className="muted">{t('quote.coupon')}</span><span className="nowrap">−<Money fen={quote.coupon_fen} /></span></p>
      )}
      {quote.by_refund_fen > 0 && (
        <p className="row apart small"><span className="muted">{t('quote.by_refund')}</span><span className="nowrap">−<Money fen={quote.by_refund_fen} /></span></p>
      )}
      <p className="row apart"><span>{t('quote.total')}</span><span className="kb-total-sum"><Money fen={quote.total_fen} /></span></p>
      {quote.back_fen > quote.by_refund_fen && (
        <p className="row apart small"><span className="muted">{t('quote.rest')}</span><Money fen={fenSum([quote.back_fen, -quote.by_refund_fen])} /></p>
      )}
    </div>
  )
}

/** How long it still counts; when it does not, the way to a new one. */
export function QuoteClock({ state }: { state: QuoteState }) {
  const { t, lang } = useI18n()
  const now = useNow()
  const { quote } = state
  if (!quote) return null
  const left = quote.expires_ms - Math.max(now, serverNow() - 1000)
  if (left <= 0) {
    return (
      <div className="kb-notice kb-notice-wait" role="alert">
        <span className="grow">{t('quote.stale')}</span>
        <button type="button" className="kb-button" onClick={state.again} data-testid="quote.again">{t('quote.again')}</button>
      </div>
    )
  }
  return <p className="muted small">{t('quote.until')} <Time ms={quote.expires_ms} /> · {t('time.left', { span: spanText(left, lang) })}</p>
}

/** Said when the same thing costs another amount than a moment ago. */
export function QuoteMoved({ state }: { state: QuoteState }) {
  const t = useT()
  if (!state.quote || state.wasFen === undefined || state.wasFen === state.quote.total_fen) return null
  return (
    <p className="kb-notice kb-notice-wait" role="alert">
      <span>{t('quote.moved')} <s><Money fen={state.wasFen} /></s> → <Money fen={state.quote.total_fen} strong /></span>
    </p>
  )
}

export function QuotePanel(props: { state: QuoteState; title: string; children?: ReactNode }) {
  const t = useT()
  const { quote, error, busy } = props.state
  return (
    <Card title={props.title} className="kb-quote" testid="quote">
      <div className="stack">
        <ErrorView error={error} again={props.state.again} />
        {quote && (
          <div className={busy ? 'stack kb-quote-old' : 'stack'} aria-live="polite" aria-busy={busy}>
            <QuoteSteps lines={quote.lines} />
            <QuoteSum quote={quote} />
          </div>
        )}
        <QuoteMoved state={props.state} />
        {quote && !busy && <QuoteClock state={props.state} />}
        {!quote && !error && <p className="muted">{t('quote.wait')}</p>}
        {props.children}
      </div>
    </Card>
  )
}
