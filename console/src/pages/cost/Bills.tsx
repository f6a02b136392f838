// Bills of what was used by the hour, one's own or one's customers', with what rounding left over.
import { Link } from 'react-router'
import { useList, useRead } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { milliText, nfenYuan, ufenYuan } from '@/lib/money'
import { dateText, timeFull } from '@/lib/time'
import { Deed } from '@/ui/Deed'
import { ErrorView } from '@/ui/ErrorView'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'
import { useUnit } from './units'

export function Bills() {
  const t = useT()
  const { can, org } = useSession()
  const unit = useUnit()
  const seller = org.kind !== 'customer'
  const customers = useList('customers_list', {}, { enabled: seller && can('customers_list'), limit: 200 })
  const resources = useList('resources_list', {}, { enabled: !seller && can('resources_list'), limit: 200 })
  const choices = seller
    ? { name: 'customer_id', label: t('col.customer'), options: customers.rows.map((row) => ({ value: row.id, label: row.name })) }
    : { name: 'resource_id', label: t('metered.resource'), options: resources.rows.map((row) => ({ value: row.id, label: row.alias || row.sku })) }
  return (
    <ListPage
      title={t('menu.bills')}
      op="bills_list"
      rowKey={(row) => row.id}
      filters={[{ name: 'state', kind: 'bill', label: t('col.state') }, choices]}
      above={seller ? <Policy /> : <p className="muted">{t('metered.lead')}</p>}
      columns={[
        { key: 'span', title: t('metered.day'), width: 120, cell: (row) => <span className="num" title={`${timeFull(row.from_ms)} – ${timeFull(row.to_ms)}`}>{dateText(row.from_ms)}</span> },
        ...(seller ? [{ key: 'who', title: t('col.customer'), width: 150, grow: true, cell: (row: { customer: string }) => row.customer }] : []),
        { key: 'what', title: t('metered.resource'), width: 180, grow: true, cell: (row) => <Link to={`/o/${org.id}/cost/usage/${row.resource_id}`}>{[row.alias, row.sku].filter(Boolean).join(' · ')}</Link> },
        { key: 'state', title: t('col.state'), width: 90, cell: (row) => <StateTag kind="bill" value={row.state} /> },
        { key: 'units', title: t('metered.units'), width: 130, align: 'right', cell: (row) => <span className="num">{milliText(row.units_milli)} {unit(row.unit)}</span> },
        { key: 'late', title: t('metered.late'), width: 110, align: 'right', cell: (row) => <span className="num">{row.late_milli ? milliText(row.late_milli) : '—'}</span> },
        { key: 'price', title: t('metered.price'), width: 110, align: 'right', cell: (row) => <span className="num">{ufenYuan(row.unit_ufen)}</span> },
        { key: 'in', title: t('metered.carry_in'), width: 120, align: 'right', cell: (row) => <span className="num muted">{nfenYuan(row.carry_in_nfen)}</span> },
        { key: 'out', title: t('metered.carry_out'), width: 120, align: 'right', cell: (row) => <span className="num muted">{nfenYuan(row.carry_out_nfen)}</span> },
        { key: 'sum', title: t('col.amount'), width: 120, align: 'right', cell: (row) => <Money fen={row.amount_fen} strong /> },
        { key: 'paid', title: t('metered.paid'), width: 130, cell: (row) => <Time ms={row.paid_ms} /> },
      ]}
      card={(row) => (
        <div className="kb-linkcard">
          <span className="row apart"><span className="strong">{seller ? row.customer : row.alias || row.sku}</span><StateTag kind="bill" value={row.state} /></span>
          <span className="row apart"><span className="num">{dateText(row.from_ms)} · {milliText(row.units_milli)} {unit(row.unit)}</span><Money fen={row.amount_fen} strong /></span>
          <span className="muted small">{t('metered.carry_out')} <span className="num">{nfenYuan(row.carry_out_nfen)}</span></span>
        </div>
      )}
      empty={{ text: t('metered.none'), hint: t('metered.none.hint') }}
    />
  )
}

/** When customers are warned, and when what they use is stopped. */
function Policy() {
  const t = useT()
  const { can } = useSession()
  const read = useRead('meter_policy_get', {}, { enabled: can('meter_policy_get') })
  if (!read.data) return <ErrorView error={read.error} again={() => void read.refetch()} />
  return (
    <div className="row loose">
      <span className="muted">{t('metered.policy', { warn: read.data.warn_hours, grace: read.data.grace_hours })}</span>
      <Deed
        op="meter_policy_set" input={{}} verb={t('metered.policy.change')} name="" small
        fields={[
          { name: 'warn_hours', label: t('metered.policy.warn'), type: 'integer', required: true, min: 1, max: 720, initial: read.data.warn_hours },
          { name: 'grace_hours', label: t('metered.policy.grace'), type: 'integer', required: true, min: 0, max: 720, initial: read.data.grace_hours },
        ]}
      />
    </div>
  )
}
