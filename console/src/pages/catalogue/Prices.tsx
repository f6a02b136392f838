// Prices of one SKU by cycle and from when: the list price, and what we ask of our own customers.
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import type { In, Out, Row } from '@/api/client'
import { useRead, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { fenOfUfen } from '@/lib/money'
import { Card } from '@/ui/Card'
import { ConfirmPlan } from '@/ui/ConfirmPlan'
import { ErrorView } from '@/ui/ErrorView'
import { FormDialog } from '@/ui/FormDialog'
import { Money } from '@/ui/Money'
import { useNow } from '@/ui/now'
import { PlainTable } from '@/ui/PlainTable'
import { ToneTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'

type Price = Out<'skus_prices'>['items'][number]
type Sku = Row<'skus_list'>
const cycles = ['month', 'year', 'hour', 'once', 'usage'] as const

export default function Prices(props: { sku: Sku; close: () => void }) {
  const t = useT()
  const { can } = useSession()
  const { sku } = props
  const list = useRead('skus_prices', { id: sku.id })
  const sale = useRead('skus_sale_prices', { id: sku.id }, { enabled: can('skus_sale_prices') })
  const setList = useWrite('skus_price')
  const setSale = useWrite('skus_sale_price')
  return (
    <Drawer open onClose={props.close} size="large" title={t('price.of', { name: sku.name })}>
      <div className="stack">
        <Table title={t('price.list')} help={t('price.list.help')} rows={list.data?.items} error={list.error ?? setList.error} write={can('skus_price') ? setList : null} id={sku.id} />
        {can('skus_sale_prices') && (
          <Table title={t('price.sale')} help={t('price.sale.help')} rows={sale.data?.items} error={sale.error ?? setSale.error} write={can('skus_sale_price') ? setSale : null} id={sku.id} />
        )}
      </div>
    </Drawer>
  )
}

interface TableProps {
  title: string
  help: string
  id: string
  rows: Price[] | undefined
  error: ReturnType<typeof useWrite<'skus_price'>>['error']
  write: ReturnType<typeof useWrite<'skus_price'>> | ReturnType<typeof useWrite<'skus_sale_price'>> | null
}

/** One row a cycle and moment; 0 ends that cycle from then on. */
function Table(props: TableProps) {
  const t = useT()
  const now = useNow()
  const [open, setOpen] = useState(false)
  const [ending, end] = useState<Price | null>(null)
  const rows = [...(props.rows ?? [])].sort((a, b) => cycles.indexOf(a.cycle) - cycles.indexOf(b.cycle) || b.from_ms - a.from_ms)
  const current = (row: Price) => row.from_ms <= now && !rows.some((other) => other.cycle === row.cycle && other.from_ms > row.from_ms && other.from_ms <= now)
  const send = (values: object) => (props.write as ReturnType<typeof useWrite<'skus_price'>>).mutateAsync({ id: props.id, ...values } as In<'skus_price'>)
  return (
    <Card title={props.title} pad={false} extra={props.write && <Button size="small" onClick={() => setOpen(true)} data-testid={`price.new.${props.id}`}>{t('price.new')}</Button>}>
      <p className="muted small kb-card-body">{props.help}</p>
      <ErrorView error={open ? null : props.error} />
      <PlainTable
        label={props.title} rows={rows} rowKey={(row, i) => `${row.cycle}${row.from_ms}${i}`} empty={t('price.none')}
        columns={[
          { key: 'cycle', title: t('col.cycle'), cell: (row) => t(`per.${row.cycle}`) },
          { key: 'from', title: t('col.from'), cell: (row) => (row.from_ms ? <Time ms={row.from_ms} /> : t('price.always')) },
          {
            key: 'state', title: t('col.state'), cell: (row) => row.from_ms > now
              ? <ToneTag tone="wait" text={t('price.coming')} /> : current(row) ? <ToneTag tone="good" text={t('price.now')} /> : <ToneTag tone="neutral" text={t('price.past')} />,
          },
          { key: 'price', title: t('col.price'), align: 'right', cell: (row) => (row.price_ufen > 0 ? <Money fen={fenOfUfen(row.price_ufen)} strong={current(row)} /> : <span className="muted">{t('price.ended')}</span>) },
          { key: 'act', title: t('col.action'), cell: (row) => (props.write && current(row) && row.price_ufen > 0 ? <Button size="small" aria-label={`${t('price.end')} ${t(`per.${row.cycle}`)}`} onClick={() => end(row)}>{t('price.end')}</Button> : '—') },
        ]}
      />
      <FormDialog
        open={open} close={() => setOpen(false)} title={`${props.title} · ${t('price.new')}`} verb={t('save')} busy={props.write?.isPending ?? false} error={props.write?.error ?? null}
        fields={[
          { name: 'cycle', label: t('col.cycle'), type: 'select', required: true, initial: 'month', options: cycles.map((value) => ({ value, label: t(`per.${value}`) })) },
          { name: 'price_fen', label: t('price.yuan'), type: 'money', required: true },
          { name: 'from_ms', label: t('col.from'), type: 'moment', help: t('price.from.help') },
        ]}
        send={send}
      />
      <ConfirmPlan
        open={ending !== null} close={() => end(null)} verb={t('price.end')} name={ending ? t(`per.${ending.cycle}`) : ''} danger
        effects={[t('price.end.effect')]} busy={props.write?.isPending ?? false} error={props.write?.error ?? null}
        run={() => send({ cycle: ending?.cycle, end: true })}
      />
    </Card>
  )
}
