// API keys of the organisation, one's own sessions and password.
import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { In, Out, Row } from '@/api/client'
import { useList, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { wordsOf } from '@/lib/loose'
import { Card } from '@/ui/Card'
import { ConfirmPlan } from '@/ui/ConfirmPlan'
import { ErrorView } from '@/ui/ErrorView'
import { FormDialog } from '@/ui/FormDialog'
import { SecretText } from '@/ui/Id'
import { useWord } from '@/ui/JobView'
import { PlainTable } from '@/ui/PlainTable'
import { Time } from '@/ui/Time'
import { useDialog } from '@/ui/useDialog'
import { useRoleOptions } from './Members'

export function Keys() {
  const t = useT()
  const word = useWord()
  const { can } = useSession()
  const options = useRoleOptions()
  const list = useList('api_keys_list', {})
  const dialog = useDialog<'new'>()
  const create = useWrite('api_keys_create')
  const revoke = useWrite('api_keys_revoke')
  const [made, setMade] = useState<Out<'api_keys_create'> | null>(null)
  const [leaving, leave] = useState<Row<'api_keys_list'> | null>(null)
  return (
    <Card
      title={t('org.keys')} pad={false}
      extra={can('api_keys_create') && <Button size="small" onClick={() => dialog.show('new')} data-testid="keys.new">{t('key.new')}</Button>}
    >
      <ErrorView error={list.error} again={list.again} />
      <PlainTable
        label={t('org.keys')} rows={list.rows} rowKey={(row) => row.id} empty={t('keys.none')}
        columns={[
          { key: 'name', title: t('col.name'), cell: (row) => <span className="strong">{row.name}</span> },
          { key: 'roles', title: t('org.roles'), cell: (row) => wordsOf(row.roles).map((role) => word('role', role)).join('、') },
          { key: 'at', title: t('col.created'), cell: (row) => <Time ms={row.created_ms} />, minor: true },
          {
            key: 'act', title: t('col.action'), cell: (row) => can('api_keys_revoke')
              ? <Button size="small" danger aria-label={`${t('key.revoke')} ${row.name}`} onClick={() => leave(row)}>{t('key.revoke')}</Button> : '—',
          },
        ]}
      />
      <FormDialog
        open={dialog.is('new')} close={dialog.close} title={t('key.new')} verb={t('create')} busy={create.isPending} error={create.error}
        fields={[
          { name: 'name', label: t('col.name'), required: true, max: 64 },
          { name: 'roles', label: t('org.roles'), type: 'words', required: true, options },
        ]}
        send={async (values) => setMade(await create.mutateAsync(values as In<'api_keys_create'>))}
      />
      <Modal open={made !== null} title={t('key.once')} mask={{ closable: false }} onCancel={() => setMade(null)} footer={<Button type="primary" onClick={() => setMade(null)}>{t('done')}</Button>}>
        <div className="stack">
          <p className="kb-notice kb-notice-wait">{t('key.once.text')}</p>
          {made && <SecretText text={made.secret} label={t('key.secret')} />}
        </div>
      </Modal>
      <ConfirmPlan
        open={leaving !== null} close={() => leave(null)} verb={t('key.revoke')} name={leaving?.name ?? ''} danger
        effects={[t('key.revoke.effect')]} busy={revoke.isPending} error={revoke.error}
        run={() => revoke.mutateAsync({ id: leaving?.id ?? '' })}
      />
    </Card>
  )
}

export function Sessions() {
  const t = useT()
  const list = useList('sessions_list', {})
  const revoke = useWrite('sessions_revoke')
  const change = useWrite('password_change')
  const dialog = useDialog<'password'>()
  return (
    <Card
      title={t('org.sessions')} pad={false}
      extra={<Button size="small" onClick={() => dialog.show('password')}>{t('password.change')}</Button>}
    >
      <ErrorView error={list.error ?? revoke.error} again={list.again} />
      <PlainTable
        label={t('org.sessions')} rows={list.rows} rowKey={(row) => row.id}
        columns={[
          { key: 'peer', title: t('session.peer'), cell: (row) => <span className="row"><code>{row.peer}</code>{row.current && <span className="kb-chip">{t('session.this')}</span>}</span> },
          { key: 'at', title: t('session.since'), cell: (row) => <Time ms={row.created_ms} />, minor: true },
          { key: 'seen', title: t('org.seen'), cell: (row) => <Time ms={row.seen_ms} /> },
          {
            key: 'act', title: t('col.action'), cell: (row) => !row.current
              ? <Button size="small" danger loading={revoke.isPending} aria-label={`${t('session.end')} ${row.peer}`} onClick={() => revoke.mutate({ id: row.id })}>{t('session.end')}</Button> : '—',
          },
        ]}
      />
      <FormDialog
        open={dialog.is('password')} close={dialog.close} title={t('password.change')} verb={t('password.change')} busy={change.isPending} error={change.error}
        fields={[
          { name: 'old_password', label: t('password.old'), type: 'secret', required: true, complete: 'current-password' },
          { name: 'new_password', label: t('password.new'), type: 'secret', required: true, min: 8 },
        ]}
        send={(values) => change.mutateAsync(values as In<'password_change'>)}
      />
    </Card>
  )
}
