// The customer's money: balance, what was claimed and came in, every movement, what was given back.
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useList, useRead, useWrite } from '@/api/hooks'
import type { In } from '@/api/client'
import { useSession } from '@/app/session'
import { useI18n, usePick, useT } from '@/i18n'
import { fenText } from '@/lib/money'
import { spanText } from '@/lib/time'
import { Card } from '@/ui/Card'
import { ErrorView } from '@/ui/ErrorView'
import { FormDialog } from '@/ui/FormDialog'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { Page } from '@/ui/Page'
import { PayOnline } from '@/ui/PayOnline'
import { PlainTable } from '@/ui/PlainTable'
import { StateTag } from '@/ui/StateTag'
import { Deadline, Time } from '@/ui/Time'
import { useDialog } from '@/ui/useDialog'

export function Cost() {
  const t = useT()
  const { can, org } = useSession()
  const [search] = useSearchParams()
  const lack = can('recharges_create') ? lackOf(search.get('recharge')) : undefined
  const back = search.get('back') ?? ''
  const dialog = useDialog<'recharge'>(lack === undefined ? undefined : 'recharge')
  const [sent, setSent] = useState(false)
  return (
    <Page
      title={t('menu.cost')}
      actions={(
        <>
          {/^(checkout|shop)\b/.test(back) && <Link to={`/o/${org.id}/${back}`}>{t('recharge.back')}</Link>}
          <PayOnline />
          {can('recharges_create') && <Button onClick={() => dialog.show('recharge')} data-testid="cost.recharge">{t('payment.offline')}</Button>}
        </>
      )}
    >
      {sent && <p className="kb-notice kb-notice-good" role="status">{t('recharge.sent')}</p>}
      <Balance />
      <nav className="row loose" aria-label={t('cost.more')}>
        <Link to={`/o/${org.id}/cost/flow`}>{t('flow.title')}</Link>
        {can('recharges_list') && <Link to={`/o/${org.id}/cost/recharges`}>{t('recharge.list')}</Link>}
        {can('payments_list') && <Link to={`/o/${org.id}/cost/payments`}>{t('menu.payments')}</Link>}
        {can('refunds_list') && <Link to={`/o/${org.id}/cost/refunds`}>{t('menu.refunds')}</Link>}
        {can('coupons_list') && <Link to={`/o/${org.id}/coupons`}>{t('menu.coupons')}</Link>}
        {can('quotes_list') && <Link to={`/o/${org.id}/quotes`}>{t('menu.quotes')}</Link>}
      </nav>
      {can('quotes_list') && <Offered />}
      {can('recharges_list') && <Claims />}
      <Flow />
      <Recharge open={dialog.is('recharge')} close={dialog.close} lack={lack} sent={() => setSent(true)} />
    </Page>
  )
}

/** The missing amount that a checkout sends people here with. */
function lackOf(asked: string | null): number | undefined {
  const fen = Number(asked)
  return asked && Number.isSafeInteger(fen) && fen > 0 ? fen : undefined
}

function Balance() {
  const t = useT()
  const balance = useRead('balance_get', {})
  const number = (name: string, fen: number | undefined, testid: string) => (
    <div className="kb-number" data-testid={testid}>
      <span className="kb-number-name">{name}</span>
      <span className="kb-number-value"><Money fen={fen} /></span>
    </div>
  )
  return (
    <>
      <ErrorView error={balance.error} again={() => void balance.refetch()} />
      <div className="kb-numbers">
        {number(t('balance.available'), balance.data?.available_fen, 'balance.available')}
        {number(t('balance.frozen'), balance.data?.frozen_fen, 'balance.frozen')}
      </div>
    </>
  )
}

/** Quotes that the seller's people made and that wait to be paid. */
function Offered() {
  const t = useT()
  const { me, org } = useSession()
  const list = useList('quotes_list', { state: 'open' }, { limit: 50 })
  const rows = list.rows.filter((row) => row.created_by !== me.user.id).slice(0, 5)
  if (rows.length === 0) return null
  return (
    <Card title={t('quotes.offered')} pad={false}>
      <PlainTable
        label={t('quotes.offered')} rows={rows} rowKey={(row) => row.id}
        columns={[
          { key: 'at', title: t('col.created'), cell: (row) => <Time ms={row.created_ms} /> },
          { key: 'until', title: t('quote.until'), cell: (row) => <Deadline ms={row.expires_ms} />, minor: true },
          { key: 'sum', title: t('quote.total'), align: 'right', cell: (row) => <Money fen={row.total_fen} strong /> },
          { key: 'act', title: t('col.action'), cell: (row) => <Link to={`/o/${org.id}/checkout/${row.id}`}>{t('quotes.pay')}</Link> },
        ]}
      />
    </Card>
  )
}

function Recharge(props: { open: boolean; close: () => void; lack: number | undefined; sent: () => void }) {
  const t = useT()
  const create = useWrite('recharges_create')
  return (
    <FormDialog
      open={props.open} close={props.close} title={t('recharge.title')} verb={t('recharge.send')} busy={create.isPending} error={create.error}
      lead={<p className="muted">{t('recharge.lead')}</p>}
      fields={[
        { name: 'amount_fen', label: t('recharge.amount'), type: 'money', required: true, initial: props.lack && fenText(props.lack).replaceAll(',', '') },
        { name: 'payer', label: t('recharge.payer'), required: true, max: 120 },
        { name: 'memo', label: t('recharge.memo'), max: 200, help: t('recharge.memo.help') },
      ]}
      send={async (values) => {
        await create.mutateAsync(values as unknown as In<'recharges_create'>)
        props.sent()
      }}
    />
  )
}

function Claims() {
  const t = useT()
  const { org } = useSession()
  const list = useList('recharges_list', {}, { limit: 5 })
  return (
    <Card title={t('recharge.list')} pad={false} extra={<Link to={`/o/${org.id}/cost/recharges`}>{t('all')}</Link>}>
      <ErrorView error={list.error} again={list.again} />
      <PlainTable
        label={t('recharge.list')} rows={list.rows} rowKey={(row) => row.id} empty={t('recharge.none')}
        columns={[
          { key: 'at', title: t('col.time'), cell: (row) => <Time ms={row.created_ms} /> },
          { key: 'state', title: t('col.state'), cell: (row) => <StateTag kind="recharge" value={row.state} /> },
          { key: 'payer', title: t('recharge.payer'), cell: (row) => row.payer },
          { key: 'memo', title: t('recharge.memo'), cell: (row) => row.reason || row.memo, minor: true },
          { key: 'sum', title: t('col.amount'), align: 'right', cell: (row) => <Money fen={row.amount_fen} /> },
        ]}
      />
    </Card>
  )
}

function Flow() {
  const t = useT()
  const pick = usePick()
  const { org } = useSession()
  const list = useList('flow_list', {}, { limit: 10 })
  return (
    <Card title={t('flow.title')} pad={false} testid="cost.flow" extra={<Link to={`/o/${org.id}/cost/flow`}>{t('all')}</Link>}>
      <ErrorView error={list.error} again={list.again} />
      <PlainTable
        label={t('flow.title')} rows={list.rows.slice(0, 10)} rowKey={(row) => row.id} empty={t('flow.none')}
        columns={[
          { key: 'at', title: t('col.time'), cell: (row) => <Time ms={row.created_ms} /> },
          { key: 'text', title: t('col.summary'), cell: (row) => (row.order_id ? <Link to={`/o/${org.id}/orders/${row.order_id}`}>{pick(row.text, row.text_en)}</Link> : pick(row.text, row.text_en)) },
          { key: 'held', title: t('flow.held'), align: 'right', cell: (row) => (row.held_fen ? <Money fen={row.held_fen} /> : ''), minor: true },
          { key: 'in', title: t('flow.in'), align: 'right', cell: (row) => (row.in_fen ? <Money fen={row.in_fen} /> : '') },
          { key: 'out', title: t('flow.out'), align: 'right', cell: (row) => (row.out_fen ? <Money fen={row.out_fen} out /> : '') },
          { key: 'balance', title: t('flow.balance'), align: 'right', cell: (row) => <Money fen={row.balance_fen} /> },
        ]}
      />
    </Card>
  )
}

export function FlowList() {
  const t = useT()
  const pick = usePick()
  const { org } = useSession()
  return (
    <ListPage
      title={t('flow.title')} op="flow_list" rowKey={(row) => row.id}
      columns={[
        { key: 'at', title: t('col.time'), width: 120, cell: (row) => <Time ms={row.created_ms} /> },
        { key: 'text', title: t('col.summary'), width: 150, grow: true, cell: (row) => (row.order_id ? <Link to={`/o/${org.id}/orders/${row.order_id}`}>{pick(row.text, row.text_en)}</Link> : pick(row.text, row.text_en)) },
        { key: 'in', title: t('flow.in'), width: 120, align: 'right', cell: (row) => (row.in_fen ? <Money fen={row.in_fen} /> : '') },
        { key: 'out', title: t('flow.out'), width: 120, align: 'right', cell: (row) => (row.out_fen ? <Money fen={row.out_fen} out /> : '') },
        { key: 'held', title: t('flow.held'), width: 120, align: 'right', cell: (row) => (row.held_fen ? <Money fen={row.held_fen} /> : '') },
        { key: 'balance', title: t('flow.balance'), width: 125, align: 'right', cell: (row) => <Money fen={row.balance_fen} /> },
        { key: 'available', title: t('balance.available'), width: 125, align: 'right', cell: (row) => <Money fen={row.available_fen} /> },
        { key: 'frozen', title: t('balance.frozen'), width: 115, align: 'right', cell: (row) => <Money fen={row.frozen_fen} /> },
      ]}
      card={(row) => (
        <div className="kb-linkcard">
          <span className="row apart"><span className="strong">{pick(row.text, row.text_en)}</span><Time ms={row.created_ms} /></span>
          <span className="row apart"><span>{row.in_fen ? <>{t('flow.in')} <Money fen={row.in_fen} /></> : row.out_fen ? <>{t('flow.out')} <Money fen={row.out_fen} out /></> : <>{t('flow.held')} <Money fen={row.held_fen} /></>}</span><span className="muted">{t('flow.balance')} <Money fen={row.balance_fen} /></span></span>
        </div>
      )}
      empty={{ text: t('flow.none') }}
    />
  )
}

export function RechargeList() {
  const t = useT()
  return (
    <ListPage
      title={t('recharge.list')} op="recharges_list" rowKey={(row) => row.id}
      filters={[{ name: 'state', kind: 'recharge', label: t('col.state') }]}
      columns={[
        { key: 'at', title: t('col.time'), width: 160, cell: (row) => <Time ms={row.created_ms} /> },
        { key: 'state', title: t('col.state'), width: 120, cell: (row) => <StateTag kind="recharge" value={row.state} /> },
        { key: 'payer', title: t('recharge.payer'), width: 200, grow: true, cell: (row) => row.payer },
        { key: 'memo', title: t('recharge.memo'), width: 200, grow: true, cell: (row) => row.memo || '—' },
        { key: 'reason', title: t('col.reason'), width: 180, grow: true, cell: (row) => row.reason || '—' },
        { key: 'done', title: t('recharge.decided'), width: 160, cell: (row) => <Time ms={row.decided_ms} /> },
        { key: 'sum', title: t('col.amount'), width: 150, align: 'right', cell: (row) => <Money fen={row.amount_fen} strong /> },
      ]}
      card={(row) => (
        <div className="kb-linkcard">
          <span className="row apart"><Money fen={row.amount_fen} strong /><StateTag kind="recharge" value={row.state} /></span>
          <span className="row apart"><span className="muted">{row.payer}</span><Time ms={row.created_ms} /></span>
        </div>
      )}
      empty={{ text: t('recharge.none') }}
    />
  )
}

/** What closing gave back: a customer's own, or those to a seller's customers. */
export function RefundList() {
  const { t, lang } = useI18n()
  const { org } = useSession()
  const seller = org.kind !== 'customer'
  return (
    <ListPage
      title={t('menu.refunds')} op="refunds_list" rowKey={(row) => row.id}
      columns={[
        { key: 'at', title: t('col.time'), width: 120, cell: (row) => <Time ms={row.created_ms} /> },
        ...(seller ? [{ key: 'customer', title: t('col.customer'), width: 140, grow: true, cell: (row: { customer: string }) => row.customer }] : []),
        { key: 'alias', title: t('col.alias'), width: 130, grow: true, cell: (row) => (seller ? row.alias : <Link to={`/o/${org.id}/resources/${row.resource_id}`}>{row.alias}</Link>) },
        { key: 'state', title: t('col.state'), width: 110, cell: (row) => <StateTag kind="refund" value={row.state} /> },
        { key: 'used', title: t('refund.used'), width: 150, cell: (row) => <span className="num">{spanText(row.used_s * 1000, lang)} / {spanText(row.total_s * 1000, lang)}</span> },
        { key: 'price', title: t('refund.paid'), width: 115, align: 'right', cell: (row) => <Money fen={row.price_fen} /> },
        { key: 'kept', title: t('refund.kept'), width: 115, align: 'right', cell: (row) => <Money fen={row.kept_fen} /> },
        { key: 'back', title: t('refund.back'), width: 120, align: 'right', cell: (row) => <Money fen={row.back_fen} strong /> },
      ]}
      card={(row) => (
        <div className="kb-linkcard">
          <span className="row apart"><span className="strong">{row.alias}</span><StateTag kind="refund" value={row.state} /></span>
          <span className="row apart"><span>{t('refund.back')} <Money fen={row.back_fen} strong /></span><Time ms={row.created_ms} /></span>
        </div>
      )}
      empty={{ text: t('refunds.none') }}
    />
  )
}
