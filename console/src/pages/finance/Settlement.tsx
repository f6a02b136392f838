// A settlement: who pays whom, its lines, both confirmations, objections and the payment.
import { Button } from 'antd'
import { Link, useParams } from 'react-router'
import type { Row } from '@/api/client'
import { useList, useRead } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useI18n, useT } from '@/i18n'
import { fenYuan } from '@/lib/money'
import { Card, Facts } from '@/ui/Card'
import { Deed } from '@/ui/Deed'
import { ErrorView } from '@/ui/ErrorView'
import type { FieldSpec } from '@/ui/Fields'
import { FirstPaint } from '@/ui/FirstPaint'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { ObjectPage } from '@/ui/ObjectPage'
import { PlainTable } from '@/ui/PlainTable'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'
import { Net, spanOf, type Settlement as Run } from './netting'

type Line = Row<'settlement_lines_list'>
type Objection = Row<'objections_list'>

export function Settlement() {
  const t = useT()
  const { org } = useSession()
  const { id = '' } = useParams()
  const read = useRead('settlements_get', { id })
  const run = read.data
  if (!run) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  const other = run.seller_id === org.id ? run.buyer : run.seller
  return (
    <ObjectPage
      title={t('settle.of', { other, span: spanOf(run) })} id={run.id} tag={<StateTag kind="settlement" value={run.state} />}
      sub={t(run.kind === 'supply' ? 'settle.kind.supply' : 'settle.kind.distribution')}
      actions={<Doings run={run} name={other} />}
      strip={{ now: <StateTag kind="settlement" value={run.state} />, next: <Next run={run} />, why: <Net run={run} /> }}
      tabs={{
        overview: <><Sums run={run} /><Lines run={run} /></>,
        related: <Disputes run={run} />,
      }}
    />
  )
}

const sideOf = (run: Run, org: string) => (run.seller_id === org ? 'seller' : 'buyer')

function Next({ run }: { run: Run }) {
  const t = useT()
  const { org } = useSession()
  const side = sideOf(run, org.id)
  if (run.state === 'draft') {
    if (run.objections_n > 0) return t('settle.next.objections', { n: run.objections_n })
    return t((side === 'seller' ? run.seller_ms : run.buyer_ms) ? 'settle.next.other' : 'settle.next.confirm')
  }
  if (run.state === 'confirmed') return t(run.approval_id ? 'settle.next.approval' : 'settle.next.submit')
  if (run.state === 'approved') return t('settle.next.pay')
  return run.state === 'paid' ? t('settle.next.close') : t('settle.next.none')
}

function Doings({ run, name }: { run: Run; name: string }) {
  const t = useT()
  const { org } = useSession()
  const side = sideOf(run, org.id)
  const input = { id: run.id }
  const pays = run.payer === '' || run.payer === side
  const forOther = run.kind === 'supply' && org.kind === 'platform'
  const note = [{ name: 'note', label: t('settle.note'), required: true, max: 200, help: t('settle.note.help') }]
  const agreed = side === 'seller' ? run.seller_ms : run.buyer_ms
  return (
    <>
      <Deed
        op="settlements_confirm" input={input} verb={t('settle.confirm')} name={name} primary hidden={run.state !== 'draft' || agreed > 0}
        why={run.objections_n > 0 && t('settle.next.objections', { n: run.objections_n })}
        effects={[<Net key="net" run={run} />, t('settle.confirm.effect')]}
      />
      <Deed op="settlements_confirm" input={{ ...input, for_supplier: true }} verb={t('settle.confirm.supplier')} name={name} fields={note} lead={<p><Net run={run} /></p>} hidden={run.state !== 'draft' || !forOther || run.seller_ms > 0} />
      <Deed op="settlements_submit" input={input} verb={t('settle.submit')} name={name} primary hidden={run.state !== 'confirmed' || !pays} why={run.approval_id !== '' && t('settle.next.approval')} effects={[<Net key="net" run={run} />, t('settle.submit.effect')]} />
      <Deed
        op="settlements_pay" input={input} verb={t('settle.pay')} name={name} primary hidden={run.state !== 'approved' || !pays} lead={<><p><Net run={run} /></p><p className="muted">{t('settle.pay.effect')}</p></>}
        fields={[{ name: 'bank_ref', label: t('settle.bank_ref'), required: run.net_fen !== 0, max: 64, mono: true }]}
      />
      <Arrived run={run} name={name} pays={pays} note={note} />
    </>
  )
}

function Arrived({ run, name, pays, note }: { run: Run; name: string; pays: boolean; note: FieldSpec[] }) {
  const t = useT()
  const { org } = useSession()
  const input = { id: run.id }
  const forOther = run.kind === 'supply' && org.kind === 'platform'
  if (run.state !== 'paid') return null
  return (
    <>
      <Deed op="settlements_close" input={input} verb={t('settle.close')} name={name} primary hidden={run.payer !== '' && pays} effects={[t('settle.close.effect')]} />
      <Deed op="settlements_close" input={{ ...input, for_supplier: true }} verb={t('settle.close.supplier')} name={name} fields={note} hidden={!forOther || run.payer === 'seller'} />
    </>
  )
}

function Sums({ run }: { run: Run }) {
  const t = useT()
  const { org } = useSession()
  const agreed = (ms: number, note: string) => (ms ? <>✓ <Time ms={ms} /> {note}</> : <span className="muted">{t('settle.open')}</span>)
  return (
    <Card>
      <Facts items={[
        { label: t('settle.goods'), value: <Money fen={run.goods_fen} /> },
        { label: t('settle.collected'), value: <Money fen={run.collected_fen} /> },
        { label: t('settle.commission'), value: <Money fen={run.commission_fen} /> },
        { label: t('settle.net'), value: <Net run={run} /> },
        { label: t('settle.seller', { who: run.seller }), value: agreed(run.seller_ms, run.seller_note) },
        { label: t('settle.buyer', { who: run.buyer }), value: agreed(run.buyer_ms, run.buyer_note) },
        { label: t('settle.terms'), value: <Link to={`/o/${org.id}/agreements/${run.agreement_id}`}>{t('settle.terms.see')}</Link> },
        run.approval_id !== '' && { label: t('settle.approval'), value: <Link to={`/o/${org.id}/approvals/${run.approval_id}`}>{t('settle.approval.see')}</Link> },
        run.paid_ms > 0 && { label: t('settle.paid'), value: <><Time ms={run.paid_ms} /> <span className="mono">{run.bank_ref}</span></> },
        run.closed_ms > 0 && { label: t('settle.closed'), value: <Time ms={run.closed_ms} /> },
      ]} />
    </Card>
  )
}

function useEventName() {
  const { t, has } = useI18n()
  return (event: string) => {
    const key = `settle.event.${event}`
    return has(key) ? t(key) : event
  }
}

function ObjectTo({ run, line }: { run: Run; line: Line }) {
  const t = useT()
  const name = line.product ? `${line.product} ${line.sku}` : line.date
  const reason = { name: 'reason', label: t('col.reason'), required: true, max: 200 }
  if (run.state !== 'draft') return null
  return <Deed op="objections_create" input={{ id: run.id, line_id: line.id }} verb={t('objection.raise')} name={name} fields={[reason]} small hidden={line.objection === 'open'} />
}

function Lines({ run }: { run: Run }) {
  const t = useT()
  const { org } = useSession()
  const event = useEventName()
  const list = useList('settlement_lines_list', { id: run.id }, { limit: 100 })
  return (
    <Card title={t('settle.lines')} pad={false} testid="settle.lines" extra={<Link to={`/o/${org.id}/fin/settlements/${run.id}/lines`}>{t('settle.lines.all')}</Link>}>
      <ErrorView error={list.error} again={list.again} />
      <PlainTable
        label={t('settle.lines')} rows={list.rows} rowKey={(line) => line.id} empty={t('settle.lines.none')}
        columns={[
          { key: 'date', title: t('voucher.date'), cell: (line) => <span className="num">{line.date}</span> },
          { key: 'event', title: t('voucher.event'), cell: (line) => <>{event(line.event)}{line.correction && <span className="muted small"> · {t('settle.correction')}</span>}</> },
          { key: 'product', title: t('col.product'), cell: (line) => [line.product, line.sku].filter(Boolean).join(' · ') || '—' },
          { key: 'goods', title: t('settle.goods'), align: 'right', cell: (line) => (line.goods_fen ? <Money fen={line.goods_fen} /> : '') },
          { key: 'collected', title: t('settle.collected'), align: 'right', cell: (line) => (line.collected_fen ? <Money fen={line.collected_fen} /> : '') },
          { key: 'commission', title: t('settle.commission'), align: 'right', cell: (line) => (line.commission_fen ? <Money fen={line.commission_fen} /> : '') },
          { key: 'voucher', title: t('voucher.no'), minor: true, cell: (line) => (line.voucher_id ? <Link className="num" to={`/o/${org.id}/fin/vouchers/${line.voucher_id}`}>{line.voucher_no}</Link> : '—') },
          { key: 'act', title: t('settle.objections'), cell: (line) => <span className="row">{line.objection && <StateTag kind="objection" value={line.objection} />}<ObjectTo run={run} line={line} /></span> },
        ]}
        foot={[t('sum'), '', '', <Money key="g" fen={run.goods_fen} />, <Money key="c" fen={run.collected_fen} />, <Money key="m" fen={run.commission_fen} />, '', '']}
      />
      {list.more && <p className="kb-card-body"><Button onClick={list.readMore} loading={list.moreBusy}>{t('list.more')}</Button></p>}
    </Card>
  )
}

/** All lines of one settlement, filtered and as CSV. */
export function SettlementLines() {
  const t = useT()
  const { id = '' } = useParams()
  const { org } = useSession()
  const event = useEventName()
  const run = useRead('settlements_get', { id })
  return (
    <ListPage
      title={run.data ? t('settle.lines.of', { span: spanOf(run.data) }) : t('settle.lines')}
      op="settlement_lines_list"
      fixed={{ id }}
      rowKey={(line) => line.id}
      sub={<Link to={`/o/${org.id}/fin/settlements/${id}`}>{t('settle.see')}</Link>}
      filters={[{ name: 'event', label: t('voucher.event'), options: ['capture', 'refund', 'recharge_online'].map((value) => ({ value, label: event(value) })) }]}
      columns={[
        { key: 'date', title: t('voucher.date'), width: 110, cell: (line) => <span className="num">{line.date}</span> },
        { key: 'event', title: t('voucher.event'), width: 130, cell: (line) => event(line.event) },
        { key: 'product', title: t('col.product'), width: 240, grow: true, cell: (line) => [line.product, line.sku].filter(Boolean).join(' · ') || '—' },
        { key: 'goods', title: t('settle.goods'), width: 140, align: 'right', cell: (line) => <Money fen={line.goods_fen} /> },
        { key: 'collected', title: t('settle.collected'), width: 140, align: 'right', cell: (line) => <Money fen={line.collected_fen} /> },
        { key: 'commission', title: t('settle.commission'), width: 140, align: 'right', cell: (line) => <Money fen={line.commission_fen} /> },
        { key: 'voucher', title: t('voucher.no'), width: 90, cell: (line) => (line.voucher_id ? <Link className="num" to={`/o/${org.id}/fin/vouchers/${line.voucher_id}`}>{line.voucher_no}</Link> : '—') },
        { key: 'objection', title: t('settle.objections'), width: 110, cell: (line) => (line.objection ? <StateTag kind="objection" value={line.objection} /> : '—') },
      ]}
      empty={{ text: t('settle.lines.none') }}
    />
  )
}

function Disputes({ run }: { run: Run }) {
  const t = useT()
  const list = useList('objections_list', { settlement_id: run.id }, { limit: 100 })
  return (
    <Card title={t('menu.objections')} pad={false}>
      <ErrorView error={list.error} again={list.again} />
      <PlainTable
        label={t('menu.objections')} rows={list.rows} rowKey={(row) => row.id} empty={t('objections.none')}
        columns={[
          { key: 'at', title: t('col.created'), cell: (row) => <Time ms={row.created_ms} />, minor: true },
          { key: 'by', title: t('objection.by'), cell: (row) => row.by_name },
          { key: 'state', title: t('col.state'), cell: (row) => <StateTag kind="objection" value={row.state} /> },
          { key: 'reason', title: t('col.reason'), cell: (row) => row.reason },
          { key: 'answer', title: t('objection.answer'), cell: (row) => row.answer || '—' },
          { key: 'sum', title: t('objection.correction'), align: 'right', cell: (row) => (row.how === 'correct' ? <Money fen={row.amount_fen} /> : '—') },
          { key: 'act', title: t('col.action'), cell: (row) => <Answer row={row} run={run} /> },
        ]}
      />
      {list.more && <p className="kb-card-body"><Button onClick={list.readMore} loading={list.moreBusy}>{t('list.more')}</Button></p>}
    </Card>
  )
}

function Answer({ row, run }: { row: Objection; run: Run }) {
  const t = useT()
  const { org } = useSession()
  if (row.state !== 'open') return '—'
  const ours = row.by_id === org.id
  const forSupplier = ours && run.kind === 'supply' && org.kind === 'platform'
  const input = { id: row.id, ...(forSupplier ? { for_supplier: true } : {}) }
  const name = row.amount_fen ? fenYuan(row.amount_fen) : row.by_name
  const answer = { name: 'answer', label: t('objection.answer'), max: 200 }
  const how = [{ value: 'next', label: t('objection.how.next') }, { value: 'correct', label: t('objection.how.correct') }]
  return (
    <span className="row">
      <Deed
        op="objections_accept" input={input} verb={t(forSupplier ? 'objection.accept.supplier' : 'objection.accept')} name={name} small hidden={ours && !forSupplier}
        fields={[
          { name: 'how', label: t('objection.how'), type: 'select', required: true, options: how, initial: 'next' },
          { name: 'amount_fen', label: t('objection.amount'), type: 'money', help: t('objection.amount.help') },
          { ...answer, required: forSupplier },
        ]}
      />
      <Deed op="objections_refuse" input={input} verb={t(forSupplier ? 'objection.refuse.supplier' : 'objection.refuse')} name={name} fields={[{ ...answer, required: true }]} small danger hidden={ours && !forSupplier} />
      <Deed op="objections_withdraw" input={{ id: row.id }} verb={t('objection.withdraw')} name={name} effects={[t('objection.withdraw.effect')]} small hidden={!ours} />
    </span>
  )
}
