// Parts of a customer's price: its value, its time, ending it, a new one.
import { Button } from 'antd'
import { useState } from 'react'
import type { In, Row } from '@/api/client'
import { useList, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { bpPercent, fenOfUfen } from '@/lib/money'
import { Card } from '@/ui/Card'
import { ConfirmPlan } from '@/ui/ConfirmPlan'
import { ErrorView } from '@/ui/ErrorView'
import { FormDialog } from '@/ui/FormDialog'
import { Money } from '@/ui/Money'
import { useCustomerOptions } from '@/ui/names'
import { PlainTable } from '@/ui/PlainTable'
import { useScopeFields, useScopeText } from '@/ui/scope'
import { StateTag, ToneTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'

type Price = Row<'customer_prices_list'>

/** Those of one customer, on its page. */
export function PriceTable({ customer }: { customer: string }) {
  const t = useT()
  const { can } = useSession()
  const [open, setOpen] = useState(false)
  const scope = useScopeText()
  const list = useList('customer_prices_list', { customer_id: customer }, { limit: 200 })
  return (
    <Card title={t('menu.prices')} pad={false} extra={can('customer_prices_create') && <Button size="small" onClick={() => setOpen(true)}>{t('cprice.new')}</Button>}>
      <ErrorView error={list.error} again={list.again} />
      <PlainTable
        label={t('menu.prices')} rows={list.rows} rowKey={(row) => row.id} empty={t('cprice.none')}
        columns={[
          { key: 'scope', title: t('scope'), cell: (row) => <span className="strong">{scope(row)}</span> },
          { key: 'state', title: t('col.state'), cell: (row) => <StateTag kind="price" value={row.state} /> },
          { key: 'to', title: t('col.to'), cell: (row) => <Time ms={row.to_ms} />, minor: true },
          { key: 'note', title: t('note'), cell: (row) => row.note || '—', minor: true },
          { key: 'value', title: t('cprice.value'), align: 'right', cell: (row) => <Value row={row} /> },
          { key: 'act', title: t('col.action'), cell: (row) => <End row={row} /> },
        ]}
      />
      {open && <NewPrice customer={customer} close={() => setOpen(false)} />}
    </Card>
  )
}

export function Valid({ row }: { row: Price }) {
  const t = useT()
  if (!row.from_ms && !row.to_ms) return <>{t('agreement.always')}</>
  return <><Time ms={row.from_ms} /> – <Time ms={row.to_ms} /></>
}

export function Value({ row }: { row: Price }) {
  const t = useT()
  return (
    <span className="nowrap">
      {row.kind === 'price' ? <Money fen={fenOfUfen(row.price_ufen)} /> : <span className="num">{t('cprice.rate', { rate: bpPercent(row.rate_bp) })}</span>}
      {row.under_cost && <> <ToneTag tone="wait" text={t('cprice.under')} /></>}
    </span>
  )
}

export function End({ row }: { row: Price }) {
  const t = useT()
  const { can } = useSession()
  const scope = useScopeText()
  const end = useWrite('customer_prices_end')
  const [open, setOpen] = useState(false)
  if (!can('customer_prices_end') || row.state === 'ended') return <>—</>
  return (
    <>
      <Button size="small" aria-label={`${t('cprice.end')} ${row.customer} ${scope(row)}`} onClick={() => setOpen(true)}>{t('cprice.end')}</Button>
      <ConfirmPlan
        open={open} close={() => setOpen(false)} verb={t('cprice.end')} name={scope(row)} effects={[t('cprice.end.effect')]} danger
        busy={end.isPending} error={end.error} run={() => end.mutateAsync({ id: row.id })}
      />
    </>
  )
}

export function NewPrice({ customer, close }: { customer: string; close: () => void }) {
  const t = useT()
  const create = useWrite('customer_prices_create')
  const customers = useCustomerOptions()
  const scope = useScopeFields(['month', 'year', 'hour', 'once', 'usage'])
  return (
    <FormDialog
      open wide close={close} title={t('cprice.new')} verb={t('create')} busy={create.isPending} error={create.error}
      fields={[
        { name: 'customer_id', label: t('col.customer'), type: 'select', required: true, options: customers, initial: customer || undefined },
        ...scope,
        { name: 'kind', label: t('cprice.kind'), type: 'select', required: true, initial: 'discount', options: (['discount', 'price'] as const).map((value) => ({ value, label: t(`cprice.kind.${value}`) })) },
        { name: 'rate_bp', label: t('cprice.rate.label'), type: 'percent', required: true, when: (typed) => typed['kind'] === 'discount', help: t('cprice.rate.help') },
        { name: 'price_fen', label: t('price.yuan'), type: 'money', required: true, when: (typed) => typed['kind'] === 'price', help: t('cprice.price.help') },
        { name: 'from_ms', label: t('col.from'), type: 'moment', help: t('price.from.help') },
        { name: 'to_ms', label: t('col.to'), type: 'moment', help: t('agreement.valid_to.help') },
        { name: 'note', label: t('note'), max: 200 },
        { name: 'under_cost', label: t('cprice.under.yes'), type: 'yes' },
      ]}
      send={(values) => create.mutateAsync(values as In<'customer_prices_create'>)}
    />
  )
}
