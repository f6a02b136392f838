// The customer's own withdrawals: asked for, taken back, paid.
import { useRead } from '@/api/hooks'
import { useT } from '@/i18n'
import { fenYuan } from '@/lib/money'
import { Deed } from '@/ui/Deed'
import { ErrorView } from '@/ui/ErrorView'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'

export function OwnWithdrawals() {
  const t = useT()
  const balance = useRead('balance_get', {})
  const rule = useRead('withdrawal_rule_get', {})
  const back = (row: { id: string; state: string; amount_fen: number }) => (
    <Deed
      op="withdrawals_cancel" input={{ id: row.id }} verb={t('withdrawal.cancel')} name={fenYuan(row.amount_fen)} effects={[t('withdrawal.cancel.effect')]} small
      hidden={row.state !== 'asked' && row.state !== 'approved'}
    />
  )
  return (
    <ListPage
      title={t('menu.own_withdrawals')}
      op="withdrawals_list"
      rowKey={(row) => row.id}
      filters={[{ name: 'state', kind: 'withdrawal', label: t('col.state') }]}
      sub={<>{t('balance.available')} <Money fen={balance.data?.available_fen} strong /></>}
      above={<ErrorView error={balance.error ?? rule.error} again={() => { void balance.refetch(); void rule.refetch() }} />}
      actions={(
        <Deed
          op="withdrawals_create" input={{}} verb={t('withdrawal.ask')} name="" primary
          lead={<p className="muted">{rule.data && t('withdrawal.rule', { sum: fenYuan(rule.data.min_fen), n: rule.data.open_max })} {t('withdrawal.lead')}</p>}
          fields={[
            { name: 'amount_fen', label: t('recharge.amount'), type: 'money', required: true },
            { name: 'holder', label: t('withdrawal.holder'), required: true, max: 80 },
            { name: 'bank', label: t('withdrawal.bank'), required: true, max: 80 },
            { name: 'account_no', label: t('withdrawal.account'), required: true, max: 40, mono: true },
            { name: 'memo', label: t('recharge.memo'), max: 200 },
          ]}
        />
      )}
      columns={[
        { key: 'at', title: t('col.created'), width: 140, cell: (row) => <Time ms={row.created_ms} /> },
        { key: 'sum', title: t('col.amount'), width: 140, align: 'right', cell: (row) => <Money fen={row.amount_fen} strong /> },
        { key: 'state', title: t('col.state'), width: 120, cell: (row) => <StateTag kind="withdrawal" value={row.state} /> },
        { key: 'to', title: t('withdrawal.to'), width: 260, grow: true, cell: (row) => `${row.holder} · ${row.bank} · ${row.account_no}` },
        { key: 'ref', title: t('withdrawal.ref'), width: 160, cell: (row) => row.bank_ref || row.reason || '—' },
        { key: 'act', title: t('col.action'), width: 120, cell: back },
      ]}
      card={(row) => (
        <div className="kb-linkcard">
          <span className="row apart"><Money fen={row.amount_fen} strong /><StateTag kind="withdrawal" value={row.state} /></span>
          <span>{row.holder} · {row.bank}</span>
          {(row.reason || row.bank_ref) && <span className="muted">{row.reason || row.bank_ref}</span>}
          {back(row)}
        </div>
      )}
      empty={{ text: t('withdrawals.none') }}
    />
  )
}
