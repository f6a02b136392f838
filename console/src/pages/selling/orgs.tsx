// What customers, distributors and suppliers have in common: a first administrator, a link to come by.
import { useState } from 'react'
import type { In, Out } from '@/api/client'
import { useWrite } from '@/api/hooks'
import { useT } from '@/i18n'
import type { FieldSpec } from '@/ui/Fields'
import { FormDialog } from '@/ui/FormDialog'
import { late } from '@/ui/late'

const InviteMade = late(() => import('@/ui/InviteMade'))

export function useNewOrgFields(): FieldSpec[] {
  const t = useT()
  return [
    { name: 'name', label: t('col.name'), required: true, max: 120 },
    { name: 'form', label: t('col.form'), type: 'select', required: true, initial: 'company', options: (['company', 'person'] as const).map((value) => ({ value, label: t(`customer.${value}`) })) },
    { name: 'admin_login', label: t('org.admin_login'), required: true, max: 64, mono: true },
    { name: 'admin_name', label: t('org.admin_name'), required: true, max: 64 },
    { name: 'admin_password', label: t('org.admin_password'), type: 'secret', required: true, min: 8, max: 200 },
  ]
}

type InviteOp = 'customers_invite' | 'distributors_invite'

/** A link by which somebody joins: told once, since only its digest is kept. */
export function Invite(props: { op: InviteOp; open: boolean; close: () => void }) {
  const t = useT()
  const invite = useWrite(props.op)
  const [made, setMade] = useState<Out<InviteOp> | null>(null)
  return (
    <>
      <FormDialog
        open={props.open} close={props.close} title={t(props.op === 'customers_invite' ? 'invite.customer' : 'invite.distributor')} verb={t('invite.make')}
        lead={<p className="muted">{t('invite.lead')}</p>} busy={invite.isPending} error={invite.error}
        fields={[{ name: 'note', label: t('invite.note'), max: 120, help: t('invite.note.help') }]}
        send={async (values) => setMade(await invite.mutateAsync(values as In<InviteOp>))}
      />
      {made && <InviteMade made={made} close={() => setMade(null)} />}
    </>
  )
}
