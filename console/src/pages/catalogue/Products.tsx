// What there is to sell: products of the platform and its suppliers, and which of them our own shop shows.
import { Button } from 'antd'
import { Link } from 'react-router'
import type { In, Row } from '@/api/client'
import { useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { FormDialog } from '@/ui/FormDialog'
import { ListPage } from '@/ui/ListPage'
import { useSupplierOptions } from '@/ui/names'
import { kinds } from '@/ui/schema'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'
import { useDialog } from '@/ui/useDialog'
import { Shown } from './Shown'

type Product = Row<'products_list'>

export function Products() {
  const t = useT()
  const { can, org } = useSession()
  const dialog = useDialog<'new'>()
  const suppliers = useSupplierOptions()
  const create = can('products_create') && <Button type="primary" onClick={() => dialog.show('new')} data-testid="products.new">{t('product.new')}</Button>
  const to = (row: Product) => `/o/${org.id}/products/${row.id}`
  return (
    <>
      <ListPage
        title={t('menu.products')} op="products_list" rowKey={(row) => row.id} rowTo={(row) => `products/${row.id}`} actions={create}
        filters={[
          { name: 'kind', label: t('col.kind'), options: kinds.map((value) => ({ value, label: t(`kind.${value}`) })) },
          { name: 'state', kind: 'product', label: t('col.state') },
          ...(suppliers.length > 0 ? [{ name: 'supplier_id', label: t('col.supplier'), options: suppliers }] : []),
        ]}
        columns={[
          { key: 'name', title: t('col.name'), width: 170, grow: true, cell: (row) => <Link className="strong" to={to(row)} onClick={(e) => e.stopPropagation()}>{row.name}</Link> },
          { key: 'kind', title: t('col.kind'), width: 90, cell: (row) => t(`kind.${row.kind}`) },
          { key: 'state', title: t('col.state'), width: 110, cell: (row) => <StateTag kind="product" value={row.state} /> },
          ...(org.kind === 'platform' ? [{ key: 'supplier', title: t('col.supplier'), width: 150, grow: true, cell: (row: Product) => row.supplier || t('product.own') }] : []),
          { key: 'summary', title: t('col.summary'), width: 190, grow: true, cell: (row) => <span className="muted">{row.summary}</span> },
          { key: 'shown', title: t('product.shown'), width: 110, cell: (row) => <Shown product={row} /> },
          { key: 'at', title: t('col.created'), width: 130, cell: (row) => <Time ms={row.created_ms} /> },
        ]}
        card={(row) => (
          <Link to={to(row)} className="kb-linkcard">
            <span className="row apart"><span className="strong">{row.name}</span><StateTag kind="product" value={row.state} /></span>
            <span className="muted">{t(`kind.${row.kind}`)}{row.supplier && ` · ${row.supplier}`}</span>
          </Link>
        )}
        empty={{ text: t('products.none'), action: create }}
      />
      <NewProduct open={dialog.is('new')} close={dialog.close} suppliers={suppliers} />
    </>
  )
}

function NewProduct(props: { open: boolean; close: () => void; suppliers: { value: string; label: string }[] }) {
  const t = useT()
  const create = useWrite('products_create')
  return (
    <FormDialog
      open={props.open} close={props.close} title={t('product.new')} verb={t('create')} busy={create.isPending} error={create.error}
      fields={[
        { name: 'kind', label: t('col.kind'), type: 'select', required: true, options: kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })) },
        { name: 'name', label: t('col.name'), required: true, max: 120 },
        { name: 'supplier_id', label: t('col.supplier'), type: 'select', options: props.suppliers, help: t('product.supplier.help') },
        { name: 'summary', label: t('col.summary'), type: 'long', max: 500 },
      ]}
      send={(values) => create.mutateAsync(values as In<'products_create'>)}
    />
  )
}
