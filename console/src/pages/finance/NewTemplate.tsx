// A draft of a template: its lines as rows, two at least.
import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { In } from '@/api/client'
import { useList, useRead, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { usePick, useT } from '@/i18n'
import { ErrorView } from '@/ui/ErrorView'

type Line = In<'templates_create'>['lines'][number]
const roles = ['own', 'sole', 'top', 'middle', 'child', 'parent'] as const
const parties = ['customer', 'child', 'parent', 'supplier'] as const
const empty: Line[] = [{ side: 'D', subject: '', amount: 'amount' }, { side: 'C', subject: '', amount: 'amount' }]

export function NewTemplate() {
  const t = useT()
  const { can } = useSession()
  const [open, setOpen] = useState(false)
  if (!can('templates_create')) return null
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)} data-testid="template.new">{t('template.new')}</Button>
      {open && <Dialog close={() => setOpen(false)} />}
    </>
  )
}

function Dialog(props: { close: () => void }) {
  const t = useT()
  const pick = usePick()
  const navigate = useNavigate()
  const { org } = useSession()
  const events = useRead('entry_events_list', {})
  const create = useWrite('templates_create')
  const [event, setEvent] = useState('')
  const [role, setRole] = useState<(typeof roles)[number]>('own')
  const [mode, setMode] = useState('')
  const [lines, setLines] = useState<Line[]>(empty)
  const change = (n: number, part: Partial<Line>) => setLines(lines.map((line, i) => (i === n ? { ...line, ...part } : line)))
  const ready = event !== '' && lines.length > 1 && lines.every((line) => line.subject !== '' && line.amount.trim() !== '')
  const send = async () => {
    try {
      const made = await create.mutateAsync({ event, role, ...(mode ? { mode } : {}), lines })
      void navigate(`/o/${org.id}/fin/templates/${made.id}`)
    } catch {
      // the dialog shows it and stays
    }
  }
  return (
    <Modal
      open title={t('template.new')} okText={t('template.new')} cancelText={t('cancel')} width={760} confirmLoading={create.isPending}
      okButtonProps={{ disabled: !ready, 'data-testid': 'template.send' }} onOk={() => void send()} onCancel={props.close}
    >
      <div className="stack">
        <div className="row">
          <Select
            className="grow" aria-label={t('voucher.event')} placeholder={t('voucher.event')} value={event || undefined} onChange={setEvent} showSearch={{ optionFilterProp: 'label' }}
            options={(events.data?.items ?? []).map((one) => ({ value: one.event, label: `${pick(one.name_zh, one.name_en)} · ${one.event}` }))}
          />
          <Select className="kb-filter" popupMatchSelectWidth={false} aria-label={t('template.role')} value={role} onChange={setRole} options={roles.map((value) => ({ value, label: t(`template.role.${value}`) }))} />
          <Input className="kb-filter-text mono" aria-label={t('template.mode')} placeholder={t('template.mode')} maxLength={16} value={mode} onChange={(typed) => setMode(typed.target.value)} />
        </div>
        {lines.map((line, n) => (
          <LineRow key={n} line={line} change={(part) => change(n, part)} drop={lines.length > 2 ? () => setLines(lines.filter((_, i) => i !== n)) : undefined} />
        ))}
        <span><Button size="small" onClick={() => setLines([...lines, { side: 'D', subject: '', amount: '' }])}>{t('template.line')}</Button></span>
        <p className="muted small">{t('template.lead')}</p>
        <ErrorView error={create.error ?? events.error} />
      </div>
    </Modal>
  )
}

function LineRow(props: { line: Line; change: (part: Partial<Line>) => void; drop?: () => void }) {
  const t = useT()
  const pick = usePick()
  const subjects = useList('subjects_list', {}, { limit: 200 })
  const { line, change } = props
  return (
    <div className="row">
      <Select aria-label={t('tb.side')} value={line.side} onChange={(side) => change({ side })} options={[{ value: 'D' as const, label: t('tb.side.debit') }, { value: 'C' as const, label: t('tb.side.credit') }]} />
      <Select
        className="grow" aria-label={t('tb.code')} placeholder={t('tb.code')} value={line.subject || undefined} onChange={(subject) => change({ subject })} showSearch={{ optionFilterProp: 'label' }}
        options={subjects.rows.filter((row) => row.closed_ms === 0).map((row) => ({ value: row.code, label: `${row.code} ${pick(row.name_zh, row.name_en)}` }))}
      />
      <Select className="kb-filter" allowClear aria-label={t('tb.party')} placeholder={t('tb.party')} value={line.party || undefined} onChange={(party) => change({ party })} options={parties.map((value) => ({ value, label: t(`dim.${value}`) }))} />
      <Input className="kb-filter-text mono" aria-label={t('template.amount')} placeholder="price - coupon" value={line.amount} onChange={(event) => change({ amount: event.target.value })} />
      {props.drop && <Button onClick={props.drop}>{t('claim.drop')}</Button>}
    </div>
  )
}
