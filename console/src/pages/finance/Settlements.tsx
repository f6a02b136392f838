// What neighbours and suppliers owe each other for a period, and in what order it can be paid.
import { Link } from 'react-router'
import type { Row } from '@/api/client'
import { useRead } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { dateText } from '@/lib/time'
import { Card } from '@/ui/Card'
import { Deed } from '@/ui/Deed'
import { ErrorView } from '@/ui/ErrorView'
import { FirstPaint } from '@/ui/FirstPaint'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { useDistributorOptions, useSupplierOptions } from '@/ui/names'
import { Page } from '@/ui/Page'
import { PlainTable } from '@/ui/PlainTable'
import { StateTag } from '@/ui/StateTag'
import { Net, spanOf } from './netting'

type Run = Row<'settlements_list'>

export function Settlements() {
  const t = useT()
  const { org, can } = useSession()
  const others = [...useDistributorOptions(), ...useSupplierOptions()]
  const other = (row: Run) => (row.seller_id === org.id ? row.buyer : row.seller)
  return (
    <ListPage
      title={t('menu.settlements')}
      op="settlements_list"
      rowKey={(row) => row.id}
      rowTo={(row) => `fin/settlements/${row.id}`}
      filters={[
        { name: 'state', kind: 'settlement', label: t('col.state') },
        { name: 'kind', label: t('col.kind'), options: [{ value: 'distribution', label: t('settle.kind.distribution') }, { value: 'supply', label: t('settle.kind.supply') }] },
        { name: 'other_id', label: t('settle.other'), options: others },
      ]}
      actions={(
        <>
          {can('settlement_plan_get') && <Link to={`/o/${org.id}/fin/settlement-plan`}>{t('settle.plan')}</Link>}
          <Deed
            op="settlements_create" input={{}} verb={t('settle.new')} name="" primary lead={<p className="muted">{t('settle.new.lead')}</p>}
            fields={[{ name: 'other_id', label: t('settle.other'), type: 'select', required: true, options: others }]}
          />
        </>
      )}
      columns={[
        { key: 'other', title: t('settle.other'), width: 190, grow: true, cell: (row) => <Link className="strong" to={`/o/${org.id}/fin/settlements/${row.id}`} onClick={(event) => event.stopPropagation()}>{other(row)}</Link> },
        { key: 'kind', title: t('col.kind'), width: 90, cell: (row) => t(row.kind === 'supply' ? 'settle.kind.supply' : 'settle.kind.distribution') },
        { key: 'span', title: t('settle.span'), width: 210, cell: (row) => <span className="num">{spanOf(row)}</span> },
        { key: 'state', title: t('col.state'), width: 120, cell: (row) => <StateTag kind="settlement" value={row.state} /> },
        { key: 'net', title: t('settle.net'), width: 190, align: 'right', cell: (row) => <Net run={row} short /> },
        { key: 'goods', title: t('settle.goods'), width: 130, align: 'right', cell: (row) => <Money fen={row.goods_fen} /> },
        { key: 'collected', title: t('settle.collected'), width: 130, align: 'right', cell: (row) => <Money fen={row.collected_fen} /> },
        { key: 'commission', title: t('settle.commission'), width: 130, align: 'right', cell: (row) => <Money fen={row.commission_fen} /> },
        { key: 'objections', title: t('settle.objections'), width: 90, align: 'right', cell: (row) => (row.objections_n > 0 ? <span className="bad-text num">{row.objections_n}</span> : '—') },
      ]}
      card={(row) => (
        <Link className="kb-linkcard" to={`/o/${org.id}/fin/settlements/${row.id}`}>
          <span className="row apart"><span className="strong">{other(row)}</span><StateTag kind="settlement" value={row.state} /></span>
          <span className="row apart"><span className="num small">{spanOf(row)}</span><Net run={row} short /></span>
        </Link>
      )}
      empty={{ text: t('settle.none'), hint: t('settle.none.hint') }}
    />
  )
}

/** In what order approved settlements can be paid without any bank going below nothing. */
export function PaymentPlan() {
  const t = useT()
  const { org } = useSession()
  const read = useRead('settlement_plan_get', {})
  const plan = read.data
  if (!plan) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  return (
    <Page
      title={t('settle.plan')} sub={t('settle.plan.sub')}
      mark={<span className={plan.feasible ? 'kb-tag kb-tone-good' : 'kb-tag kb-tone-bad'}>{plan.feasible ? `✓ ${t('settle.plan.feasible')}` : `✕ ${t('settle.plan.short')}`}</span>}
    >
      {!plan.sure && <p className="muted">{t('settle.plan.unsure')}</p>}
      <Card pad={false} testid="settle.plan">
        <PlainTable
          label={t('settle.plan')} rows={plan.steps} rowKey={(row) => row.id} empty={t('settle.plan.none')}
          columns={[
            { key: 'step', title: t('settle.plan.step'), cell: (row) => <span className="num">{row.step || '—'}</span> },
            { key: 'state', title: t('col.state'), cell: (row) => <StateTag kind="payable" value={row.state} /> },
            { key: 'payer', title: t('settle.payer'), cell: (row) => row.payer },
            { key: 'payee', title: t('settle.payee'), cell: (row) => row.payee },
            { key: 'sum', title: t('col.amount'), align: 'right', cell: (row) => <Money fen={row.amount_fen} strong /> },
            { key: 'short', title: t('settle.plan.lacks'), align: 'right', cell: (row) => (row.short_fen ? <Money fen={row.short_fen} out /> : '—') },
            { key: 'see', title: t('col.detail'), cell: (row) => <Link to={`/o/${org.id}/fin/settlements/${row.id}`}>{t('settle.see')}</Link> },
          ]}
        />
      </Card>
    </Page>
  )
}

/** Objections of all settlements, one's own and those to answer. */
export function Objections() {
  const t = useT()
  const { org } = useSession()
  return (
    <ListPage
      title={t('menu.objections')}
      op="objections_list"
      rowKey={(row) => row.id}
      rowTo={(row) => `fin/settlements/${row.run_id}?tab=related`}
      filters={[{ name: 'state', kind: 'objection', label: t('col.state') }]}
      columns={[
        { key: 'at', title: t('col.created'), width: 110, cell: (row) => <span className="num">{dateText(row.created_ms)}</span> },
        { key: 'by', title: t('objection.by'), width: 170, cell: (row) => (row.by_id === org.id ? t('objection.ours') : row.by_name) },
        { key: 'state', title: t('col.state'), width: 110, cell: (row) => <StateTag kind="objection" value={row.state} /> },
        { key: 'reason', title: t('col.reason'), width: 240, grow: true, cell: (row) => row.reason },
        { key: 'answer', title: t('objection.answer'), width: 220, grow: true, cell: (row) => row.answer || '—' },
        { key: 'sum', title: t('objection.correction'), width: 130, align: 'right', cell: (row) => (row.how === 'correct' ? <Money fen={row.amount_fen} /> : '—') },
      ]}
      empty={{ text: t('objections.none') }}
    />
  )
}
