// Suppliers' bills beside what was bought: taken in as CSV, compared line by line, differences decided.
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { In, Row } from '@/api/client'
import { useRead, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { fenDiff, fenYuan } from '@/lib/money'
import { dayOfText } from '@/lib/time'
import { Day } from '@/ui/Day'
import { Deed } from '@/ui/Deed'
import { late } from '@/ui/late'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { useSupplierOptions } from '@/ui/names'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'
import { useDialog } from '@/ui/useDialog'
import { spanOf } from './netting'

const ImportDialog = late(() => import('@/ui/ImportDialog'))

export function SupplierBills() {
  const t = useT()
  const { can, org } = useSession()
  const dialog = useDialog<'import'>()
  const suppliers = useSupplierOptions()
  return (
    <>
      <ListPage
        title={t('menu.supplier_bills')}
        op="supplier_bills_list"
        rowKey={(row) => row.id}
        rowTo={(row) => `fin/supplier-bills/${row.id}`}
        filters={suppliers.length > 0 ? [{ name: 'supplier_id', label: t('bill.supplier'), options: suppliers }] : []}
        actions={can('supplier_bills_create') && <Button type="primary" onClick={() => dialog.show('import')} data-testid="bills.import">{t('import')}</Button>}
        columns={[
          { key: 'no', title: t('bill.no'), width: 160, grow: true, cell: (row) => <Link className="strong" to={`/o/${org.id}/fin/supplier-bills/${row.id}`} onClick={(event) => event.stopPropagation()}>{row.bill_no}</Link> },
          { key: 'supplier', title: t('bill.supplier'), width: 180, grow: true, cell: (row) => row.supplier },
          { key: 'span', title: t('settle.span'), width: 210, cell: (row) => <span className="num">{spanOf(row)}</span> },
          { key: 'theirs', title: t('bill.theirs'), width: 140, align: 'right', cell: (row) => <Money fen={row.theirs_fen} /> },
          { key: 'ours', title: t('bill.ours'), width: 140, align: 'right', cell: (row) => <Money fen={row.ours_fen} /> },
          { key: 'diff', title: t('bill.diff'), width: 130, align: 'right', cell: (row) => <Money fen={fenDiff(row.theirs_fen, row.ours_fen)} strong /> },
          { key: 'open', title: t('bill.open'), width: 90, align: 'right', cell: (row) => <span className={row.open_n > 0 ? 'num bad-text' : 'num'}>{row.open_n}</span> },
          { key: 'disputed', title: t('state.difference.disputed'), width: 90, align: 'right', cell: (row) => <span className="num">{row.disputed_n}</span> },
          { key: 'at', title: t('col.created'), width: 130, cell: (row) => <Time ms={row.created_ms} /> },
        ]}
        empty={{ text: t('bill.none') }}
      />
      {dialog.is('import') && <Take suppliers={suppliers} close={dialog.close} />}
    </>
  )
}

function Take(props: { suppliers: { value: string; label: string }[]; close: () => void }) {
  const t = useT()
  const { org } = useSession()
  const take = useWrite('supplier_bills_create')
  const [head, setHead] = useState({ supplier_id: '', bill_no: '', from: '', to: '' })
  const set = (name: keyof typeof head) => (value: string) => setHead({ ...head, [name]: value })
  const asks = org.kind === 'platform'
  const ready = head.bill_no.trim() !== '' && dayOfText(head.from) !== null && dayOfText(head.to) !== null && (!asks || head.supplier_id !== '')
  const send = (csv: string) =>
    take.mutateAsync({ ...(asks ? { supplier_id: head.supplier_id } : {}), bill_no: head.bill_no.trim(), from: dayOfText(head.from), to: dayOfText(head.to), csv } as In<'supplier_bills_create'>)
  const done = take.data && <>{t('bill.taken', { n: take.data.lines_n, open: take.data.open_n })} <Link to={`/o/${org.id}/fin/supplier-bills/${take.data.id}`}>{t('bill.see')}</Link></>
  return (
    <ImportDialog open title={t('bill.import')} columns="ref, amount, memo" maxBytes={262_144} ready={ready} busy={take.isPending} error={take.error} send={send} close={props.close} done={done}>
      {asks && (
        <label className="kb-label">
          <span>{t('bill.supplier')}</span>
          <Select aria-label={t('bill.supplier')} options={props.suppliers} value={head.supplier_id || undefined} onChange={set('supplier_id')} />
        </label>
      )}
      <label className="kb-label"><span>{t('bill.no')}</span><Input maxLength={80} value={head.bill_no} onChange={(event) => set('bill_no')(event.target.value)} /></label>
      <span className="row">
        <label className="kb-label"><span>{t('span.from')}</span><Day value={head.from} onChange={set('from')} /></label>
        <label className="kb-label"><span>{t('span.to')}</span><Day value={head.to} onChange={set('to')} /></label>
      </span>
    </ImportDialog>
  )
}

/** One bill: how its lines compare with what was bought. */
export function SupplierBill() {
  const t = useT()
  const { id = '' } = useParams()
  const bill = useRead('supplier_bills_get', { id })
  const named = (row: Row<'supplier_bill_rows_list'>) => row.product || row.ref || fenYuan(row.ours_fen)
  return (
    <ListPage
      title={bill.data ? t('bill.of', { no: bill.data.bill_no, supplier: bill.data.supplier }) : t('menu.supplier_bills')}
      op="supplier_bill_rows_list"
      fixed={{ id }}
      rowKey={(row) => row.id}
      sub={bill.data && <>{spanOf(bill.data)} · {t('bill.theirs')} <Money fen={bill.data.theirs_fen} /> · {t('bill.ours')} <Money fen={bill.data.ours_fen} /> · {t('bill.diff')} <Money fen={fenDiff(bill.data.theirs_fen, bill.data.ours_fen)} strong /></>}
      filters={[{ name: 'verdict', kind: 'verdict', label: t('bill.verdict') }, { name: 'state', kind: 'difference', label: t('col.state') }]}
      columns={[
        { key: 'n', title: t('col.n'), width: 70, align: 'right', cell: (row) => <span className="num">{row.n || '—'}</span> },
        { key: 'verdict', title: t('bill.verdict'), width: 140, cell: (row) => <StateTag kind="verdict" value={row.verdict} /> },
        { key: 'product', title: t('col.product'), width: 200, grow: true, cell: (row) => [row.product, row.sku].filter(Boolean).join(' · ') || <span className="mono">{row.ref}</span> },
        { key: 'theirs', title: t('bill.theirs'), width: 120, align: 'right', cell: (row) => <Money fen={row.theirs_fen} /> },
        { key: 'ours', title: t('bill.ours'), width: 120, align: 'right', cell: (row) => <Money fen={row.ours_fen} /> },
        { key: 'diff', title: t('bill.diff'), width: 120, align: 'right', cell: (row) => <Money fen={fenDiff(row.theirs_fen, row.ours_fen)} strong /> },
        { key: 'state', title: t('col.state'), width: 110, cell: (row) => <StateTag kind="difference" value={row.state} /> },
        { key: 'act', title: t('col.action'), width: 170, cell: (row) => (row.state !== 'open' && row.state !== 'disputed' ? row.note : (
          <span className="row">
            <Deed op="supplier_bill_rows_accept" input={{ id: row.id }} verb={t('bill.accept')} name={named(row)} lead={<p className="muted">{t('bill.accept.effect')}</p>} fields={[{ name: 'note', label: t('settle.note'), max: 200 }]} small />
            <Deed op="supplier_bill_rows_dispute" input={{ id: row.id }} verb={t('bill.dispute')} name={named(row)} effects={[t('bill.dispute.effect')]} reasonAs="note" danger small hidden={row.state !== 'open'} />
          </span>
        )) },
        { key: 'memo', title: t('recharge.memo'), width: 110, grow: true, cell: (row) => row.memo },
      ]}
      empty={{ text: t('bill.rows.none') }}
    />
  )
}
