import { Link } from 'react-router'
import type { Row } from '@/api/client'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { useWord } from '@/ui/JobView'
import { Id } from '@/ui/Id'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { orderProgress, useOrderTitle } from '@/ui/orders'
import { orderState } from '@/ui/state'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'

export function Orders() {
  const t = useT()
  const word = useWord()
  const { org, can } = useSession()
  const title = useOrderTitle()
  const to = (row: Row<'orders_list'>) => `/o/${org.id}/orders/${row.id}`
  return (
    <ListPage
      title={t('menu.orders')}
      op="orders_list"
      rowKey={(row) => row.id}
      rowTo={(row) => `orders/${row.id}`}
      filters={[
        { name: 'kind', label: t('col.kind'), options: (['new', 'renew', 'change'] as const).map((value) => ({ value, label: t(`order.kind.${value}`) })) },
        { name: 'open', label: t('orders.open'), yes: true },
      ]}
      columns={[
        { key: 'content', title: t('col.content'), width: 180, grow: true, cell: (row) => <Link className="strong" to={to(row)} onClick={(e) => e.stopPropagation()}>{row.what || title(row)}</Link> },
        { key: 'kind', title: t('col.kind'), width: 70, cell: (row) => word('order.kind', row.kind) },
        { key: 'id', title: t('col.order'), width: 150, cell: (row) => <Id id={row.id} /> },
        { key: 'state', title: t('col.state'), width: 110, cell: (row) => <StateTag kind="order" value={orderState(row)} /> },
        { key: 'progress', title: t('col.progress'), width: 70, align: 'right', cell: (row) => <span className="num">{orderProgress(row)}</span> },
        { key: 'coupon', title: t('quote.coupon'), width: 90, align: 'right', cell: (row) => (row.coupon_fen > 0 ? <Money fen={row.coupon_fen} /> : '—') },
        { key: 'sum', title: t('col.amount'), width: 130, align: 'right', cell: (row) => <Money fen={row.total_fen} /> },
        { key: 'at', title: t('col.created'), width: 140, cell: (row) => <Time ms={row.created_ms} /> },
      ]}
      card={(row) => (
        <Link to={to(row)} className="kb-linkcard">
          <span className="row apart"><span className="strong">{row.what || title(row)}</span><StateTag kind="order" value={orderState(row)} /></span>
          <span className="row apart"><Money fen={row.total_fen} /><Time ms={row.created_ms} /></span>
        </Link>
      )}
      empty={{ text: t('orders.none'), action: can('quotes_create') && <Link to={`/o/${org.id}/shop`}>{t('orders.shop')}</Link> }}
    />
  )
}
