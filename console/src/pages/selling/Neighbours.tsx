// Distributors below us and, for the platform, suppliers.
import { Button } from 'antd'
import { Link } from 'react-router'
import type { In, Row } from '@/api/client'
import { useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { FormDialog } from '@/ui/FormDialog'
import { ListPage } from '@/ui/ListPage'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'
import { useDialog } from '@/ui/useDialog'
import { Invite, useNewOrgFields } from './orgs'
import { Switch } from './Switch'

type Org = Row<'distributors_list'>

function useColumns(at: string) {
  const t = useT()
  const { org } = useSession()
  return [
    { key: 'name', title: t('col.name'), width: 220, grow: true, cell: (row: Org) => <Link className="strong" to={`/o/${org.id}/${at}/${row.id}`} onClick={(e) => e.stopPropagation()}>{row.name}</Link> },
    { key: 'form', title: t('col.form'), width: 100, cell: (row: Org) => t(`customer.${row.form}`) },
    { key: 'state', title: t('col.state'), width: 110, cell: (row: Org) => <StateTag kind="org" value={row.state} /> },
    { key: 'act', title: t('col.action'), width: 110, cell: (row: Org) => <Switch org={row} small /> },
    { key: 'at', title: t('col.created'), width: 150, cell: (row: Org) => <Time ms={row.created_ms} /> },
  ]
}

export function Distributors() {
  const t = useT()
  const { can } = useSession()
  const dialog = useDialog<'new' | 'invite'>()
  const make = useWrite('distributors_create')
  const fields = useNewOrgFields()
  const columns = useColumns('distributors')
  const create = can('distributors_create') && <Button type="primary" onClick={() => dialog.show('new')} data-testid="distributors.new">{t('distributor.new')}</Button>
  return (
    <>
      <ListPage
        title={t('menu.distributors')} op="distributors_list" rowKey={(row) => row.id} rowTo={(row) => `distributors/${row.id}`}
        actions={<>{can('distributors_invite') && <Button onClick={() => dialog.show('invite')}>{t('invite')}</Button>}{create}</>}
        filters={[{ name: 'state', kind: 'org', label: t('col.state') }]}
        columns={[...columns.slice(0, 2), { key: 'level', title: t('distributor.level'), width: 80, align: 'right', cell: (row) => <span className="num">{row.level}</span> }, ...columns.slice(2)]}
        empty={{ text: t('distributors.none'), action: create }}
      />
      <FormDialog
        open={dialog.is('new')} close={dialog.close} title={t('distributor.new')} verb={t('create')} busy={make.isPending} error={make.error} fields={fields}
        send={(values) => make.mutateAsync(values as In<'distributors_create'>)}
      />
      <Invite op="distributors_invite" open={dialog.is('invite')} close={dialog.close} />
    </>
  )
}

export function Suppliers() {
  const t = useT()
  const { can } = useSession()
  const dialog = useDialog<'new'>()
  const make = useWrite('suppliers_create')
  const fields = useNewOrgFields()
  const columns = useColumns('suppliers')
  const create = can('suppliers_create') && <Button type="primary" onClick={() => dialog.show('new')} data-testid="suppliers.new">{t('supplier.new')}</Button>
  return (
    <>
      <ListPage
        title={t('menu.suppliers')} op="suppliers_list" rowKey={(row) => row.id} rowTo={(row) => `suppliers/${row.id}`} actions={create}
        filters={[{ name: 'state', kind: 'org', label: t('col.state') }]}
        columns={[...columns.slice(0, 2), { key: 'own', title: t('supplier.kind'), width: 120, cell: (row) => t(row.own_devices ? 'supplier.own' : 'supplier.outside') }, ...columns.slice(2)]}
        empty={{ text: t('suppliers.none'), action: create }}
      />
      <FormDialog
        open={dialog.is('new')} close={dialog.close} title={t('supplier.new')} verb={t('create')} busy={make.isPending} error={make.error} fields={fields}
        send={(values) => make.mutateAsync(values as In<'suppliers_create'>)}
      />
    </>
  )
}
