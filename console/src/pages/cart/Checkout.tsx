// Paying: one quote for the chosen lines of the cart, or a quote that the seller's people made.
import { Button } from 'antd'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import type { In } from '@/api/client'
import { useRead, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { Card } from '@/ui/Card'
import { Empty } from '@/ui/Empty'
import { ErrorView } from '@/ui/ErrorView'
import { Bones } from '@/ui/FirstPaint'
import { Money } from '@/ui/Money'
import { Page } from '@/ui/Page'
import { PayLack, useLack } from '@/ui/PayOnline'
import { QuoteClock, QuoteMoved, QuoteSteps, QuoteSum, useFresh, useQuote, type Quote, type QuoteState } from '@/ui/QuotePanel'
import { StateTag } from '@/ui/StateTag'

export function Checkout() {
  const t = useT()
  const [search] = useSearchParams()
  const cart = (search.get('lines') ?? '').split(',').filter((id) => /^crt_\w+$/.test(id))
  const coupon = search.get('coupon') ?? ''
  const input = { cart, ...(coupon ? { coupon } : {}) } as unknown as In<'quotes_create'>
  const state = useQuote(cart.length > 0 ? input : null)
  return <Pay state={state} nothing={cart.length === 0} coupon={coupon} back={['cart', t('checkout.back')]} />
}

/** A quote made for us: the same page, but it cannot be asked for again. */
export function OfferedQuote() {
  const t = useT()
  const { id = '' } = useParams()
  const read = useRead('quotes_get', { id })
  const state: QuoteState = { quote: read.data ?? null, error: read.error, busy: read.isPending, wasFen: undefined, again: () => void read.refetch() }
  if (read.data && read.data.state !== 'open') {
    return (
      <Page title={t('quote.one')} mark={<StateTag kind="quote" value={read.data.state} />}>
        <Card title={t('quote.title')}><QuoteSteps what lines={read.data.lines} /><QuoteSum quote={read.data} /></Card>
      </Page>
    )
  }
  return <Pay state={state} nothing={false} coupon="" back={['quotes', t('menu.quotes')]} />
}

function Pay(props: { state: QuoteState; nothing: boolean; coupon: string; back: [string, string] }) {
  const t = useT()
  const { org } = useSession()
  const { state } = props
  return (
    <Page title={t('checkout')} actions={<Link to={`/o/${org.id}/${props.back[0]}`}>{props.back[1]}</Link>}>
      {props.nothing && <div className="kb-card"><Empty text={t('cart.none')} action={<Link to={`/o/${org.id}/cart`}>{t('checkout.back')}</Link>} /></div>}
      <ErrorView error={state.error} again={state.again} />
      {!props.nothing && !state.quote && !state.error && <div className="kb-card"><Bones lines={5} /></div>}
      {state.error && props.coupon && <p><Link to={withoutCoupon()} replace>{t('checkout.nocoupon')}</Link></p>}
      {state.quote && (
        <div className="two">
          <Card title={t('quote.title')} testid="quote">
            <div className={state.busy ? 'kb-quote-old' : ''} aria-busy={state.busy}><QuoteSteps what lines={state.quote.lines} /></div>
          </Card>
          <div className="sticky"><Settle state={state} /></div>
        </div>
      )}
    </Page>
  )
}

function withoutCoupon(): string {
  const query = new URLSearchParams(location.search)
  query.delete('coupon')
  return `?${query}`
}

/** A quote for a renewal is agreed to at its resource, any other by an order. */
function useBuy() {
  const order = useWrite('orders_create')
  const renew = useWrite('resources_renew')
  const buy = (quote: Quote) =>
    quote.kind === 'renew' ? renew.mutateAsync({ id: quote.resource_id, quote_id: quote.id }) : order.mutateAsync({ quote_id: quote.id })
  return { order: { isPending: order.isPending || renew.isPending, error: order.error ?? renew.error }, buy }
}

function Settle({ state }: { state: QuoteState }) {
  const t = useT()
  const { can, org } = useSession()
  const navigate = useNavigate()
  const fresh = useFresh(state)
  const { available_fen, lack_fen } = useLack(state.quote?.total_fen)
  const { order, buy } = useBuy()
  const quote = state.quote
  if (!quote) return null
  const stale = order.error?.body.reason === 'quote.expired' || order.error?.body.reason === 'quote.used'
  const allowed = can('orders_create')
  const pay = async () => {
    try {
      const made = await buy(quote)
      await navigate(`/o/${org.id}/orders/${made.order?.id ?? ''}`, { replace: true })
    } catch {
      // shown below
    }
  }
  return (
    <Card title={t('checkout.pay')}>
      <div className="stack">
        <QuoteSum quote={quote} />
        <QuoteMoved state={state} />
        {!state.busy && <QuoteClock state={state} />}
        <p className="row apart small"><span className="muted">{t('balance.available')}</span><Money fen={available_fen} /></p>
        <ErrorView error={order.error} again={stale ? state.again : undefined} />
        <Button type="primary" size="large" block disabled={!fresh || !allowed || lack_fen > 0} loading={order.isPending} onClick={() => void pay()} data-testid="checkout.pay">
          {t('checkout.send')}
        </Button>
        {!allowed && <p className="kb-why">{t('buy.role')}</p>}
        <PayLack quote={quote} lack_fen={lack_fen} dead={!fresh} />
        <p className="muted small">{t('buy.note')}</p>
      </div>
    </Card>
  )
}
