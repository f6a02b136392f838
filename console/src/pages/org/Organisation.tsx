// The own organisation: its data, members and roles, departments, API keys, own sessions and password.
import { Button } from 'antd'
import { useSearchParams } from 'react-router'
import { useRead, useWrite } from '@/api/hooks'
import type { In } from '@/api/client'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { Card, Facts } from '@/ui/Card'
import { ConfirmPlan } from '@/ui/ConfirmPlan'
import { ErrorView } from '@/ui/ErrorView'
import { FormDialog } from '@/ui/FormDialog'
import { Id } from '@/ui/Id'
import { useWord } from '@/ui/JobView'
import { Page } from '@/ui/Page'
import { StateTag } from '@/ui/StateTag'
import { Tabs } from '@/ui/Tabs'
import { Time } from '@/ui/Time'
import { useDialog } from '@/ui/useDialog'
import { Departments } from './Departments'
import { Invitations } from './Invitations'
import { Keys, Sessions } from './Keys'
import { Members } from './Members'

export function Organisation() {
  const t = useT()
  const { org, can } = useSession()
  const [search, setSearch] = useSearchParams()
  const tabs = [
    { key: 'data', label: t('org.tab.data'), children: <Data />, on: can('org_get') },
    { key: 'members', label: t('org.members'), children: <Members />, on: can('members_list') },
    { key: 'departments', label: t('departments'), children: <Departments />, on: can('departments_list') },
    { key: 'invitations', label: t('invitations'), children: <Invitations />, on: can('invitations_list') },
    { key: 'keys', label: t('org.keys'), children: <Keys />, on: can('api_keys_list') },
    { key: 'me', label: t('org.tab.me'), children: <Mine />, on: true },
  ].filter((tab) => tab.on)
  const asked = search.get('tab') ?? ''
  return (
    <Page title={t('menu.org')} sub={org.name}>
      <Tabs activeKey={tabs.some((tab) => tab.key === asked) ? asked : tabs[0]?.key} onChange={(tab) => setSearch({ tab }, { replace: true })} items={tabs} destroyOnHidden />
    </Page>
  )
}

/** What the organisation says of itself. */
function Data() {
  const t = useT()
  const { can } = useSession()
  const read = useRead('org_get', {})
  const save = useWrite('org_update')
  const dialog = useDialog<'edit'>()
  const org = read.data
  const text = (value: string | undefined) => value || '—'
  return (
    <Card title={t('org.tab.data')} extra={can('org_update') && org && <Button size="small" onClick={() => dialog.show('edit')} data-testid="org.edit">{t('edit')}</Button>}>
      <ErrorView error={read.error} again={() => void read.refetch()} />
      {org && (
        <Facts items={[
          { label: t('col.name'), value: <span className="strong">{org.name}</span> },
          { label: t('col.form'), value: t(`customer.${org.form}`) },
          { label: t('col.state'), value: <StateTag kind="org" value={org.state} /> },
          { label: t('org.tax_number'), value: <span className="mono">{text(org.tax_number)}</span> },
          { label: t('org.invoice_title'), value: text(org.invoice_title) },
          { label: t('org.address'), value: text(org.address) },
          { label: t('org.bank_account'), value: text(org.bank_account) },
          { label: t('contact.name'), value: text(org.contact_name) },
          { label: t('contact.phone'), value: text(org.contact_phone) },
          { label: t('contact.email'), value: text(org.contact_email) },
          { label: t('org.updated'), value: <Time ms={org.updated_ms} /> },
          { label: t('col.id'), value: <Id id={org.id} full /> },
        ]} />
      )}
      {org && dialog.is('edit') && (
        <FormDialog
          open wide close={dialog.close} title={t('org.edit')} verb={t('save')} busy={save.isPending} error={save.error}
          fields={[
            { name: 'name', label: t('col.name'), required: true, max: 120, initial: org.name },
            { name: 'form', label: t('col.form'), type: 'select', required: true, initial: org.form, options: (['company', 'person'] as const).map((value) => ({ value, label: t(`customer.${value}`) })) },
            { name: 'tax_number', label: t('org.tax_number'), max: 20, initial: org.tax_number, mono: true },
            { name: 'invoice_title', label: t('org.invoice_title'), max: 120, initial: org.invoice_title },
            { name: 'address', label: t('org.address'), max: 300, initial: org.address },
            { name: 'bank_account', label: t('org.bank_account'), max: 300, initial: org.bank_account },
            { name: 'contact_name', label: t('contact.name'), max: 64, initial: org.contact_name },
            { name: 'contact_phone', label: t('contact.phone'), max: 30, initial: org.contact_phone },
            { name: 'contact_email', label: t('contact.email'), max: 120, initial: org.contact_email },
          ]}
          send={(values) => save.mutateAsync(values as In<'org_update'>)}
        />
      )}
    </Card>
  )
}

function Mine() {
  const t = useT()
  const word = useWord()
  const { me, roles, org, can } = useSession()
  const leave = useWrite('org_leave')
  const dialog = useDialog<'leave'>()
  return (
    <div className="stack">
      <Card title={t('org.me')} extra={can('org_leave') && me.orgs.length > 1 && <Button size="small" danger onClick={() => dialog.show('leave')}>{t('org.leave')}</Button>}>
        <Facts items={[
          { label: t('col.name'), value: me.user.name },
          { label: t('login.login'), value: <code>{me.user.login}</code> },
          { label: t('org.roles'), value: roles.map((role) => word('role', role)).join('、') },
          { label: t('org.mine'), value: me.orgs.map((one) => one.name).join('、'), wide: true },
        ]} />
      </Card>
      <Sessions />
      <ConfirmPlan
        open={dialog.is('leave')} close={dialog.close} verb={t('org.leave')} name={org.name} danger effects={[t('org.leave.effect')]}
        busy={leave.isPending} error={leave.error}
        run={async () => {
          await leave.mutateAsync({})
          location.assign('/')
        }}
      />
    </div>
  )
}
