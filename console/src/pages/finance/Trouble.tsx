// What went wrong with payments through channels: money taken back, and notices that a person must look into.
import { Link } from 'react-router'
import type { Row } from '@/api/client'
import { useList } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { noticeOf } from '@/lib/loose'
import { fenDiff, fenYuan } from '@/lib/money'
import { Deed } from '@/ui/Deed'
import { Id } from '@/ui/Id'
import { useWord } from '@/ui/JobView'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { useStaffNames } from '@/ui/names'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'

type Chargeback = Row<'chargebacks_list'>
type Stray = Row<'pay_strays_list'>

const openOf = (row: Chargeback) => fenDiff(fenDiff(row.amount_fen, row.taken_fen), row.lost_fen)

/** A payment's id, leading to its page when it is by a customer of our own; those of others are not ours to see. */
function usePaymentLink(): (id: string) => React.ReactNode {
  const { can, org } = useSession()
  const own = new Set(useList('payments_list', {}, { enabled: can('payments_list'), limit: 200 }).rows.map((row) => row.id))
  return (id) => (own.has(id) ? <Link className="mono" to={`/o/${org.id}/fin/payments/${id}`}>{id}</Link> : <Id id={id} full />)
}

export function Chargebacks() {
  const t = useT()
  const word = useWord()
  const person = useStaffNames()
  const payment = usePaymentLink()
  return (
    <ListPage
      title={t('menu.chargebacks')}
      op="chargebacks_list"
      rowKey={(row) => row.id}
      sub={t('chargeback.sub')}
      filters={[{ name: 'state', kind: 'chargeback', label: t('col.state') }]}
      columns={[
        { key: 'at', title: t('col.time'), width: 130, cell: (row) => <Time ms={row.created_ms} /> },
        { key: 'state', title: t('col.state'), width: 100, cell: (row) => <StateTag kind="chargeback" value={row.state} /> },
        { key: 'sum', title: t('chargeback.amount'), width: 120, align: 'right', cell: (row) => <Money fen={row.amount_fen} /> },
        { key: 'taken', title: t('chargeback.taken'), width: 125, align: 'right', cell: (row) => <Money fen={row.taken_fen} /> },
        { key: 'lost', title: t('chargeback.lost'), width: 120, align: 'right', cell: (row) => <Money fen={row.lost_fen} /> },
        { key: 'left', title: t('chargeback.left'), width: 120, align: 'right', cell: (row) => <Money fen={openOf(row)} strong /> },
        { key: 'act', title: t('col.action'), width: 200, cell: (row) => <Settle row={row} /> },
        { key: 'no', title: t('channel.no'), width: 150, grow: true, cell: (row) => <span className="mono" title={word('channel', row.channel)}>{row.channel_no}</span> },
        { key: 'payment', title: t('chargeback.payment'), width: 190, cell: (row) => payment(row.payment_id) },
        { key: 'why', title: t('col.reason'), width: 140, grow: true, cell: (row) => row.reason || '—' },
        { key: 'done', title: t('claim.decided'), width: 170, cell: (row) => (row.ended_ms ? <>{row.ended_by && `${person(row.ended_by)} `}<Time ms={row.ended_ms} /></> : '—') },
      ]}
      card={(row) => (
        <div className="kb-linkcard">
          <span className="row apart"><Money fen={row.amount_fen} strong /><StateTag kind="chargeback" value={row.state} /></span>
          <span className="row apart"><span>{t('chargeback.left')} <Money fen={openOf(row)} /></span><Time ms={row.created_ms} /></span>
          <Settle row={row} />
        </div>
      )}
      empty={{ text: t('chargebacks.none') }}
    />
  )
}

function Settle({ row }: { row: Chargeback }) {
  const t = useT()
  const rest = openOf(row)
  const name = fenYuan(rest)
  if (row.state !== 'open') return <>—</>
  return (
    <span className="row">
      <Deed op="chargebacks_take" input={{ id: row.id }} verb={t('chargeback.take')} name={name} effects={[<>{t('chargeback.take.effect')} <Money fen={rest} strong /></>, t('chargeback.take.voucher')]} primary small />
      <Deed op="chargebacks_lose" input={{ id: row.id }} verb={t('chargeback.lose')} name={name} effects={[<>{t('chargeback.lose.effect')} <Money fen={rest} strong /></>]} reasonAs="reason" danger small />
    </span>
  )
}

export function Strays() {
  const t = useT()
  const word = useWord()
  const person = useStaffNames()
  const payment = usePaymentLink()
  const handle = (row: Stray) => (
    <Deed
      op="pay_strays_handle" input={{ id: row.id }} verb={t('stray.handle')} name={row.channel_no} small hidden={row.state !== 'open'}
      lead={<><p>{word('stray.why', row.why)}</p><p className="muted">{t('stray.handle.lead')}</p></>}
      fields={[{ name: 'note', label: t('stray.note'), type: 'long', required: true, max: 300 }]}
    />
  )
  return (
    <ListPage
      title={t('menu.strays')}
      op="pay_strays_list"
      rowKey={(row) => row.id}
      sub={t('stray.sub')}
      filters={[{ name: 'state', kind: 'stray', label: t('col.state') }]}
      columns={[
        { key: 'at', title: t('col.time'), width: 130, cell: (row) => <Time ms={row.created_ms} /> },
        { key: 'state', title: t('col.state'), width: 100, cell: (row) => <StateTag kind="stray" value={row.state} /> },
        { key: 'why', title: t('stray.why'), width: 300, grow: true, cell: (row) => word('stray.why', row.why) },
        { key: 'sum', title: t('stray.said'), width: 130, align: 'right', cell: (row) => <Said event={row.event} /> },
        { key: 'act', title: t('stray.note'), width: 200, grow: true, cell: (row) => (row.state === 'open' ? handle(row) : <span title={person(row.ended_by)}>{row.note}</span>) },
        { key: 'trade', title: t('stray.said.trade'), width: 190, cell: (row) => { const { trade } = noticeOf(row.event); return trade ? payment(trade) : '—' } },
        { key: 'no', title: t('channel.no'), width: 170, grow: true, cell: (row) => <span className="mono" title={word('channel', row.channel)}>{row.why === 'unknown' ? '—' : row.channel_no}</span> },
        { key: 'done', title: t('claim.decided'), width: 170, cell: (row) => (row.ended_ms ? <>{person(row.ended_by)} <Time ms={row.ended_ms} /></> : '—') },
      ]}
      card={(row) => (
        <div className="kb-linkcard">
          <span className="row apart"><StateTag kind="stray" value={row.state} /><Time ms={row.created_ms} /></span>
          <span>{word('stray.why', row.why)}</span>
          <span className="row apart"><span className="mono muted">{row.channel_no}</span><Said event={row.event} /></span>
          {row.note ? <span>{row.note}</span> : handle(row)}
        </div>
      )}
      empty={{ text: t('strays.none') }}
    />
  )
}

/** The amount in the channel's words; in another currency it is told as it was said. */
function Said({ event }: { event: string }) {
  const { amount_fen, currency } = noticeOf(event)
  if (amount_fen === undefined) return <>—</>
  return currency && currency !== 'CNY' ? <span className="num nowrap">{currency} {fenYuan(amount_fen).replace('¥', '')}</span> : <Money fen={amount_fen} strong />
}
