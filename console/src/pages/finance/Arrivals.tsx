// Money said to have been sent: finance compares with the bank and confirms or rejects.
import { Button } from 'antd'
import { useState } from 'react'
import { Navigate, useSearchParams } from 'react-router'
import type { Row } from '@/api/client'
import { useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { fenYuan } from '@/lib/money'
import { ConfirmPlan } from '@/ui/ConfirmPlan'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { states } from '@/ui/state'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'

type Claim = Row<'recharges_list'>

/** Announced recharges; the checklist of a month also sends people here who look for receipts. */
export function Arrivals() {
  const { org } = useSession()
  const [search] = useSearchParams()
  const state = search.get('state') ?? ''
  return Object.hasOwn(states.arrival, state) ? <Navigate to={`/o/${org.id}/fin/receipts?state=${state}`} replace /> : <Announced />
}

function Announced() {
  const t = useT()
  const { can } = useSession()
  const [chosen, choose] = useState<{ claim: Claim; act: 'confirm' | 'reject' } | null>(null)
  const buttons = (claim: Claim) => {
    if (claim.state !== 'waiting') return claim.reason || '—'
    return (
      <span className="row">
        {can('recharges_confirm') && (
          <Button size="small" type="primary" aria-label={`${t('arrival.confirm')} ${claim.customer} ${fenYuan(claim.amount_fen)}`} onClick={() => choose({ claim, act: 'confirm' })} data-testid="arrival.confirm">
            {t('arrival.confirm')}
          </Button>
        )}
        {can('recharges_reject') && (
          <Button size="small" aria-label={`${t('arrival.reject')} ${claim.customer} ${fenYuan(claim.amount_fen)}`} onClick={() => choose({ claim, act: 'reject' })}>{t('arrival.reject')}</Button>
        )}
      </span>
    )
  }
  return (
    <>
      <ListPage
        title={t('menu.arrivals')}
        op="recharges_list"
        rowKey={(row) => row.id}
        filters={[{ name: 'state', kind: 'recharge', label: t('col.state') }]}
        columns={[
          { key: 'customer', title: t('col.customer'), width: 180, grow: true, cell: (row) => <span className="strong">{row.customer}</span> },
          { key: 'state', title: t('col.state'), width: 110, cell: (row) => <StateTag kind="recharge" value={row.state} /> },
          { key: 'sum', title: t('col.amount'), width: 150, align: 'right', cell: (row) => <Money fen={row.amount_fen} strong /> },
          { key: 'payer', title: t('recharge.payer'), width: 160, grow: true, cell: (row) => row.payer },
          { key: 'memo', title: t('recharge.memo'), width: 160, grow: true, cell: (row) => row.memo },
          { key: 'act', title: t('col.action'), width: 180, cell: buttons },
          { key: 'at', title: t('col.time'), width: 130, cell: (row) => <Time ms={row.created_ms} /> },
        ]}
        card={(row) => (
          <div className="kb-linkcard">
            <span className="row apart"><span className="strong">{row.customer}</span><StateTag kind="recharge" value={row.state} /></span>
            <span className="row apart"><Money fen={row.amount_fen} strong /><Time ms={row.created_ms} /></span>
            {buttons(row)}
          </div>
        )}
        empty={{ text: t('arrivals.none') }}
      />
      <Decide chosen={chosen?.act === 'confirm' ? chosen.claim : null} act="confirm" close={() => choose(null)} />
      <Decide chosen={chosen?.act === 'reject' ? chosen.claim : null} act="reject" close={() => choose(null)} />
    </>
  )
}

function Decide(props: { chosen: Claim | null; act: 'confirm' | 'reject'; close: () => void }) {
  const t = useT()
  const confirm = useWrite('recharges_confirm')
  const reject = useWrite('recharges_reject')
  const id = props.chosen?.id ?? ''
  const yes = props.act === 'confirm'
  return (
    <ConfirmPlan
      open={props.chosen !== null} close={props.close} verb={t(yes ? 'arrival.confirm' : 'arrival.reject')} name={props.chosen?.customer ?? ''}
      askReason={!yes} danger={!yes}
      effects={yes
        ? [<>{t('arrival.effect.balance')} <Money fen={props.chosen?.amount_fen} strong /></>, t('arrival.effect.voucher'), t('arrival.effect.check')]
        : [t('arrival.effect.reject')]}
      busy={confirm.isPending || reject.isPending} error={yes ? confirm.error : reject.error}
      run={(reason) => (yes ? confirm.mutateAsync({ id }) : reject.mutateAsync({ id, reason }))}
    />
  )
}
