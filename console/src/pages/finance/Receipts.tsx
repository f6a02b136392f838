// What arrived on the bank account: recorded, imported, claimed to the fen, sent back when nobody knows it.
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Row } from '@/api/client'
import { useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { fenYuan } from '@/lib/money'
import { Deed } from '@/ui/Deed'
import { late } from '@/ui/late'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'
import { useDialog } from '@/ui/useDialog'

const ImportDialog = late(() => import('@/ui/ImportDialog'))
const ClaimDialog = late(() => import('./ClaimDialog'))

type Arrival = Row<'arrivals_list'>

export function Receipts() {
  const t = useT()
  const { can, org } = useSession()
  const dialog = useDialog<'import'>()
  const [claimed, claim] = useState<Arrival | null>(null)
  const named = (row: Arrival) => `${row.payer} ${fenYuan(row.amount_fen)}`
  // one claim at a time: while one waits, nobody else can claim it or send it back
  const buttons = (row: Arrival) => {
    if (row.claim_id) return <Link to={`/o/${org.id}/fin/claims/${row.claim_id}`}>{t('receipt.claim.see')}</Link>
    if (row.state === 'returned') return row.reason
    return (
      <span className="row">
        {can('arrivals_claim') && <Button size="small" type="primary" aria-label={`${t('receipt.claim')} ${named(row)}`} onClick={() => claim(row)}>{t('receipt.claim')}</Button>}
        <Deed op="arrivals_return" input={{ id: row.id }} verb={t('receipt.return')} name={named(row)} effects={[t('receipt.return.effect')]} reasonAs="reason" danger small />
      </span>
    )
  }
  return (
    <>
      <ListPage
        title={t('menu.receipts')}
        op="arrivals_list"
        rowKey={(row) => row.id}
        filters={[{ name: 'state', kind: 'arrival', label: t('col.state') }]}
        actions={(
          <>
            {can('arrivals_import') && <Button onClick={() => dialog.show('import')} data-testid="receipts.import">{t('import')}</Button>}
            <Deed
              op="arrivals_create" input={{}} verb={t('receipt.record')} name="" primary
              fields={[
                { name: 'bank_ref', label: t('receipt.ref'), required: true, max: 64, mono: true, help: t('receipt.ref.help') },
                { name: 'amount_fen', label: t('recharge.amount'), type: 'money', required: true },
                { name: 'payer', label: t('recharge.payer'), required: true, max: 80 },
                { name: 'payer_account', label: t('receipt.account'), max: 64, mono: true },
                { name: 'memo', label: t('recharge.memo'), max: 200 },
                { name: 'day', label: t('receipt.day'), type: 'day', help: t('day.none') },
              ]}
            />
          </>
        )}
        columns={[
          { key: 'day', title: t('receipt.day'), width: 110, cell: (row) => <span className="num">{row.day}</span> },
          { key: 'payer', title: t('recharge.payer'), width: 170, grow: true, cell: (row) => <span className="strong">{row.payer}</span> },
          { key: 'memo', title: t('recharge.memo'), width: 150, grow: true, cell: (row) => row.memo },
          { key: 'sum', title: t('col.amount'), width: 140, align: 'right', cell: (row) => <Money fen={row.amount_fen} strong /> },
          { key: 'state', title: t('col.state'), width: 124, cell: (row) => <StateTag kind="arrival" value={row.state} /> },
          { key: 'act', title: t('col.action'), width: 170, cell: buttons },
          { key: 'ref', title: t('receipt.ref'), width: 150, cell: (row) => <span className="mono">{row.bank_ref}</span> },
          { key: 'source', title: t('receipt.source'), width: 90, cell: (row) => t(row.source === 'bank' ? 'receipt.source.bank' : 'receipt.source.channel') },
        ]}
        card={(row) => (
          <div className="kb-linkcard">
            <span className="row apart"><span className="strong">{row.payer}</span><StateTag kind="arrival" value={row.state} /></span>
            <span className="row apart"><Money fen={row.amount_fen} strong /><span className="num">{row.day}</span></span>
            {row.memo && <span className="muted">{row.memo}</span>}
            {buttons(row)}
          </div>
        )}
        empty={{ text: t('receipts.none'), hint: t('receipts.none.hint') }}
      />
      {dialog.is('import') && <Statement close={dialog.close} />}
      {claimed && <ClaimDialog arrival={claimed} close={() => claim(null)} />}
    </>
  )
}

function Statement(props: { close: () => void }) {
  const t = useT()
  const take = useWrite('arrivals_import')
  const done = take.data && <>{t('receipts.imported', { added: take.data.added, repeated: take.data.repeated })} <Money fen={take.data.amount_fen} strong /></>
  return (
    <ImportDialog
        open title={t('receipts.import')} columns={t('receipts.import.columns')} maxBytes={400_000} close={props.close}
        busy={take.isPending} error={take.error} send={(csv) => take.mutateAsync({ csv })} done={done}
      />
  )
}

/** Who claimed which receipt; what sales people ask, finance decides. */
export function ClaimList() {
  const t = useT()
  return (
    <ListPage
      title={t('menu.claims')}
      op="claims_list"
      rowKey={(row) => row.id}
      rowTo={(row) => `fin/claims/${row.id}`}
      filters={[{ name: 'state', kind: 'claim', label: t('col.state') }]}
      columns={[
        { key: 'state', title: t('col.state'), width: 120, cell: (row) => <StateTag kind="claim" value={row.state} /> },
        { key: 'sum', title: t('col.amount'), width: 150, align: 'right', cell: (row) => <Money fen={row.amount_fen} strong /> },
        { key: 'reason', title: t('confirm.reason'), width: 220, grow: true, cell: (row) => row.reason },
        { key: 'at', title: t('col.created'), width: 140, cell: (row) => <Time ms={row.created_ms} /> },
        { key: 'end', title: t('claim.decided'), width: 140, cell: (row) => <Time ms={row.decided_ms} /> },
      ]}
      empty={{ text: t('claims.none') }}
    />
  )
}
