// Agents of the machine rooms: who may connect, who is connected, and letting a new one in.
import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { In, Out, Row } from '@/api/client'
import { useList, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { ConfirmPlan } from '@/ui/ConfirmPlan'
import { FormDialog } from '@/ui/FormDialog'
import { CopyText } from '@/ui/Id'
import { ListPage } from '@/ui/ListPage'
import { StateTag } from '@/ui/StateTag'
import { Deadline, Time } from '@/ui/Time'
import { useDialog } from '@/ui/useDialog'

type Agent = Row<'agents_list'>

export function Agents() {
  const t = useT()
  const { can } = useSession()
  const dialog = useDialog<'new'>()
  const [made, setMade] = useState<Out<'agents_create'> | null>(null)
  const [leaving, setLeaving] = useState<Agent | null>(null)
  const create = can('agents_create') && <Button type="primary" onClick={() => dialog.show('new')} data-testid="agents.new">{t('agent.new')}</Button>
  return (
    <>
      <ListPage
        title={t('menu.agents')}
        op="agents_list"
        rowKey={(row) => row.id}
        actions={create}
        columns={[
          { key: 'name', title: t('col.name'), width: 140, cell: (row) => <span className="strong">{row.name}</span> },
          { key: 'state', title: t('col.state'), width: 110, cell: (row) => <StateTag kind="agent" value={row.state} /> },
          { key: 'link', title: t('agent.link'), width: 110, cell: (row) => <StateTag kind="link" value={row.link} /> },
          { key: 'room', title: t('col.room'), width: 140, grow: true, cell: (row) => row.room },
          { key: 'fingerprint', title: t('agent.fingerprint'), width: 260, grow: true, cell: (row) => <code title={row.fingerprint}>{row.fingerprint || '—'}</code> },
          { key: 'version', title: t('agent.version'), width: 90, cell: (row) => row.version || '—' },
          { key: 'seen', title: t('agent.seen'), width: 130, cell: (row) => <Time ms={row.seen_ms} /> },
          {
            key: 'act', title: t('col.action'), width: 100, cell: (row) => can('agents_revoke') && row.state !== 'revoked'
              ? <Button size="small" danger aria-label={`${t('agent.revoke')} ${row.name}`} onClick={() => setLeaving(row)}>{t('agent.revoke')}</Button> : '—',
          },
        ]}
        empty={{ text: t('agents.none'), hint: t('agents.none.hint'), action: create }}
      />
      <Enrol open={dialog.is('new')} close={dialog.close} made={setMade} />
      <Code made={made} close={() => setMade(null)} />
      <Revoke agent={leaving} close={() => setLeaving(null)} />
    </>
  )
}

function Enrol(props: { open: boolean; close: () => void; made: (made: Out<'agents_create'>) => void }) {
  const t = useT()
  const create = useWrite('agents_create')
  const rooms = useList('rooms_list', {}, { enabled: props.open, limit: 200 })
  return (
    <FormDialog
      open={props.open} close={props.close} title={t('agent.new')} verb={t('agent.code')} busy={create.isPending} error={create.error}
      fields={[
        { name: 'room_id', label: t('col.room'), type: 'select', required: true, options: rooms.rows.map((row) => ({ value: row.id, label: row.name })) },
        { name: 'name', label: t('col.name'), required: true, max: 64 },
      ]}
      send={async (values) => props.made(await create.mutateAsync(values as In<'agents_create'>))}
    />
  )
}

function Code(props: { made: Out<'agents_create'> | null; close: () => void }) {
  const t = useT()
  const { made } = props
  return (
    <Modal open={made !== null} title={t('agent.once')} footer={<Button type="primary" onClick={props.close}>{t('done')}</Button>} onCancel={props.close} mask={{ closable: false }}>
      {made && (
        <div className="stack" data-testid="agents.code">
          <p className="kb-notice kb-notice-wait">{t('agent.once.text')}</p>
          <div><p className="muted small">{t('agent.code.label')}</p><CopyText block text={made.code} label={t('agent.code.label')} /></div>
          <div><p className="muted small">{t('agent.command')}</p><CopyText block text={`kboss-agent enrol --state /var/lib/kboss-agent --controller ${made.controller} --stream ${made.stream} --server-key ${made.server_key} --code ${made.code} --name ${made.name}`} label={t('agent.command')} /></div>
          <p className="muted small">{t('agent.key')}</p>
          <p>{t('agent.until')} <Deadline ms={made.expires_ms} /></p>
          <p className="muted">{t('agent.compare')}</p>
        </div>
      )}
    </Modal>
  )
}

function Revoke(props: { agent: Agent | null; close: () => void }) {
  const t = useT()
  const revoke = useWrite('agents_revoke')
  return (
    <ConfirmPlan
      open={props.agent !== null} close={props.close} verb={t('agent.revoke')} name={props.agent?.name ?? ''} typed={props.agent?.name} danger
      effects={[t('agent.revoke.effect'), t('agent.revoke.jobs')]} busy={revoke.isPending} error={revoke.error}
      run={() => revoke.mutateAsync({ id: props.agent?.id ?? '' })}
    />
  )
}
