// Promotions with their budgets, coupons, and invitation codes with whom they brought.
import { Button } from 'antd'
import { useState } from 'react'
import type { In, Row } from '@/api/client'
import { useList, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { bpPercent } from '@/lib/money'
import { localOfMs } from '@/lib/time'
import { ErrorView } from '@/ui/ErrorView'
import { FormDialog } from '@/ui/FormDialog'
import { CopyText } from '@/ui/Id'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { useCustomerOptions, useStaffNames, useStaffOptions } from '@/ui/names'
import { serverNow } from '@/ui/now'
import { useScopeFields, useScopeText } from '@/ui/scope'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'
import { useDialog } from '@/ui/useDialog'
import { Budget, Steer } from './Budget'

const MONTH_MS = 30 * 86_400_000
const inAMonth = () => localOfMs(serverNow() + MONTH_MS)

type Promotion = Row<'promotions_list'>

export function Promotions() {
  const t = useT()
  const { can } = useSession()
  const dialog = useDialog<'new'>()
  const make = useWrite('promotions_create')
  const scope = useScopeText()
  const scopes = useScopeFields(['month', 'year', 'once'])
  const steer = useWrite('promotions_steer')
  const [budgeted, budget] = useState<Promotion | null>(null)
  const create = can('promotions_create') && <Button type="primary" onClick={() => dialog.show('new')} data-testid="promotions.new">{t('promotion.new')}</Button>
  const off = (row: Promotion) => (row.kind === 'discount' ? t('promotion.pays', { rate: bpPercent(row.rate_bp) }) : <>{t(row.kind === 'reduce' ? 'promotion.less' : 'promotion.price')} <Money fen={row.amount_fen} /></>)
  return (
    <>
      <ListPage
        title={t('menu.promotions')} op="promotions_list" rowKey={(row) => row.id} actions={create}
        filters={[{ name: 'state', kind: 'offer', label: t('col.state') }]}
        columns={[
          { key: 'name', title: t('col.name'), width: 120, grow: true, cell: (row) => <span className="strong">{row.name}</span> },
          { key: 'off', title: t('promotion.off'), width: 115, cell: (row) => <span className="nowrap">{off(row)}</span> },
          { key: 'scope', title: t('scope'), width: 170, grow: true, cell: (row) => [scope(row), row.first_order && t('promotion.first'), row.invited && t('promotion.invited.short')].filter(Boolean).join(' · ') },
          { key: 'state', title: t('col.state'), width: 90, cell: (row) => <StateTag kind="offer" value={row.state} /> },
          { key: 'budget', title: t('budget'), width: 190, cell: (row) => <Budget of={row.budget_fen} held={row.held_fen} used={row.used_fen} /> },
          { key: 'until', title: t('col.to'), width: 140, cell: (row) => <Time ms={row.to_ms} /> },
          {
            key: 'act', title: t('col.action'), width: 240, cell: (row) => can('promotions_steer') && (
              <span className="row">
                {row.state !== 'ended' && <Button size="small" aria-label={`${t('budget.change')} ${row.name}`} onClick={() => budget(row)}>{t('budget.change')}</Button>}
                <Steer name={row.name} state={row.state} busy={steer.isPending} error={steer.error} put={(state) => steer.mutateAsync({ id: row.id, state })} />
              </span>
            ),
          },
        ]}
        empty={{ text: t('promotions.none'), action: create }}
      />
      <FormDialog
        open={dialog.is('new')} wide close={dialog.close} title={t('promotion.new')} verb={t('create')} busy={make.isPending} error={make.error}
        fields={[
          { name: 'name', label: t('col.name'), required: true, max: 80 },
          ...scopes,
          { name: 'kind', label: t('promotion.off'), type: 'select', required: true, initial: 'discount', options: (['discount', 'reduce', 'price'] as const).map((value) => ({ value, label: t(`promotion.kind.${value}`) })) },
          { name: 'rate_bp', label: t('cprice.rate.label'), type: 'percent', required: true, when: (typed) => typed['kind'] === 'discount', help: t('cprice.rate.help') },
          { name: 'amount_fen', label: t('promotion.amount'), type: 'money', required: true, when: (typed) => typed['kind'] !== 'discount' },
          { name: 'budget_fen', label: t('budget.yuan'), type: 'money', help: t('budget.help') },
          { name: 'from_ms', label: t('col.from'), type: 'moment', help: t('price.from.help') },
          { name: 'to_ms', label: t('col.to'), type: 'moment', required: true, initial: inAMonth() },
          { name: 'stack_group', label: t('promotion.group'), max: 24, help: t('promotion.group.help') },
          { name: 'first_order', label: t('promotion.first'), type: 'yes' },
          { name: 'invited', label: t('promotion.invited'), type: 'yes' },
        ]}
        send={(values) => make.mutateAsync(values as unknown as In<'promotions_create'>)}
      />
      {budgeted && (
        <FormDialog
          open close={() => budget(null)} title={`${t('budget.change')} · ${budgeted.name}`} verb={t('save')} busy={steer.isPending} error={steer.error}
          lead={<Budget of={budgeted.budget_fen} held={budgeted.held_fen} used={budgeted.used_fen} />}
          fields={[{ name: 'budget_fen', label: t('budget.yuan'), type: 'money', required: true, help: t('budget.more') }]}
          send={(values) => steer.mutateAsync({ id: budgeted.id, ...values } as In<'promotions_steer'>)}
        />
      )}
    </>
  )
}

type Coupon = Row<'coupons_list'>

export function Coupons() {
  const t = useT()
  const { can, org } = useSession()
  const seller = org.kind !== 'customer'
  const dialog = useDialog<'new'>()
  const make = useWrite('coupons_create')
  const state = useWrite('coupons_state')
  const scope = useScopeText()
  const scopes = useScopeFields(['month', 'year']).filter((field) => field.name !== 'cycle')
  const customers = useCustomerOptions()
  const customer = new Map(customers.map((one) => [one.value, one.label]))
  const create = can('coupons_create') && <Button type="primary" onClick={() => dialog.show('new')} data-testid="coupons.new">{t('coupon.new')}</Button>
  const worth = (row: Coupon) => (row.kind === 'amount' ? <Money fen={row.amount_fen} /> : <span className="num">{bpPercent(row.rate_bp)}</span>)
  const uses = (row: Coupon) => <span className="num">{row.uses_n} / {row.uses_max}</span>
  return (
    <>
      <ListPage
        title={t('menu.coupons')} op="coupons_list" rowKey={(row) => row.id} actions={create}
        columns={[
          { key: 'name', title: t('col.name'), width: 150, grow: true, cell: (row) => <span className="strong">{row.name}</span> },
          { key: 'code', title: t('coupon.code'), width: 150, cell: (row) => <CopyText text={row.code} label={t('coupon.code')} /> },
          { key: 'worth', title: t('coupon.worth'), width: 120, align: 'right', cell: worth },
          { key: 'min', title: t('coupon.min'), width: 120, align: 'right', cell: (row) => (row.min_fen > 0 ? <Money fen={row.min_fen} /> : '—') },
          ...(seller ? [{ key: 'scope', title: t('scope'), width: 150, grow: true, cell: (row: Coupon) => scope(row) }] : []),
          { key: 'state', title: t('col.state'), width: 100, cell: (row) => <StateTag kind="offer" value={row.state} /> },
          { key: 'uses', title: t('coupon.uses'), width: 110, align: 'right', cell: uses },
          ...(seller ? [
            { key: 'for', title: t('coupon.for'), width: 150, cell: (row: Coupon) => (row.customer_id ? (customer.get(row.customer_id) ?? t('coupon.one')) : t('promotion.everybody')) },
            { key: 'budget', title: t('budget'), width: 200, cell: (row: Coupon) => <Budget of={row.budget_fen} held={row.held_fen} used={row.used_fen} /> },
          ] : []),
          { key: 'until', title: t('col.to'), width: 140, cell: (row) => <Time ms={row.to_ms} /> },
          ...(can('coupons_state') ? [{ key: 'act', title: t('col.action'), width: 130, cell: (row: Coupon) => <Steer name={row.name} state={row.state} busy={state.isPending} error={state.error} put={(next) => state.mutateAsync({ id: row.id, state: next })} /> }] : []),
        ]}
        card={(row) => (
          <div className="kb-linkcard">
            <span className="row apart"><span className="strong">{row.name}</span><StateTag kind="offer" value={row.state} /></span>
            <span className="row apart"><CopyText text={row.code} label={t('coupon.code')} />{worth(row)}</span>
            <span className="row apart muted small"><span>{t('coupon.uses')} {uses(row)}</span><span>{t('col.to')} <Time ms={row.to_ms} /></span></span>
          </div>
        )}
        empty={{ text: t('coupons.none'), hint: seller ? undefined : t('coupons.none.hint'), action: create }}
      />
      <FormDialog
        open={dialog.is('new')} wide close={dialog.close} title={t('coupon.new')} verb={t('create')} busy={make.isPending} error={make.error}
        fields={[
          { name: 'name', label: t('col.name'), required: true, max: 80 },
          { name: 'code', label: t('coupon.code'), required: true, max: 32, mono: true, help: t('coupon.code.help') },
          ...scopes,
          { name: 'kind', label: t('coupon.kind'), type: 'select', required: true, initial: 'amount', options: (['amount', 'percent'] as const).map((value) => ({ value, label: t(`coupon.kind.${value}`) })) },
          { name: 'amount_fen', label: t('coupon.amount'), type: 'money', required: true, when: (typed) => typed['kind'] === 'amount' },
          { name: 'rate_bp', label: t('coupon.rate'), type: 'percent', required: true, when: (typed) => typed['kind'] === 'percent', help: t('coupon.rate.help') },
          { name: 'min_fen', label: t('coupon.min'), type: 'money' },
          { name: 'customer_id', label: t('coupon.for'), type: 'select', options: customers, help: t('coupon.for.help') },
          { name: 'uses_max', label: t('coupon.uses_max'), type: 'integer', required: true, min: 1, max: 1_000_000, initial: 100 },
          { name: 'each_max', label: t('coupon.each_max'), type: 'integer', min: 0, max: 1000, initial: 1, help: t('coupon.each_max.help') },
          { name: 'budget_fen', label: t('budget.yuan'), type: 'money', help: t('budget.help') },
          { name: 'from_ms', label: t('col.from'), type: 'moment', help: t('price.from.help') },
          { name: 'to_ms', label: t('col.to'), type: 'moment', required: true, initial: inAMonth() },
        ]}
        send={(values) => make.mutateAsync({ ...values, code: String(values['code']).toUpperCase() } as unknown as In<'coupons_create'>)}
      />
    </>
  )
}

export function InviteCodes() {
  const t = useT()
  const { can } = useSession()
  const dialog = useDialog<'new'>()
  const make = useWrite('invite_codes_create')
  const state = useWrite('invite_codes_state')
  const staff = useStaffNames()
  const people = useStaffOptions()
  const promotions = useList('promotions_list', {}, { limit: 200, enabled: can('promotions_list') })
  const promotion = new Map(promotions.rows.map((row) => [row.id, row.name]))
  const create = can('invite_codes_create') && <Button type="primary" onClick={() => dialog.show('new')} data-testid="codes.new">{t('code.new')}</Button>
  return (
    <>
      <ListPage
        title={t('menu.codes')} op="invite_codes_list" rowKey={(row) => row.id} actions={create} sub={t('code.sub')}
        columns={[
          { key: 'name', title: t('col.name'), width: 150, grow: true, cell: (row) => <span className="strong">{row.name}</span> },
          { key: 'code', title: t('code'), width: 170, cell: (row) => <CopyText shown={row.code} text={`${location.origin}/register/${row.code}`} label={t('code.link')} /> },
          { key: 'state', title: t('col.state'), width: 100, cell: (row) => <StateTag kind="offer" value={row.state} /> },
          { key: 'used', title: t('code.used'), width: 110, align: 'right', cell: (row) => <span className="num">{row.used_n} / {row.quota}</span> },
          { key: 'orders', title: t('code.orders'), width: 90, align: 'right', cell: (row) => <span className="num">{row.orders_n}</span> },
          { key: 'price', title: t('code.price'), width: 130, align: 'right', cell: (row) => <Money fen={row.price_fen} /> },
          { key: 'coupon', title: t('code.coupon'), width: 120, align: 'right', cell: (row) => <Money fen={row.coupon_fen} /> },
          { key: 'promotion', title: t('code.promotion'), width: 140, cell: (row) => promotion.get(row.promotion_id) ?? '—' },
          { key: 'staff', title: t('customer.staff'), width: 90, cell: (row) => staff(row.staff_id) },
          { key: 'to', title: t('col.to'), width: 140, cell: (row) => <Time ms={row.to_ms} /> },
          ...(can('invite_codes_state') ? [{ key: 'act', title: t('col.action'), width: 130, cell: (row: Row<'invite_codes_list'>) => <Steer name={row.name} state={row.state} busy={state.isPending} error={state.error} put={(next) => state.mutateAsync({ id: row.id, state: next })} /> }] : []),
        ]}
        empty={{ text: t('codes.none'), hint: t('code.sub'), action: create }}
      />
      <ErrorView error={promotions.error} />
      <FormDialog
        open={dialog.is('new')} wide close={dialog.close} title={t('code.new')} verb={t('create')} busy={make.isPending} error={make.error}
        fields={[
          { name: 'name', label: t('col.name'), required: true, max: 80 },
          { name: 'code', label: t('code'), max: 32, mono: true, help: t('code.help') },
          { name: 'promotion_id', label: t('code.promotion'), type: 'select', options: promotions.rows.filter((row) => row.state === 'on').map((row) => ({ value: row.id, label: row.name })) },
          { name: 'staff_id', label: t('customer.staff'), type: 'select', options: people, help: t('code.staff.help') },
          { name: 'quota', label: t('code.quota'), type: 'integer', required: true, min: 1, max: 1_000_000, initial: 100 },
          { name: 'days', label: t('code.days'), type: 'integer', min: 0, max: 3650, initial: 365, help: t('code.days.help') },
          { name: 'from_ms', label: t('col.from'), type: 'moment', help: t('price.from.help') },
          { name: 'to_ms', label: t('col.to'), type: 'moment', required: true, initial: inAMonth() },
        ]}
        send={(values) => make.mutateAsync(values as unknown as In<'invite_codes_create'>)}
      />
    </>
  )
}
