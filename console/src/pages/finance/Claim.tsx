// One claim: its receipt, its parts, and the second person's decision.
import { Link, useParams } from 'react-router'
import type { Out } from '@/api/client'
import { useList, useRead } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { fenYuan } from '@/lib/money'
import { Card, Facts } from '@/ui/Card'
import { Deed } from '@/ui/Deed'
import { ErrorView } from '@/ui/ErrorView'
import { FirstPaint } from '@/ui/FirstPaint'
import { Money } from '@/ui/Money'
import { usePartyNames, useStaffNames } from '@/ui/names'
import { ObjectPage } from '@/ui/ObjectPage'
import { PlainTable } from '@/ui/PlainTable'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'

export function Claim() {
  const t = useT()
  const { can } = useSession()
  const { id = '' } = useParams()
  const party = usePartyNames()
  const read = useRead('claims_get', { id })
  const recharges = useList('recharges_list', {}, { enabled: can('recharges_list'), limit: 200 })
  const { claim, arrival, parts } = read.data ?? {}
  if (!claim || !arrival || !parts) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  const whose = (part: { customer_id: string; recharge_id: string }) =>
    party(part.customer_id || (recharges.rows.find((row) => row.id === part.recharge_id)?.customer_id ?? ''))
  const open = claim.state === 'asked' || claim.state === 'waiting'
  const name = `${arrival.payer} ${fenYuan(claim.amount_fen)}`
  return (
    <ObjectPage
      title={t('claim.of', { payer: arrival.payer })} id={claim.id} tag={<StateTag kind="claim" value={claim.state} />}
      actions={open && (
        <>
          <Deed op="claims_reject" input={{ id }} verb={t('claim.reject')} name={name} effects={[t('claim.reject.effect')]} reasonAs="reason" danger />
          <Deed op="claims_confirm" input={{ id }} verb={t('claim.confirm')} name={name} effects={[t('claim.confirm.effect'), t('arrival.effect.voucher')]} primary hidden={claim.state !== 'asked'} />
        </>
      )}
      strip={{
        now: <StateTag kind="claim" value={claim.state} />,
        next: open ? t(claim.state === 'asked' ? 'claim.next.asked' : 'claim.next.waiting') : undefined,
        why: claim.reason || undefined,
      }}
      tabs={{
        overview: (
          <>
            <Receipt claim={claim} arrival={arrival} />
            <Card title={t('claim.parts')} pad={false}>
              <PlainTable
                label={t('claim.parts')} rows={parts} rowKey={(_, i) => String(i)}
                columns={[
                  { key: 'who', title: t('col.customer'), cell: whose },
                  { key: 'how', title: t('claim.how'), cell: (part) => t(part.recharge_id ? 'claim.recharges' : 'claim.customers') },
                  { key: 'sum', title: t('col.amount'), align: 'right', cell: (part) => <Money fen={part.amount_fen} /> },
                ]}
                foot={[t('sum'), '', <Money key="sum" fen={claim.amount_fen} strong />]}
              />
            </Card>
          </>
        ),
      }}
    />
  )
}

type Page = Out<'claims_get'>

function Receipt({ claim, arrival }: { claim: NonNullable<Page['claim']>; arrival: NonNullable<Page['arrival']> }) {
  const t = useT()
  const { org } = useSession()
  const person = useStaffNames()
  return (
    <Card title={t('claim.receipt')}>
      <Facts items={[
        { label: t('recharge.payer'), value: arrival.payer },
        { label: t('col.amount'), value: <Money fen={arrival.amount_fen} strong /> },
        { label: t('receipt.ref'), value: <span className="mono">{arrival.bank_ref}</span> },
        { label: t('receipt.day'), value: <span className="num">{arrival.day}</span> },
        { label: t('recharge.memo'), value: arrival.memo || '—' },
        { label: t('claim.asked_by'), value: <>{person(claim.created_by)} <Time ms={claim.created_ms} /></> },
        claim.decided_ms > 0 && { label: t('claim.decided'), value: <>{person(claim.decided_by)} <Time ms={claim.decided_ms} /></> },
        claim.approval_id !== '' && { label: t('settle.approval'), value: <Link to={`/o/${org.id}/approvals/${claim.approval_id}`}>{t('settle.approval.see')}</Link> },
      ]} />
    </Card>
  )
}
