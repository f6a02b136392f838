// Payments through channels: a customer's own, or those of a seller's customers; begun, followed, ended.
import { Link, useParams } from 'react-router'
import type { Out, Row } from '@/api/client'
import { useRead } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { payOrderOf, type PayOrder } from '@/lib/loose'
import { fenYuan } from '@/lib/money'
import { Card, Facts } from '@/ui/Card'
import { ErrorView } from '@/ui/ErrorView'
import { FirstPaint } from '@/ui/FirstPaint'
import { CopyText, Id } from '@/ui/Id'
import { useWord } from '@/ui/JobView'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { useCustomerOptions, useStaffNames } from '@/ui/names'
import { ObjectPage } from '@/ui/ObjectPage'
import { PayOnline } from '@/ui/PayOnline'
import { useReasonText } from '@/ui/reasons'
import { StateTag } from '@/ui/StateTag'
import { Deadline, Time } from '@/ui/Time'

type Pay = Row<'payments_list'>

/** Below fin for a seller, below cost for a customer. */
function usePlace(): { seller: boolean; path: string } {
  const { org } = useSession()
  const seller = org.kind !== 'customer'
  return { seller, path: seller ? 'fin/payments' : 'cost/payments' }
}

function useCustomerNames(): (id: string) => React.ReactNode {
  const known = new Map(useCustomerOptions().map((one) => [one.value, one.label]))
  return (id) => known.get(id) ?? <Id id={id} />
}

export function Payments() {
  const t = useT()
  const word = useWord()
  const customer = useCustomerNames()
  const { org } = useSession()
  const { seller, path } = usePlace()
  const to = (row: Pay) => `/o/${org.id}/${path}/${row.id}`
  return (
    <ListPage
      title={t('menu.payments')}
      op="payments_list"
      rowKey={(row) => row.id}
      rowTo={(row) => `${path}/${row.id}`}
      sub={seller ? t('payment.sub') : undefined}
      actions={<PayOnline />}
      filters={[{ name: 'state', kind: 'payment', label: t('col.state') }]}
      columns={[
        { key: 'at', title: t('col.created'), width: 140, cell: (row) => <Link to={to(row)} onClick={(event) => event.stopPropagation()}><Time ms={row.created_ms} /></Link> },
        ...(seller ? [{ key: 'customer', title: t('payment.customer'), width: 190, grow: true, cell: (row: Pay) => customer(row.org_id) }] : []),
        { key: 'sum', title: t('payment.asked'), width: 130, align: 'right', cell: (row) => <Money fen={row.amount_fen} strong /> },
        { key: 'paid', title: t('payment.paid'), width: 130, align: 'right', cell: (row) => (row.state === 'paid' ? <Money fen={row.paid_fen} /> : '—') },
        { key: 'state', title: t('col.state'), width: 150, cell: (row) => <StateTag kind="payment" value={row.state} /> },
        { key: 'for', title: t('payment.for'), width: 170, grow: true, cell: (row) => <For pay={row} /> },
        { key: 'channel', title: t('channel'), width: 180, grow: true, cell: (row) => word('channel', row.channel) },
        { key: 'no', title: t('channel.no'), width: 170, cell: (row) => <span className="mono">{row.channel_no || '—'}</span> },
        { key: 'done', title: t('payment.ended'), width: 140, cell: (row) => <Time ms={row.ended_ms} /> },
      ]}
      card={(row) => (
        <Link className="kb-linkcard" to={to(row)}>
          <span className="row apart"><Money fen={row.amount_fen} strong /><StateTag kind="payment" value={row.state} /></span>
          <span className="row apart"><span className="muted">{seller ? customer(row.org_id) : t(row.quote_id ? 'payment.for.quote' : 'payment.for.balance')}</span><Time ms={row.created_ms} /></span>
        </Link>
      )}
      empty={{ text: t('payment.none'), hint: seller ? undefined : t('payment.none.hint') }}
    />
  )
}

/** What it is paid for: an order once it is placed, before that its quote, else the balance. */
function For({ pay }: { pay: Pay }) {
  const t = useT()
  const { org } = useSession()
  if (!pay.quote_id) return <>{t('payment.for.balance')}</>
  if (pay.order_id && org.kind === 'customer') return <Link to={`/o/${org.id}/orders/${pay.order_id}`} onClick={(event) => event.stopPropagation()}>{t('payment.order')}</Link>
  return <>{t('payment.for.quote')}</>
}

export function Payment() {
  const { id = '' } = useParams()
  const read = useRead('payments_get', { id }, { pollMs: 3000, pollWhile: ({ payment }) => payment?.state === 'open' || payment?.state === 'unknown' })
  if (!read.data?.payment) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  return <Shown page={read.data} pay={read.data.payment} />
}

function nowOf(pay: Pay) {
  return pay.state === 'paid' && pay.order_id ? 'ordered' : pay.state
}

function Shown({ page, pay }: { page: Out<'payments_get'>; pay: Pay }) {
  const t = useT()
  const word = useWord()
  const reason = useReasonText()
  const customer = useCustomerNames()
  const person = useStaffNames()
  const { can } = useSession()
  const { seller } = usePlace()
  const order = payOrderOf(page.pay)
  return (
    <ObjectPage
      title={t('payment.of', { sum: fenYuan(pay.amount_fen) })} id={pay.id} tag={<StateTag kind="payment" value={pay.state} />}
      actions={!seller && <Ways pay={pay} />}
      strip={{
        now: <span role="status">{word('payment.now', nowOf(pay))}</span>,
        next: pay.state === 'open' || pay.state === 'unknown' ? <Next pay={pay} /> : undefined,
        why: pay.why_no_order ? t('payment.noorder', { why: reason(pay.why_no_order) }) : undefined,
      }}
      tabs={{
        overview: (
          <div className="stack">
            <Differs pay={pay} />
            {order && <HowToPay order={order} pay={pay} given={page.pay} />}
            <Card title={t('resource.facts')}>
              <Facts items={[
                seller && { label: t('payment.customer'), value: customer(pay.org_id) },
                { label: t('channel'), value: word('channel', pay.channel) },
                !order && { label: t('payment.asked'), value: <Money fen={pay.amount_fen} /> },
                { label: t('payment.paid'), value: pay.state === 'paid' ? <Money fen={pay.paid_fen} strong /> : '—' },
                { label: t('payment.for'), value: <For pay={pay} /> },
                { label: t('channel.no'), value: <ChannelNo pay={pay} /> },
                !order && { label: t('payment.trade'), value: <span className="mono">{pay.out_trade_no}</span> },
                can('staff_list') && !seller && { label: t('payment.by'), value: person(pay.created_by) },
                { label: t('col.created'), value: <Time ms={pay.created_ms} /> },
                { label: t('payment.ended'), value: <Time ms={pay.ended_ms} /> },
              ]} />
            </Card>
          </div>
        ),
      }}
    />
  )
}

function ChannelNo({ pay }: { pay: Pay }) {
  const t = useT()
  if (pay.channel_no) return <span className="mono">{pay.channel_no}</span>
  return <span className="muted">{pay.state === 'closed' ? '—' : t('channel.no.late')}</span>
}

function Differs({ pay }: { pay: Pay }) {
  const t = useT()
  if (pay.state !== 'paid' || pay.paid_fen === pay.amount_fen) return null
  return <p className="kb-notice kb-notice-wait">{t('payment.differs', { asked: fenYuan(pay.amount_fen), paid: fenYuan(pay.paid_fen) })}</p>
}

/** What is to be done at the channel, while it may still be paid. */
function HowToPay({ order, pay, given }: { order: PayOrder; pay: Pay; given: unknown }) {
  const t = useT()
  return (
    <Card title={t('payment.how')} testid="payment.how">
      <div className="stack">
        <Facts items={[
          { label: t('payment.asked'), value: <span className="kb-total-sum"><Money fen={pay.amount_fen} /></span> },
          { label: t('payment.until'), value: <Deadline ms={order.until_ms} /> },
          { label: t('payment.subject'), value: order.subject },
          { label: t('payment.trade'), value: <CopyText text={order.trade} label={t('payment.trade')} />, wide: true },
        ]} />
        {pay.channel === 'simulator' && <p className="kb-notice kb-notice-wait">{t('payment.how.simulator')}</p>}
        <details>
          <summary>{t('payment.params')}</summary>
          <CopyText block text={JSON.stringify(given)} label={t('payment.params')} />
        </details>
      </div>
    </Card>
  )
}

function Next({ pay }: { pay: Pay }) {
  const t = useT()
  if (pay.state === 'open') return <>{t('payment.next.open')} <Deadline ms={pay.expires_ms} /></>
  return pay.next_ms ? <>{t('payment.next.unknown')} <Time ms={pay.next_ms} /></> : <>{t('payment.next.person')}</>
}

/** Where the customer goes from here: on to what was bought, or back to where it was to be paid. */
function Ways({ pay }: { pay: Pay }) {
  const t = useT()
  const { org } = useSession()
  const to = (path: string) => `/o/${org.id}/${path}`
  if (pay.order_id) return <Link className="strong" to={to(`orders/${pay.order_id}`)}>{t('payment.order')}</Link>
  return (
    <>
      {pay.quote_id && <Link to={to(`checkout/${pay.quote_id}`)}>{t('payment.back.quote')}</Link>}
      <Link to={to('cost')}>{t('payment.back.cost')}</Link>
    </>
  )
}
