// Links that were made for others to join: who made them, who came.
import { Button, Select } from 'antd'
import { useState } from 'react'
import type { Row } from '@/api/client'
import { useList, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { wordsOf } from '@/lib/loose'
import { Card } from '@/ui/Card'
import { ConfirmPlan } from '@/ui/ConfirmPlan'
import { ErrorView } from '@/ui/ErrorView'
import { useWord } from '@/ui/JobView'
import { PlainTable } from '@/ui/PlainTable'
import { StateTag } from '@/ui/StateTag'
import { Deadline, Time } from '@/ui/Time'

type State = 'waiting' | 'accepted' | 'revoked' | 'expired'

export function Invitations() {
  const t = useT()
  const word = useWord()
  const { can } = useSession()
  const [state, setState] = useState<State>()
  const list = useList('invitations_list', { state }, { limit: 100 })
  const revoke = useWrite('invitations_revoke')
  const [ending, end] = useState<Row<'invitations_list'> | null>(null)
  return (
    <Card title={t('invitations')} pad={false}>
      <div className="kb-filters kb-card-filters" role="search" aria-label={t('list.filters')}>
        <label className="row">
          <span className="muted small">{t('col.state')}</span>
          <Select
            aria-label={t('col.state')} className="kb-filter" allowClear placeholder={t('list.any')} value={state} onChange={setState}
            options={(['waiting', 'accepted', 'revoked', 'expired'] as const).map((value) => ({ value, label: t(`state.invitation.${value}`) }))}
          />
        </label>
      </div>
      <ErrorView error={list.error} again={list.again} />
      <PlainTable
        label={t('invitations')} rows={list.rows} rowKey={(row) => row.id} empty={list.pending ? '…' : t('invitations.none')}
        columns={[
          { key: 'kind', title: t('invite.to'), cell: (row) => <span className="strong">{word('invite.kind', row.kind)}</span> },
          { key: 'roles', title: t('org.roles'), cell: (row) => wordsOf(row.roles).map((role) => word('role', role)).join('、') || '—', minor: true },
          { key: 'note', title: t('invite.note'), cell: (row) => row.note || '—' },
          { key: 'state', title: t('col.state'), cell: (row) => <StateTag kind="invitation" value={row.state} /> },
          { key: 'by', title: t('invite.by'), cell: (row) => row.inviter, minor: true },
          { key: 'who', title: t('invite.who'), cell: (row) => row.accepted_name || '—', minor: true },
          { key: 'until', title: t('invite.until'), cell: (row) => (row.state === 'waiting' ? <Deadline ms={row.expires_ms} /> : <Time ms={row.ended_ms || row.expires_ms} />), minor: true },
          { key: 'act', title: t('col.action'), cell: (row) => (row.state === 'waiting' && can('invitations_revoke') ? <Button size="small" danger aria-label={`${t('invite.revoke')} ${row.note}`} onClick={() => end(row)}>{t('invite.revoke')}</Button> : '—') },
        ]}
      />
      {list.more && <p className="kb-card-body"><Button onClick={list.readMore} loading={list.moreBusy}>{t('list.more')}</Button></p>}
      <ConfirmPlan
        open={ending !== null} close={() => end(null)} verb={t('invite.revoke')} name={ending?.note || t('invite.link')} danger effects={[t('invite.revoke.effect')]}
        busy={revoke.isPending} error={revoke.error} run={() => revoke.mutateAsync({ id: ending?.id ?? '' })}
      />
    </Card>
  )
}
