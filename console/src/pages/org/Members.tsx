// The people of the organisation: their roles and department; a new one by a password or by a link.
import { Button, Input, Select } from 'antd'
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
import InviteMade from '@/ui/InviteMade'
import { useWord } from '@/ui/JobView'
import { useDepartmentOptions } from '@/ui/names'
import { PlainTable } from '@/ui/PlainTable'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'
import { useDialog } from '@/ui/useDialog'

const rolesOf = {
  platform: ['admin', 'finance', 'sales', 'operator', 'tech'],
  distributor: ['admin', 'finance', 'sales', 'operator', 'tech'],
  customer: ['admin', 'user'],
  supplier: ['admin', 'finance', 'delivery'],
} as const

export function useRoleOptions() {
  const t = useT()
  const { org } = useSession()
  return rolesOf[org.kind].map((role) => ({ value: role as string, label: t(`role.${role}`) }))
}

type Member = Row<'members_list'>

export function Members() {
  const t = useT()
  const word = useWord()
  const { can } = useSession()
  const options = useRoleOptions()
  const [wanted, want] = useState({ text: '', role: '' })
  const list = useList('members_list', { text: wanted.text || undefined, role: wanted.role || undefined }, { limit: 200 })
  const dialog = useDialog<'new' | 'invite'>()
  const [open, setOpen] = useState<Open>(null)
  return (
    <Card
      title={t('org.members')} pad={false}
      extra={(
        <>
          {can('members_invite') && <Button size="small" onClick={() => dialog.show('invite')} data-testid="members.invite">{t('member.invite')}</Button>}
          {can('members_create') && <Button size="small" onClick={() => dialog.show('new')} data-testid="members.new">{t('member.new')}</Button>}
        </>
      )}
    >
      <div className="kb-filters kb-card-filters" role="search" aria-label={t('list.filters')}>
        <Input.Search className="kb-search" allowClear maxLength={60} placeholder={t('list.find')} aria-label={t('list.find')} onSearch={(text) => want((old) => ({ ...old, text: text.trim() }))} />
        <label className="row">
          <span className="muted small">{t('org.roles')}</span>
          <Select aria-label={t('org.roles')} className="kb-filter" allowClear placeholder={t('list.any')} options={options} onChange={(role: string | undefined) => want((old) => ({ ...old, role: role ?? '' }))} />
        </label>
      </div>
      <ErrorView error={list.error} again={list.again} />
      <PlainTable
        label={t('org.members')} rows={list.rows} rowKey={(row) => row.id} empty={list.pending ? '…' : t('list.filtered')}
        columns={[
          { key: 'name', title: t('col.name'), cell: (row) => <span className="strong">{row.name}</span> },
          { key: 'login', title: t('login.login'), cell: (row) => <code>{row.login}</code>, minor: true },
          { key: 'roles', title: t('org.roles'), cell: (row) => wordsOf(row.roles).map((role) => word('role', role)).join('、') || '—' },
          ...(can('departments_list') ? [{ key: 'department', title: t('department'), cell: (row: Member) => row.department || '—', minor: true }] : []),
          { key: 'state', title: t('col.state'), cell: (row) => <StateTag kind="member" value={row.state} /> },
          { key: 'at', title: t('col.created'), cell: (row) => <Time ms={row.created_ms} />, minor: true },
          { key: 'act', title: t('col.action'), cell: (row) => <Verbs row={row} open={setOpen} /> },
        ]}
      />
      <Joining open={dialog.is('new') ? 'new' : dialog.is('invite') ? 'invite' : ''} close={dialog.close} />
      <Changing open={open} close={() => setOpen(null)} />
    </Card>
  )
}

type Open = { what: 'roles' | 'place' | 'disable'; of: Member } | null

function Verbs({ row, open }: { row: Member; open: (what: Open) => void }) {
  const t = useT()
  const { can, me } = useSession()
  const active = row.state === 'active'
  const verb = (what: NonNullable<Open>['what'], label: string, danger = false) =>
    <Button size="small" danger={danger} aria-label={`${label} ${row.name}`} onClick={() => open({ what, of: row })}>{label}</Button>
  return (
    <span className="row">
      {can('members_roles') && row.state !== 'left' && verb('roles', t('member.roles'))}
      {can('members_department') && active && verb('place', t('member.place'))}
      {can('members_disable') && active && row.id !== me.user.id && verb('disable', t('member.disable'), true)}
    </span>
  )
}

/** A new person with a password, or a link by which somebody comes by himself. */
function Joining(props: { open: 'new' | 'invite' | ''; close: () => void }) {
  const t = useT()
  const options = useRoleOptions()
  const departments = useDepartmentOptions()
  const create = useWrite('members_create')
  const invite = useWrite('members_invite')
  const [made, setMade] = useState<Out<'members_invite'> | null>(null)
  const roles = { name: 'roles', label: t('org.roles'), type: 'words' as const, required: true, options }
  return (
    <>
      <FormDialog
        open={props.open === 'new'} close={props.close} title={t('member.new')} verb={t('create')} busy={create.isPending} error={create.error}
        fields={[
          { name: 'login', label: t('login.login'), required: true, max: 64, mono: true },
          { name: 'name', label: t('col.name'), required: true, max: 64 },
          { name: 'password', label: t('login.password'), type: 'secret', required: true, min: 8, max: 200 },
          roles,
        ]}
        send={(values) => create.mutateAsync(values as In<'members_create'>)}
      />
      <FormDialog
        open={props.open === 'invite'} close={props.close} title={t('member.invite')} verb={t('invite.make')} lead={<p className="muted">{t('invite.lead')}</p>} busy={invite.isPending} error={invite.error}
        fields={[
          roles,
          ...(departments.length > 0 ? [{ name: 'department_id', label: t('department'), type: 'select' as const, options: departments }] : []),
          { name: 'note', label: t('invite.note'), max: 120, help: t('invite.note.help') },
        ]}
        send={async (values) => setMade(await invite.mutateAsync(values as In<'members_invite'>))}
      />
      <InviteMade made={made} close={() => setMade(null)} />
    </>
  )
}

function Changing({ open, close }: { open: Open; close: () => void }) {
  const t = useT()
  const options = useRoleOptions()
  const departments = useDepartmentOptions()
  const change = useWrite('members_roles')
  const move = useWrite('members_department')
  const disable = useWrite('members_disable')
  if (!open) return null
  const { what, of } = open
  if (what === 'roles') {
    return (
      <FormDialog
        open close={close} title={`${t('member.roles')} ${of.name}`} verb={t('save')} busy={change.isPending} error={change.error}
        fields={[{ name: 'roles', label: t('org.roles'), type: 'words', required: true, options, initial: wordsOf(of.roles) }]}
        send={(values) => change.mutateAsync({ id: of.id, roles: values['roles'] as string[] })}
      />
    )
  }
  if (what === 'place') {
    return (
      <FormDialog
        open close={close} title={`${t('member.place')} ${of.name}`} verb={t('save')} busy={move.isPending} error={move.error}
        fields={[{ name: 'department_id', label: t('department'), type: 'select', options: departments, initial: of.department_id || undefined }]}
        send={(values) => move.mutateAsync({ id: of.id, ...values } as In<'members_department'>)}
      />
    )
  }
  return (
    <ConfirmPlan
      open close={close} verb={t('member.disable')} name={of.name} danger effects={[t('member.disable.effect')]}
      busy={disable.isPending} error={disable.error} run={() => disable.mutateAsync({ id: of.id })}
    />
  )
}
