// Quotes: those our people made for customers; a customer's own, to pay.
import { Button } from 'antd'
import { Link, useSearchParams } from 'react-router'
import type { Row } from '@/api/client'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { useWord } from '@/ui/JobView'
import { late } from '@/ui/late'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { useCustomerOptions, useStaffNames } from '@/ui/names'
import { StateTag } from '@/ui/StateTag'
import { Deadline, Time } from '@/ui/Time'

const NewQuote = late(() => import('./NewQuote'))

type Line = Row<'quotes_list'>

export function Quotes() {
  const t = useT()
  const { can, org } = useSession()
  const seller = org.kind !== 'customer'
  const [search, setSearch] = useSearchParams()
  const customers = useCustomerOptions()
  const staff = useStaffNames()
  const word = useWord()
  const ask = (customer: string | null) =>
    setSearch((old) => {
      if (customer === null) old.delete('new')
      else old.set('new', customer)
      return old
    }, { replace: true })
  const create = seller && can('quotes_create') && <Button type="primary" onClick={() => ask('')} data-testid="quotes.new">{t('quote.new')}</Button>
  const at = (row: Line) => `${seller ? 'quotes' : 'checkout'}/${row.id}`
  const to = (row: Line) => `/o/${org.id}/${at(row)}`
  return (
    <>
      <ListPage
        title={t('menu.quotes')} op="quotes_list" rowKey={(row) => row.id} rowTo={at} actions={create}
        filters={[{ name: 'state', kind: 'quote', label: t('col.state') }, ...(seller ? [{ name: 'customer_id', label: t('col.customer'), options: customers }] : [])]}
        columns={[
          { key: 'at', title: t('col.created'), width: 130, cell: (row) => <Link to={to(row)} onClick={(e) => e.stopPropagation()}><Time ms={row.created_ms} /></Link> },
          ...(seller ? [{ key: 'customer', title: t('col.customer'), width: 160, grow: true, cell: (row: Line) => <span className="strong">{row.customer}</span> }] : []),
          { key: 'kind', title: t('col.kind'), width: 70, cell: (row) => word('order.kind', row.kind) },
          { key: 'state', title: t('col.state'), width: 110, cell: (row) => <StateTag kind="quote" value={row.state} /> },
          { key: 'until', title: t('quote.until'), width: 230, grow: !seller, cell: (row) => (row.state === 'open' ? <Deadline ms={row.expires_ms} /> : <Time ms={row.expires_ms} />) },
          { key: 'coupon', title: t('quote.coupon'), width: 90, align: 'right', cell: (row) => (row.coupon_fen > 0 ? <Money fen={row.coupon_fen} /> : '—') },
          { key: 'sum', title: t('quote.total'), width: 130, align: 'right', cell: (row) => <Money fen={row.total_fen} /> },
          ...(seller ? [{ key: 'by', title: t('col.who'), width: 80, cell: (row: Line) => staff(row.created_by) }] : []),
        ]}
        card={(row) => (
          <Link to={to(row)} className="kb-linkcard">
            <span className="row apart"><span className="strong">{row.customer || t('order.kind.new')}</span><StateTag kind="quote" value={row.state} /></span>
            <span className="row apart"><Money fen={row.total_fen} /><Time ms={row.created_ms} /></span>
          </Link>
        )}
        empty={{ text: t('quotes.none'), hint: seller ? t('quotes.none.hint') : undefined, action: create }}
      />
      {search.has('new') && seller && <NewQuote customer={search.get('new') ?? ''} customers={customers} close={() => ask(null)} />}
    </>
  )
}
