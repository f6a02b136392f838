// Recording by hand: the event is chosen first, its template tells which amounts and which party it needs.
import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import type { In } from '@/api/client'
import { useList, useRead, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { usePick, useT } from '@/i18n'
import { fenOfText } from '@/lib/money'
import { dayOfText } from '@/lib/time'
import { Day } from '@/ui/Day'
import { ErrorView } from '@/ui/ErrorView'
import { useCustomerOptions, useDepartmentOptions, useDistributorOptions, useStaffOptions, useSupplierOptions } from '@/ui/names'
import { varsOf } from './vars'

export function NewEntry() {
  const t = useT()
  const { can } = useSession()
  const [open, setOpen] = useState(false)
  if (!can('entries_create')) return null
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)} data-testid="entry.new">{t('entry.new')}</Button>
      {open && <Dialog close={() => setOpen(false)} />}
    </>
  )
}

function useTemplateOf(event: string) {
  const list = useList('templates_list', { event, state: 'active' }, { enabled: event !== '' })
  const lines = list.rows.filter((row) => row.role === 'own').flatMap((row) => row.lines)
  return { vars: varsOf(lines.map((line) => line.amount)), party: lines.find((line) => line.party)?.party ?? '', error: list.error }
}

interface Head { event: string; ref: string; text: string; date: string; party_id: string }

function whole(head: Head, party: boolean): boolean {
  const said = head.event !== '' && head.ref.trim() !== '' && head.text.trim() !== ''
  return said && (head.date === '' || dayOfText(head.date) !== null) && (!party || head.party_id !== '')
}

function Dialog(props: { close: () => void }) {
  const t = useT()
  const pick = usePick()
  const events = useRead('entry_events_list', {})
  const create = useWrite('entries_create')
  const [head, setHead] = useState<Head>({ event: '', ref: '', text: '', date: '', party_id: '' })
  const [sums, setSums] = useState<Record<string, string>>({})
  const template = useTemplateOf(head.event)
  const [dims, setDims] = useState<Dims>({})
  const set = (name: keyof typeof head) => (value: string) => setHead({ ...head, [name]: value })
  const amounts = template.vars.map((name) => [name, fenOfText(sums[name] ?? '')] as const)
  const ready = whole(head, template.party !== '') && amounts.length > 0 && amounts.every(([, fen]) => fen !== null)
  const send = async () => {
    const { date, party_id, ...rest } = head
    const whole = { ...rest, vars: Object.fromEntries(amounts), ...(date ? { date: dayOfText(date) } : {}), ...(template.party && party_id ? { party_id } : {}), ...dims }
    try {
      await create.mutateAsync(whole as unknown as In<'entries_create'>)
      props.close()
    } catch {
      // the dialog shows it and stays
    }
  }
  return (
    <Modal
      open title={t('entry.new')} okText={t('entry.record')} cancelText={t('cancel')} confirmLoading={create.isPending}
      okButtonProps={{ disabled: !ready, 'data-testid': 'entry.send' }} onOk={() => void send()} onCancel={props.close}
    >
      <div className="stack">
        <label className="kb-label">
          <span>{t('voucher.event')}</span>
          <Select
            aria-label={t('voucher.event')} value={head.event || undefined} onChange={(event) => { setHead({ ...head, event, party_id: '' }); setSums({}) }} showSearch={{ optionFilterProp: 'label' }}
            options={(events.data?.items ?? []).filter((one) => one.manual).map((one) => ({ value: one.event, label: pick(one.name_zh, one.name_en) }))}
          />
        </label>
        {template.vars.map((name) => (
          <label key={name} className="kb-label">
            <span>{t('entry.sum', { name })}</span>
            <Input className="num" prefix="¥" inputMode="decimal" value={sums[name] ?? ''} onChange={(event) => setSums({ ...sums, [name]: event.target.value })} />
          </label>
        ))}
        {template.party && <Party value={head.party_id} change={set('party_id')} />}
        <Dimensions value={dims} change={setDims} />
        <label className="kb-label"><span>{t('col.summary')}</span><Input maxLength={200} value={head.text} onChange={(event) => set('text')(event.target.value)} /></label>
        <label className="kb-label"><span>{t('entry.ref')}</span><Input className="mono" maxLength={64} value={head.ref} onChange={(event) => set('ref')(event.target.value)} /></label>
        <label className="kb-label"><span>{t('voucher.date')}</span><Day value={head.date} onChange={set('date')} /></label>
        <p className="muted small">{t('entry.lead')}</p>
        <ErrorView error={create.error ?? events.error ?? template.error} />
      </div>
    </Modal>
  )
}

function Party(props: { value: string; change: (id: string) => void }) {
  const t = useT()
  const options = [...useCustomerOptions(), ...useDistributorOptions(), ...useSupplierOptions()]
  return (
    <label className="kb-label">
      <span>{t('tb.party')}</span>
      <Select aria-label={t('tb.party')} value={props.value || undefined} onChange={props.change} showSearch={{ optionFilterProp: 'label' }} options={options} />
    </label>
  )
}

interface Dims { department_id?: string; staff_id?: string }

/** Whose it is inside the house: reports are cut by it. Both may stay empty. */
function Dimensions(props: { value: Dims; change: (dims: Dims) => void }) {
  const t = useT()
  const choices = { department_id: useDepartmentOptions(), staff_id: useStaffOptions() }
  return (
    <>
      {(['department_id', 'staff_id'] as const).map((name) => (
        <label key={name} className="kb-label">
          <span>{t(name === 'staff_id' ? 'profit.by.person' : 'profit.by.department')}</span>
          <Select
            aria-label={t(name === 'staff_id' ? 'profit.by.person' : 'profit.by.department')} allowClear value={props.value[name]}
            onChange={(id: string | undefined) => props.change({ ...props.value, [name]: id })} showSearch={{ optionFilterProp: 'label' }} options={choices[name]}
          />
        </label>
      ))}
      <p className="muted small">{t('entry.dims')}</p>
    </>
  )
}
