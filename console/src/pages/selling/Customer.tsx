// One customer: what it says of itself, what we keep of it, its money, prices, quotes and purchases.
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { In, Out } from '@/api/client'
import { useList, useRead, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { wordsOf } from '@/lib/loose'
import { Card, Facts } from '@/ui/Card'
import { Changes } from '@/ui/Changes'
import { ErrorView } from '@/ui/ErrorView'
import { FirstPaint } from '@/ui/FirstPaint'
import { FormDialog } from '@/ui/FormDialog'
import { useWord } from '@/ui/JobView'
import { Money } from '@/ui/Money'
import { useDepartmentOptions, useStaffOptions } from '@/ui/names'
import { ObjectPage } from '@/ui/ObjectPage'
import { PlainTable } from '@/ui/PlainTable'
import { StateTag } from '@/ui/StateTag'
import { Deadline, Time } from '@/ui/Time'
import { useDialog } from '@/ui/useDialog'
import { RechargeFor, Tags } from './parts'
import { PriceTable } from './priceparts'
import { Switch } from './Switch'

type Page = Out<'customers_get'>
type Customer = NonNullable<Page['customer']>

export function CustomerPage() {
  const t = useT()
  const { id = '' } = useParams()
  const { can } = useSession()
  const read = useRead('customers_get', { id })
  const page = read.data
  const customer = page?.customer
  if (!customer) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  return (
    <ObjectPage
      title={customer.name} id={customer.id} tag={<StateTag kind="org" value={customer.state} />}
      sub={<>{t(`customer.${customer.form}`)}{customer.staff && <> · {t('customer.staff')} {customer.staff}</>}</>}
      actions={<Actions customer={customer} />}
      strip={{ now: <Balance id={customer.id} />, next: customer.note || t('customer.note.none') }}
      tabs={{
        overview: <Overview page={page} customer={customer} />,
        money: <MoneyTab id={customer.id} />,
        related: <Related id={customer.id} />,
        history: can('changes_list') && <Changes object="customer" id={customer.id} />,
      }}
    />
  )
}

function Actions({ customer }: { customer: Customer }) {
  const t = useT()
  const { can, org } = useSession()
  const dialog = useDialog<'profile' | 'recharge'>()
  return (
    <>
      {can('quotes_create') && <Link className="kb-linkbutton" to={`/o/${org.id}/quotes?new=${customer.id}`}>{t('quote.new')}</Link>}
      {can('customers_profile') && <Button onClick={() => dialog.show('profile')} data-testid="customer.profile">{t('customer.profile')}</Button>}
      {can('recharges_create') && <Button onClick={() => dialog.show('recharge')}>{t('recharge.for')}</Button>}
      <Switch org={customer} />
      {dialog.is('profile') && <Profile customer={customer} close={dialog.close} />}
      <RechargeFor customer={dialog.is('recharge') ? customer : null} close={dialog.close} />
    </>
  )
}

function useBalance(id: string) {
  const { can } = useSession()
  const list = useList('customer_balances_list', {}, { enabled: can('customer_balances_list'), limit: 200 })
  return list.rows.find((row) => row.id === id)
}

function Balance({ id }: { id: string }) {
  const t = useT()
  const balance = useBalance(id)
  return <>{t('balance.available')} <Money fen={balance?.available_fen} strong /> · {t('balance.frozen')} <Money fen={balance?.frozen_fen} /></>
}

function Overview({ page, customer }: { page: Page; customer: Customer }) {
  const t = useT()
  const word = useWord()
  const own = page.own_contact
  return (
    <div className="grid fit">
      <Card title={t('customer.ours')}>
        <Facts items={[
          { label: t('customer.staff'), value: customer.staff || '—' },
          { label: t('department'), value: customer.department || '—' },
          { label: t('customer.tags'), value: <Tags tags={customer.tags} /> },
          { label: t('customer.source'), value: customer.source ? word('source', customer.source) : '—' },
          { label: t('contact.name'), value: customer.contact_name || '—' },
          { label: t('contact.phone'), value: customer.contact_phone || '—' },
          { label: t('contact.email'), value: customer.contact_email || '—' },
          { label: t('col.created'), value: <Time ms={customer.created_ms} /> },
          { label: t('customer.note'), value: customer.note || '—', wide: true },
        ]} />
      </Card>
      <Card title={t('customer.theirs')}>
        <Facts items={[
          { label: t('contact.name'), value: own?.contact_name || '—' },
          { label: t('contact.phone'), value: own?.contact_phone || '—' },
          { label: t('contact.email'), value: own?.contact_email || '—' },
        ]} />
      </Card>
    </div>
  )
}

function Profile({ customer, close }: { customer: Customer; close: () => void }) {
  const t = useT()
  const save = useWrite('customers_profile')
  const staff = useStaffOptions()
  const departments = useDepartmentOptions()
  return (
    <FormDialog
      open wide close={close} title={t('customer.profile')} verb={t('save')} busy={save.isPending} error={save.error}
      fields={[
        { name: 'staff_id', label: t('customer.staff'), type: 'select', options: staff, initial: customer.staff_id || undefined },
        { name: 'department_id', label: t('department'), type: 'select', options: departments, initial: (customer.department_set && customer.department_id) || undefined, help: t('customer.department.help') },
        { name: 'tags', label: t('customer.tags'), type: 'tags', initial: wordsOf(customer.tags), help: t('customer.tags.help') },
        { name: 'source', label: t('customer.source'), max: 60, initial: customer.source },
        { name: 'contact_name', label: t('contact.name'), max: 64, initial: customer.contact_name },
        { name: 'contact_phone', label: t('contact.phone'), max: 30, initial: customer.contact_phone },
        { name: 'contact_email', label: t('contact.email'), max: 120, initial: customer.contact_email },
        { name: 'note', label: t('customer.note'), type: 'long', max: 2000, initial: customer.note },
      ]}
      send={(values) => save.mutateAsync({ id: customer.id, ...values } as In<'customers_profile'>)}
    />
  )
}

function MoneyTab({ id }: { id: string }) {
  const t = useT()
  const { can, org } = useSession()
  const refunds = useList('refunds_list', {}, { enabled: can('refunds_list'), limit: 200 })
  const recharges = useList('recharges_list', {}, { enabled: can('recharges_list'), limit: 200 })
  return (
    <div className="stack">
      {can('customer_prices_list') && <PriceTable customer={id} />}
      {can('recharges_list') && (
        <Card title={t('recharge.list')} pad={false} extra={<Link to={`/o/${org.id}/fin/arrivals`}>{t('all')}</Link>}>
          <ErrorView error={recharges.error} again={recharges.again} />
          <PlainTable
            label={t('recharge.list')} rows={recharges.rows.filter((row) => row.customer_id === id)} rowKey={(row) => row.id} empty={t('recharge.none')}
            columns={[
              { key: 'at', title: t('col.time'), cell: (row) => <Time ms={row.created_ms} /> },
              { key: 'state', title: t('col.state'), cell: (row) => <StateTag kind="recharge" value={row.state} /> },
              { key: 'payer', title: t('recharge.payer'), cell: (row) => row.payer, minor: true },
              { key: 'sum', title: t('col.amount'), align: 'right', cell: (row) => <Money fen={row.amount_fen} /> },
            ]}
          />
        </Card>
      )}
      {can('refunds_list') && (
        <Card title={t('menu.refunds')} pad={false}>
          <ErrorView error={refunds.error} again={refunds.again} />
          <PlainTable
            label={t('menu.refunds')} rows={refunds.rows.filter((row) => row.org_id === id)} rowKey={(row) => row.id} empty={t('refunds.none')}
            columns={[
              { key: 'at', title: t('col.time'), cell: (row) => <Time ms={row.created_ms} /> },
              { key: 'alias', title: t('col.alias'), cell: (row) => row.alias },
              { key: 'state', title: t('col.state'), cell: (row) => <StateTag kind="refund" value={row.state} /> },
              { key: 'back', title: t('refund.back'), align: 'right', cell: (row) => <Money fen={row.back_fen} /> },
            ]}
          />
        </Card>
      )}
    </div>
  )
}

function Related({ id }: { id: string }) {
  const t = useT()
  const { can, org } = useSession()
  const [all, showAll] = useState(false)
  const sales = useList('sales_list', { other_id: id }, { enabled: can('sales_list'), limit: 50 })
  const quotes = useList('quotes_list', { customer_id: id }, { enabled: can('quotes_list'), limit: 50 })
  return (
    <div className="stack">
      <Card title={t('menu.quotes')} pad={false} extra={<Link to={`/o/${org.id}/quotes?customer_id=${id}`}>{t('all')}</Link>}>
        <ErrorView error={quotes.error} again={quotes.again} />
        <PlainTable
          label={t('menu.quotes')} rows={quotes.rows} rowKey={(row) => row.id} empty={t('quotes.none')}
          columns={[
            { key: 'at', title: t('col.created'), cell: (row) => <Link to={`/o/${org.id}/quotes/${row.id}`}><Time ms={row.created_ms} /></Link> },
            { key: 'state', title: t('col.state'), cell: (row) => <StateTag kind="quote" value={row.state} /> },
            { key: 'until', title: t('quote.until'), cell: (row) => <Deadline ms={row.expires_ms} />, minor: true },
            { key: 'sum', title: t('col.amount'), align: 'right', cell: (row) => <Money fen={row.total_fen} /> },
          ]}
        />
      </Card>
      <Card title={t('menu.sales')} pad={false} extra={<Link to={`/o/${org.id}/sales?other_id=${id}`}>{t('all')}</Link>}>
        <ErrorView error={sales.error} again={sales.again} />
        <PlainTable
          label={t('menu.sales')} rows={all ? sales.rows : sales.rows.slice(0, 10)} rowKey={(row) => row.id} empty={t('sales.none')}
          columns={[
            { key: 'at', title: t('col.time'), cell: (row) => <Time ms={row.created_ms} /> },
            { key: 'sku', title: t('col.sku'), cell: (row) => row.sku },
            { key: 'state', title: t('col.state'), cell: (row) => <StateTag kind="line" value={row.state} /> },
            { key: 'sale', title: t('sales.price'), align: 'right', cell: (row) => <Money fen={row.sale_fen} /> },
            { key: 'margin', title: t('sales.margin'), align: 'right', cell: (row) => <Money fen={row.margin_fen} out={row.margin_fen < 0} /> },
          ]}
        />
        {!all && sales.rows.length > 10 && <p className="kb-card-body"><Button onClick={() => showAll(true)}>{t('list.more')}</Button></p>}
      </Card>
    </div>
  )
}
