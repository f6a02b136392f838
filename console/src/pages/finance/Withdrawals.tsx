// Money customers want back: checked, paid by the bank, handed to whoever holds it, or refused.
import { useRead } from '@/api/hooks'
import type { Row } from '@/api/client'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { fenText, fenYuan } from '@/lib/money'
import { CopyText } from '@/ui/Id'
import { Deed } from '@/ui/Deed'
import { ErrorView } from '@/ui/ErrorView'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { usePartyNames } from '@/ui/names'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'

type Withdrawal = Row<'withdrawals_list'>

export function Withdrawals() {
  const t = useT()
  const { org } = useSession()
  const party = usePartyNames()
  return (
    <ListPage
      title={t('menu.withdrawals')}
      op="withdrawals_list"
      rowKey={(row) => row.id}
      filters={[{ name: 'state', kind: 'withdrawal', label: t('col.state') }]}
      above={<Rule />}
      columns={[
        { key: 'who', title: t('col.customer'), width: 160, grow: true, cell: (row) => <span className="strong">{party(row.org_id)}</span> },
        { key: 'sum', title: t('col.amount'), width: 130, align: 'right', cell: (row) => <Money fen={row.amount_fen} strong /> },
        { key: 'state', title: t('col.state'), width: 110, cell: (row) => <StateTag kind="withdrawal" value={row.state} /> },
        { key: 'act', title: t('col.action'), width: 300, cell: (row) => <Doings row={row} name={`${party(row.org_id)} ${fenYuan(row.amount_fen)}`} ours={row.payer_id === '' || row.payer_id === org.id} /> },
        { key: 'to', title: t('withdrawal.to'), width: 240, grow: true, cell: (row) => `${row.holder} · ${row.bank} · ${row.account_no}` },
        { key: 'payer', title: t('withdrawal.payer'), width: 140, cell: (row) => party(row.payer_id) },
        { key: 'ref', title: t('withdrawal.ref'), width: 140, cell: (row) => row.bank_ref || row.reason || '—' },
        { key: 'at', title: t('col.created'), width: 130, cell: (row) => <Time ms={row.created_ms} /> },
      ]}
      card={(row) => (
        <div className="kb-linkcard">
          <span className="row apart"><span className="strong">{party(row.org_id)}</span><StateTag kind="withdrawal" value={row.state} /></span>
          <span className="row apart"><Money fen={row.amount_fen} strong /><Time ms={row.created_ms} /></span>
          <span>{row.holder} · {row.bank} · <span className="num">{row.account_no}</span></span>
          <Doings row={row} name={`${party(row.org_id)} ${fenYuan(row.amount_fen)}`} ours={row.payer_id === '' || row.payer_id === org.id} />
        </div>
      )}
      empty={{ text: t('withdrawals.none') }}
    />
  )
}

function Doings(props: { row: Withdrawal; name: string; ours: boolean }) {
  const t = useT()
  const { org } = useSession()
  const { row, name } = props
  const input = { id: row.id }
  const open = row.state === 'asked' || row.state === 'approved'
  if (!open && row.state !== 'forwarded') return null
  return (
    <span className="row">
      <Deed
        op="withdrawals_pay" input={input} verb={t('withdrawal.pay')} name={name} primary small hidden={!props.ours}
        why={row.state === 'asked' && t('withdrawal.why.approval')}
        lead={<p>{row.holder} · {row.bank} · <CopyText text={row.account_no} label={t('withdrawal.account')} /> <Money fen={row.amount_fen} strong /></p>}
        fields={[{ name: 'bank_ref', label: t('receipt.ref'), required: true, max: 64, mono: true, help: t('withdrawal.ref.help') }]}
      />
      <Deed op="withdrawals_forward" input={input} verb={t('withdrawal.forward')} name={name} effects={[t('withdrawal.forward.effect')]} small hidden={row.state !== 'approved' || org.kind === 'platform'} />
      <Deed op="withdrawals_hand_back" input={input} verb={t('withdrawal.hand_back')} name={name} effects={[t('withdrawal.hand_back.effect')]} reasonAs="reason" small hidden={row.state !== 'forwarded' || !props.ours} />
      <Deed op="withdrawals_reject" input={input} verb={t('withdrawal.reject')} name={name} effects={[t('withdrawal.reject.effect')]} reasonAs="reason" danger small hidden={!open} />
    </span>
  )
}

/** How much at least, and how many at a time. */
function Rule() {
  const t = useT()
  const read = useRead('withdrawal_rule_get', {})
  if (!read.data) return <ErrorView error={read.error} again={() => void read.refetch()} />
  return (
    <div className="row loose">
      <span className="muted">{t('withdrawal.rule', { sum: fenYuan(read.data.min_fen), n: read.data.open_max })}</span>
      <Deed
        op="withdrawal_rule_put" input={{}} verb={t('withdrawal.rule.change')} name="" small
        fields={[
          { name: 'min_fen', label: t('withdrawal.rule.min'), type: 'money', required: true, initial: fenText(read.data.min_fen) },
          { name: 'open_max', label: t('withdrawal.rule.open'), type: 'integer', min: 1, max: 100, required: true, initial: read.data.open_max },
        ]}
      />
    </div>
  )
}
