// What was sold, to customers and to distributors: price, cost, commissions and margin of each line.
import { Link } from 'react-router'
import type { Row } from '@/api/client'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { useWord } from '@/ui/JobView'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { useCustomerOptions, useDistributorOptions, useProductOptions } from '@/ui/names'
import { usePeriods } from '@/ui/orders'
import { kinds, type Kind } from '@/ui/schema'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'

type Sale = Row<'sales_list'>

export function Sales() {
  const t = useT()
  const word = useWord()
  const periods = usePeriods()
  const { org, can } = useSession()
  const others = [...useCustomerOptions(), ...useDistributorOptions()]
  const products = useProductOptions()
  const cost = (fen: number) => (fen ? <Money fen={fen} /> : <span className="muted">—</span>)
  return (
    <ListPage
      title={t('menu.sales')} op="sales_list" rowKey={(row) => row.id}
      filters={[
        { name: 'state', kind: 'line', label: t('col.state') },
        { name: 'kind', label: t('col.kind'), options: kinds.map((value) => ({ value, label: t(`kind.${value}`) })) },
        { name: 'other_id', label: t('sales.to'), options: others },
        { name: 'product_id', label: t('col.product'), options: products },
      ]}
      columns={[
        { key: 'at', title: t('col.time'), width: 120, cell: (row) => <Time ms={row.created_ms} /> },
        {
          key: 'other', title: t('sales.to'), width: 160, grow: true, cell: (row) => (row.other_kind === 'customer' && can('customers_get')
            ? <Link to={`/o/${org.id}/customers/${row.other_id}`}>{row.other}</Link> : <>{row.other} <span className="kb-chip">{word('kind', row.other_kind)}</span></>),
        },
        { key: 'sku', title: t('col.sku'), width: 170, grow: true, cell: (row) => <span className="strong">{row.sku}</span> },
        { key: 'kind', title: t('col.kind'), width: 90, cell: (row) => t(`kind.${row.kind as Kind}`) },
        { key: 'n', title: t('shop.period'), width: 100, cell: (row) => <span className="num">{periods(row.periods, row.cycle)}</span> },
        { key: 'state', title: t('col.state'), width: 110, cell: (row) => <StateTag kind="line" value={row.state} /> },
        { key: 'mode', title: t('sales.mode'), width: 80, cell: (row) => (row.mode ? word('mode', row.mode) : '—') },
        { key: 'sale', title: t('sales.price'), width: 120, align: 'right', cell: (row) => <Money fen={row.sale_fen} /> },
        { key: 'coupon', title: t('quote.coupon'), width: 100, align: 'right', cell: (row) => cost(row.coupon_fen) },
        { key: 'cost', title: t('sales.cost'), width: 120, align: 'right', cell: (row) => cost(row.cost_fen) },
        { key: 'commission', title: t('sales.commission'), width: 120, align: 'right', cell: (row) => <Commission row={row} /> },
        { key: 'margin', title: t('sales.margin'), width: 120, align: 'right', pin: true, cell: (row) => <Money fen={row.margin_fen} out={row.margin_fen < 0} strong /> },
      ]}
      card={(row) => (
        <div className="kb-linkcard">
          <span className="row apart"><span className="strong">{row.sku}</span><StateTag kind="line" value={row.state} /></span>
          <span className="row apart"><span className="muted">{row.other}</span><Time ms={row.created_ms} /></span>
          <span className="row apart"><span>{t('sales.price')} <Money fen={row.sale_fen} /></span><span>{t('sales.margin')} <Money fen={row.margin_fen} out={row.margin_fen < 0} strong /></span></span>
        </div>
      )}
      empty={{ text: t('sales.none') }}
    />
  )
}

/** Earned from above, or paid to whoever is below. */
function Commission({ row }: { row: Sale }) {
  const t = useT()
  if (row.commission_in_fen > 0) return <span className="nowrap">{t('sales.in')} <Money fen={row.commission_in_fen} /></span>
  if (row.commission_out_fen > 0) return <span className="nowrap">{t('sales.out')} <Money fen={row.commission_out_fen} /></span>
  return <span className="muted">—</span>
}

/** What was sold of a supplier's products, without whom to. */
export function Supplies() {
  const t = useT()
  const word = useWord()
  const periods = usePeriods()
  return (
    <ListPage
      title={t('menu.supplies')} op="supplies_list" rowKey={(row) => row.id}
      columns={[
        { key: 'at', title: t('col.time'), width: 115, cell: (row) => <Time ms={row.created_ms} /> },
        { key: 'product', title: t('col.product'), width: 120, grow: true, cell: (row) => row.product },
        { key: 'sku', title: t('col.sku'), width: 160, grow: true, cell: (row) => <span className="strong">{row.sku}</span> },
        { key: 'n', title: t('shop.period'), width: 85, cell: (row) => <span className="num">{periods(row.periods, row.cycle)}</span> },
        { key: 'state', title: t('col.state'), width: 120, cell: (row) => <StateTag kind="line" value={row.state} /> },
        { key: 'mode', title: t('sales.mode'), width: 90, cell: (row) => (row.mode ? word('mode', row.mode) : '—') },
        { key: 'from', title: t('col.from'), width: 115, cell: (row) => <Time ms={row.from_ms} /> },
        { key: 'to', title: t('col.to'), width: 115, cell: (row) => <Time ms={row.to_ms} /> },
        { key: 'sale', title: t('supplies.price'), width: 110, align: 'right', cell: (row) => <Money fen={row.sale_fen} /> },
      ]}
      empty={{ text: t('sales.none') }}
    />
  )
}
