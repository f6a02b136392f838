// Prices and discounts that customers have of their own.
import { Button } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { ListPage } from '@/ui/ListPage'
import { useCustomerOptions, useStaffNames } from '@/ui/names'
import { useScopeText } from '@/ui/scope'
import { StateTag } from '@/ui/StateTag'
import { End, NewPrice, Valid, Value } from './priceparts'

export function CustomerPrices() {
  const t = useT()
  const { can } = useSession()
  const [search, setSearch] = useSearchParams()
  const [open, setOpen] = useState(search.has('new'))
  const customers = useCustomerOptions()
  const scope = useScopeText()
  const staff = useStaffNames()
  const create = can('customer_prices_create') && <Button type="primary" onClick={() => setOpen(true)} data-testid="customer_prices.new">{t('cprice.new')}</Button>
  const close = () => {
    setOpen(false)
    setSearch((old) => {
      old.delete('new')
      return old
    }, { replace: true })
  }
  return (
    <>
      <ListPage
        title={t('menu.prices')} op="customer_prices_list" rowKey={(row) => row.id} actions={create}
        filters={[{ name: 'customer_id', label: t('col.customer'), options: customers }, { name: 'state', kind: 'price', label: t('col.state') }]}
        columns={[
          { key: 'customer', title: t('col.customer'), width: 150, grow: true, cell: (row) => <span className="strong">{row.customer}</span> },
          { key: 'scope', title: t('scope'), width: 180, grow: true, cell: (row) => scope(row) },
          { key: 'value', title: t('cprice.value'), width: 225, align: 'right', cell: (row) => <Value row={row} /> },
          { key: 'state', title: t('col.state'), width: 100, cell: (row) => <StateTag kind="price" value={row.state} /> },
          { key: 'valid', title: t('agreement.valid'), width: 150, cell: (row) => <Valid row={row} /> },
          { key: 'by', title: t('col.who'), width: 70, cell: (row) => staff(row.created_by) },
          { key: 'note', title: t('note'), width: 90, grow: true, cell: (row) => <span className="muted">{row.note || '—'}</span> },
          { key: 'act', title: t('col.action'), width: 90, cell: (row) => <End row={row} /> },
        ]}
        empty={{ text: t('cprice.none'), hint: t('cprice.none.hint'), action: create }}
      />
      {open && <NewPrice customer={search.get('new') ?? ''} close={close} />}
    </>
  )
}
