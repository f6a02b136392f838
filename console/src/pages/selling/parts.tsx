import type { In } from '@/api/client'
import { useWrite } from '@/api/hooks'
import { useT } from '@/i18n'
import { wordsOf } from '@/lib/loose'
import { FormDialog } from '@/ui/FormDialog'

export function Tags({ tags }: { tags: unknown }) {
  const words = wordsOf(tags)
  if (words.length === 0) return <>—</>
  return <span className="row">{words.map((word) => <span key={word} className="kb-chip">{word}</span>)}</span>
}

export function RechargeFor(props: { customer: { id: string; name: string } | null; close: () => void }) {
  const t = useT()
  const create = useWrite('recharges_create')
  return (
    <FormDialog
      open={props.customer !== null} close={props.close} title={`${t('recharge.title')} · ${props.customer?.name ?? ''}`} verb={t('recharge.send')}
      busy={create.isPending} error={create.error}
      fields={[
        { name: 'amount_fen', label: t('recharge.amount'), type: 'money', required: true },
        { name: 'payer', label: t('recharge.payer'), required: true, max: 120 },
        { name: 'memo', label: t('recharge.memo'), max: 200 },
      ]}
      send={(values) => create.mutateAsync({ ...values, customer_id: props.customer?.id } as unknown as In<'recharges_create'>)}
    />
  )
}
