// Whose a receipt is: announced recharges and customers, to the fen.
import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import type { Row } from '@/api/client'
import { useList, useWrite } from '@/api/hooks'
import { useT } from '@/i18n'
import { fenDiff, fenOfText, fenSum, fenText, fenYuan } from '@/lib/money'
import { ErrorView } from '@/ui/ErrorView'
import { Money } from '@/ui/Money'
import { useCustomerOptions } from '@/ui/names'

interface Part { whose: string; typed: string }

const idOf = (whose: string) => whose.slice(2)

export default function ClaimDialog(props: { arrival: Row<'arrivals_list'>; close: () => void }) {
  const t = useT()
  const { arrival } = props
  const claim = useWrite('arrivals_claim')
  const [parts, setParts] = useState<Part[]>([{ whose: '', typed: fenText(arrival.amount_fen).replaceAll(',', '') }])
  const change = (n: number, part: Partial<Part>) => setParts(parts.map((old, i) => (i === n ? { ...old, ...part } : old)))
  const amounts = parts.map((part) => fenOfText(part.typed) ?? 0)
  const left = fenDiff(arrival.amount_fen, fenSum(amounts))
  const ready = left === 0 && parts.every((part, i) => part.whose !== '' && (amounts[i] ?? 0) > 0)
  const send = async () => {
    const whole = parts.map((part, i) => ({
      ...(part.whose.startsWith('r:') ? { recharge_id: idOf(part.whose) } : { customer_id: idOf(part.whose) }), amount_fen: amounts[i] ?? 0,
    }))
    try {
      await claim.mutateAsync({ id: arrival.id, parts: whole })
      props.close()
    } catch {
      // the dialog shows it and stays
    }
  }
  return (
    <Modal
      open title={t('claim.title')} okText={t('receipt.claim')} cancelText={t('cancel')} width={720} confirmLoading={claim.isPending}
      okButtonProps={{ disabled: !ready, 'data-testid': 'claim.send' }} onOk={() => void send()} onCancel={props.close}
    >
      <div className="stack">
        <p><span className="strong">{arrival.payer}</span> <Money fen={arrival.amount_fen} strong /> <span className="muted">{arrival.memo}</span></p>
        {parts.map((part, n) => (
          <PartRow key={n} n={n} part={part} payer={arrival.payer} change={(to) => change(n, to)} drop={parts.length > 1 ? () => setParts(parts.filter((_, i) => i !== n)) : undefined} />
        ))}
        <span className="row apart">
          <Button size="small" onClick={() => setParts([...parts, { whose: '', typed: left > 0 ? fenText(left).replaceAll(',', '') : '' }])}>{t('claim.more')}</Button>
          <span role="status" className={left === 0 ? 'good-text' : 'bad-text'}>{left === 0 ? `✓ ${t('claim.whole')}` : t('claim.left', { sum: fenYuan(left) })}</span>
        </span>
        <p className="muted small">{t('claim.lead')}</p>
        <ErrorView error={claim.error} />
      </div>
    </Modal>
  )
}

function PartRow(props: { n: number; part: Part; payer: string; change: (to: Partial<Part>) => void; drop?: () => void }) {
  const t = useT()
  const customers = useCustomerOptions()
  const waiting = useList('recharges_list', { state: 'waiting' }, { limit: 200 })
  const options = [
    { label: t('claim.recharges'), options: waiting.rows.map((row) => ({ value: `r:${row.id}`, label: `${row.customer} · ${fenYuan(row.amount_fen)} · ${row.payer}${row.payer === props.payer ? ' ✓' : ''}` })) },
    { label: t('claim.customers'), options: customers.map((one) => ({ value: `c:${one.value}`, label: one.label })) },
  ]
  const choose = (whose: string) => {
    const found = waiting.rows.find((row) => `r:${row.id}` === whose)
    props.change(found ? { whose, typed: fenText(found.amount_fen).replaceAll(',', '') } : { whose })
  }
  return (
    <div className="row">
      <Select
        className="grow" showSearch={{ optionFilterProp: 'label' }} autoFocus={props.n === 0} aria-label={t('claim.whose')} placeholder={t('claim.whose')}
        value={props.part.whose || undefined} onChange={choose} options={options} data-testid={`claim.whose.${props.n}`}
      />
      <Input className="num kb-filter" prefix="¥" inputMode="decimal" aria-label={t('recharge.amount')} value={props.part.typed} onChange={(event) => props.change({ typed: event.target.value })} data-testid={`claim.sum.${props.n}`} />
      {props.drop && <Button onClick={props.drop}>{t('claim.drop')}</Button>}
    </div>
  )
}
