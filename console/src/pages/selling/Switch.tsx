import { Button } from 'antd'
import { useState } from 'react'
import { useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { ConfirmPlan } from '@/ui/ConfirmPlan'

export interface OrgLike { id: string; name: string; state: 'active' | 'disabled' }

/** Lock an organisation out, or let it back in. */
export function Switch({ org, small }: { org: OrgLike; small?: boolean }) {
  const t = useT()
  const { can } = useSession()
  const change = useWrite('orgs_state')
  const [open, setOpen] = useState(false)
  if (!can('orgs_state')) return null
  const on = org.state === 'active'
  const verb = t(on ? 'org.disable' : 'org.enable')
  return (
    <span onClick={(event) => event.stopPropagation()}>
      <Button
        size={small ? 'small' : 'middle'} danger={on} loading={change.isPending} aria-label={`${verb} ${org.name}`}
        onClick={() => (on ? setOpen(true) : change.mutate({ id: org.id, state: 'active' }))}
      >
        {verb}
      </Button>
      <ConfirmPlan
        open={open} close={() => setOpen(false)} verb={verb} name={org.name} danger effects={[t('org.disable.effect')]}
        busy={change.isPending} error={change.error} run={() => change.mutateAsync({ id: org.id, state: 'disabled' })}
      />
    </span>
  )
}
