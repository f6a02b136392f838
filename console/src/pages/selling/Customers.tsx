// Our own customers: who looks after them, what they have to spend.
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { In, Row } from '@/api/client'
import { useList, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { FormDialog } from '@/ui/FormDialog'
import { useWord } from '@/ui/JobView'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { useDepartmentOptions, useStaffOptions } from '@/ui/names'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'
import { useDialog } from '@/ui/useDialog'
import { RechargeFor, Tags } from './parts'
import { Invite, useNewOrgFields } from './orgs'
import { Switch } from './Switch'

type Customer = Row<'customers_list'>

export function Customers() {
  const t = useT()
  const { can, org } = useSession()
  const word = useWord()
  const money = useList('customer_balances_list', {}, { enabled: can('customer_balances_list'), limit: 200 })
  const balances = new Map(money.rows.map((row) => [row.id, row]))
  const dialog = useDialog<'new' | 'invite'>()
  const [paying, setPaying] = useState<Customer | null>(null)
  const staff = useStaffOptions()
  const departments = useDepartmentOptions()
  const make = useWrite('customers_create')
  const fields = useNewOrgFields()
  const to = (row: Customer) => `/o/${org.id}/customers/${row.id}`
  const create = can('customers_create') && <Button type="primary" onClick={() => dialog.show('new')} data-testid="customers.new">{t('customer.new')}</Button>
  return (
    <>
      <ListPage
        title={t('menu.customers')} op="customers_list" rowKey={(row) => row.id} rowTo={(row) => `customers/${row.id}`}
        actions={<>{can('customers_invite') && <Button onClick={() => dialog.show('invite')}>{t('invite')}</Button>}{create}</>}
        filters={[
          { name: 'mine', label: t('customer.mine'), yes: true },
          { name: 'staff_id', label: t('customer.staff'), options: staff },
          ...(departments.length > 0 ? [{ name: 'department_id', label: t('department'), options: departments }] : []),
          { name: 'state', kind: 'org', label: t('col.state') },
          { name: 'tag', label: t('customer.tag'), text: true },
        ]}
        columns={[
          { key: 'name', title: t('col.name'), width: 160, grow: true, cell: (row) => <Link className="strong" to={to(row)} onClick={(e) => e.stopPropagation()}>{row.name}</Link> },
          { key: 'state', title: t('col.state'), width: 100, cell: (row) => <StateTag kind="org" value={row.state} /> },
          { key: 'staff', title: t('customer.staff'), width: 110, cell: (row) => row.staff || '—' },
          { key: 'tags', title: t('customer.tags'), width: 140, grow: true, cell: (row) => <Tags tags={row.tags} /> },
          { key: 'source', title: t('customer.source'), width: 110, cell: (row) => (row.source ? word('source', row.source) : '—') },
          { key: 'available', title: t('balance.available'), width: 125, align: 'right', cell: (row) => <Money fen={balances.get(row.id)?.available_fen} /> },
          {
            key: 'act', title: t('col.action'), width: 200, cell: (row) => (
              <span className="row" onClick={(event) => event.stopPropagation()}>
                {can('recharges_create') && <Button size="small" aria-label={`${t('recharge.for')} ${row.name}`} onClick={() => setPaying(row)}>{t('recharge.for')}</Button>}
                <Switch org={row} small />
              </span>
            ),
          },
          { key: 'at', title: t('col.created'), width: 130, cell: (row) => <Time ms={row.created_ms} /> },
        ]}
        card={(row) => (
          <Link to={to(row)} className="kb-linkcard">
            <span className="row apart"><span className="strong">{row.name}</span><StateTag kind="org" value={row.state} /></span>
            <span className="row apart"><span className="muted">{row.staff || '—'}</span><Money fen={balances.get(row.id)?.available_fen} /></span>
          </Link>
        )}
        empty={{ text: t('customers.none'), action: create }}
      />
      <FormDialog
        open={dialog.is('new')} close={dialog.close} title={t('customer.new')} verb={t('create')} busy={make.isPending} error={make.error} fields={fields}
        send={(values) => make.mutateAsync(values as In<'customers_create'>)}
      />
      <Invite op="customers_invite" open={dialog.is('invite')} close={dialog.close} />
      <RechargeFor customer={paying} close={() => setPaying(null)} />
    </>
  )
}
