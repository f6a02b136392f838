// A distributor or a supplier: how it is reached and on what terms.
import { Link, useParams } from 'react-router'
import { useList, useRead } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { Card, Facts } from '@/ui/Card'
import { Changes } from '@/ui/Changes'
import { ErrorView } from '@/ui/ErrorView'
import { FirstPaint } from '@/ui/FirstPaint'
import { ObjectPage } from '@/ui/ObjectPage'
import { PlainTable } from '@/ui/PlainTable'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'
import { Switch } from './Switch'

export function DistributorPage() {
  const { id = '' } = useParams()
  return <Neighbour read={useRead('distributors_get', { id })} supplier={false} />
}

export function SupplierPage() {
  const { id = '' } = useParams()
  return <Neighbour read={useRead('suppliers_get', { id })} supplier />
}

type Read = ReturnType<typeof useRead<'distributors_get'>> | ReturnType<typeof useRead<'suppliers_get'>>

type Org_ = NonNullable<NonNullable<Read['data']>['org']>

function Neighbour({ read, supplier }: { read: Read; supplier: boolean }) {
  const t = useT()
  const { can, org: me } = useSession()
  const org = read.data?.org
  if (!org) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  const draft = `/o/${me.id}/agreements/new?${supplier ? 'supplier_id' : 'buyer_id'}=${org.id}`
  return (
    <ObjectPage
      title={org.name} id={org.id} tag={<StateTag kind="org" value={org.state} />} sub={t(supplier ? 'kind.supplier' : 'kind.distributor')}
      actions={<>{can('agreements_create') && <Link className="kb-linkbutton" to={draft}>{t('agreement.new')}</Link>}<Switch org={org} /></>}
      strip={{ now: <State id={org.id} supplier={supplier} />, next: t(supplier ? 'supplier.next' : 'distributor.next') }}
      tabs={{
        overview: (
          <div className="stack">
            <Contact org={org} contact={read.data?.contact} supplier={supplier} />
            {can('agreements_list') && <Terms id={org.id} />}
            {supplier && can('products_list') && <Products id={org.id} />}
          </div>
        ),
        history: can('changes_list') && <Changes object={supplier ? 'supplier' : 'distributor'} id={org.id} />,
      }}
    />
  )
}

function Contact(props: { org: Org_; contact: NonNullable<Read['data']>['contact'] | undefined; supplier: boolean }) {
  const t = useT()
  const { org, contact, supplier } = props
  return (
    <Card title={t('contact')}>
      <Facts items={[
        { label: t('col.form'), value: t(`customer.${org.form}`) },
        !supplier && { label: t('distributor.level'), value: <span className="num">{org.level}</span> },
        supplier && { label: t('supplier.kind'), value: t(org.own_devices ? 'supplier.own' : 'supplier.outside') },
        { label: t('contact.name'), value: contact?.contact_name || '—' },
        { label: t('contact.phone'), value: contact?.contact_phone || '—' },
        { label: t('contact.email'), value: contact?.contact_email || '—' },
        { label: t('col.created'), value: <Time ms={org.created_ms} /> },
      ]} />
    </Card>
  )
}

function State(props: { id: string; supplier: boolean }) {
  const t = useT()
  const list = useList('agreements_list', { other_id: props.id }, { limit: 200 })
  const active = list.rows.find((row) => row.state === 'active')
  if (list.pending) return <>…</>
  return <>{active ? t('neighbour.active', { title: active.title, n: active.version }) : t('neighbour.none')}</>
}

function Terms({ id }: { id: string }) {
  const t = useT()
  const { org } = useSession()
  const list = useList('agreements_list', { other_id: id }, { limit: 200 })
  return (
    <Card title={t('menu.agreements')} pad={false}>
      <ErrorView error={list.error} again={list.again} />
      <PlainTable
        label={t('menu.agreements')} rows={list.rows} rowKey={(row) => row.id} empty={t('agreements.none')}
        columns={[
          { key: 'title', title: t('agreement.title'), cell: (row) => <Link to={`/o/${org.id}/agreements/${row.id}`}>{row.title}</Link> },
          { key: 'version', title: t('agreement.version'), cell: (row) => <span className="num">{row.version}</span> },
          { key: 'state', title: t('col.state'), cell: (row) => <StateTag kind="agreement" value={row.state} /> },
          { key: 'active', title: t('agreement.active'), cell: (row) => <Time ms={row.active_ms} />, minor: true },
        ]}
      />
    </Card>
  )
}

function Products({ id }: { id: string }) {
  const t = useT()
  const { org } = useSession()
  const list = useList('products_list', { supplier_id: id }, { limit: 200 })
  return (
    <Card title={t('menu.products')} pad={false}>
      <ErrorView error={list.error} again={list.again} />
      <PlainTable
        label={t('menu.products')} rows={list.rows} rowKey={(row) => row.id} empty={t('products.none')}
        columns={[
          { key: 'name', title: t('col.name'), cell: (row) => <Link to={`/o/${org.id}/products/${row.id}`}>{row.name}</Link> },
          { key: 'kind', title: t('col.kind'), cell: (row) => t(`kind.${row.kind}`) },
          { key: 'state', title: t('col.state'), cell: (row) => <StateTag kind="product" value={row.state} /> },
        ]}
      />
    </Card>
  )
}
