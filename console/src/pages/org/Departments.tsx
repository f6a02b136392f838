// Departments, one below another; people belong to them, and figures are told by them.
import { Button } from 'antd'
import { useState } from 'react'
import type { In, Row } from '@/api/client'
import { useList, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { Card } from '@/ui/Card'
import { ConfirmPlan } from '@/ui/ConfirmPlan'
import { ErrorView } from '@/ui/ErrorView'
import { FormDialog } from '@/ui/FormDialog'
import { PlainTable } from '@/ui/PlainTable'
import { Time } from '@/ui/Time'

type Department = Row<'departments_list'>
interface Placed { row: Department; depth: number }

/** The tree as rows: each below the one it belongs to. */
function treeOf(rows: readonly Department[]): Placed[] {
  const known = new Set(rows.map((row) => row.id))
  const below = (parent: string, depth: number): Placed[] =>
    rows.filter((row) => (known.has(row.parent_id) ? row.parent_id : '') === parent).flatMap((row) => [{ row, depth }, ...below(row.id, depth + 1)])
  return below('', 0)
}

type Open = { what: 'new' | 'rename' | 'move' | 'close'; of: Department | null } | null

export function Departments() {
  const t = useT()
  const { can } = useSession()
  const list = useList('departments_list', { state: 'open' }, { limit: 200 })
  const [open, setOpen] = useState<Open>(null)
  return (
    <Card title={t('departments')} pad={false} extra={can('departments_create') && <Button size="small" onClick={() => setOpen({ what: 'new', of: null })} data-testid="departments.new">{t('department.new')}</Button>}>
      <ErrorView error={list.error} again={list.again} />
      <PlainTable
        label={t('departments')} rows={treeOf(list.rows)} rowKey={({ row }) => row.id} empty={list.pending ? '…' : t('departments.none')}
        columns={[
          { key: 'name', title: t('col.name'), cell: ({ row, depth }) => <span className={`strong kb-depth-${Math.min(depth, 6)}`}>{row.name}</span> },
          { key: 'people', title: t('department.people'), align: 'right', cell: ({ row }) => <span className="num">{row.people}</span> },
          { key: 'at', title: t('col.created'), cell: ({ row }) => <Time ms={row.created_ms} />, minor: true },
          { key: 'act', title: t('col.action'), cell: ({ row }) => <Verbs row={row} open={setOpen} /> },
        ]}
      />
      <Dialogs open={open} rows={list.rows} shut={() => setOpen(null)} />
    </Card>
  )
}

function Verbs({ row, open }: { row: Department; open: (what: Open) => void }) {
  const t = useT()
  const { can } = useSession()
  const verb = (what: NonNullable<Open>['what'], label: string, danger = false) =>
    <Button size="small" danger={danger} aria-label={`${label} ${row.name}`} onClick={() => open({ what, of: row })}>{label}</Button>
  return (
    <span className="row">
      {can('departments_create') && verb('new', t('department.below'))}
      {can('departments_rename') && verb('rename', t('resource.rename'))}
      {can('departments_move') && verb('move', t('department.move'))}
      {can('departments_close') && verb('close', t('department.close'), true)}
    </span>
  )
}

function Dialogs({ open, rows, shut }: { open: Open; rows: readonly Department[]; shut: () => void }) {
  const t = useT()
  const create = useWrite('departments_create')
  const rename = useWrite('departments_rename')
  const move = useWrite('departments_move')
  const close = useWrite('departments_close')
  if (!open) return null
  const { what, of } = open
  const options = rows.filter((row) => what === 'new' || row.id !== of?.id).map((row) => ({ value: row.id, label: row.name }))
  const name = { name: 'name', label: t('col.name'), required: true, max: 60 }
  const parent = { name: 'parent_id', label: t('department.above'), type: 'select' as const, options, help: t('department.above.help') }
  if (what === 'new' || !of) {
    return (
      <FormDialog
        open close={shut} title={t('department.new')} verb={t('create')} busy={create.isPending} error={create.error} fields={[name, { ...parent, initial: of?.id }]}
        send={(values) => create.mutateAsync(values as In<'departments_create'>)}
      />
    )
  }
  if (what === 'rename') {
    return (
      <FormDialog
        open close={shut} title={`${t('resource.rename')} ${of.name}`} verb={t('save')} busy={rename.isPending} error={rename.error} fields={[{ ...name, initial: of.name }]}
        send={(values) => rename.mutateAsync({ id: of.id, name: String(values['name']) })}
      />
    )
  }
  if (what === 'move') {
    return (
      <FormDialog
        open close={shut} title={`${t('department.move')} ${of.name}`} verb={t('save')} busy={move.isPending} error={move.error} fields={[{ ...parent, initial: of.parent_id || undefined }]}
        send={(values) => move.mutateAsync({ id: of.id, ...values } as In<'departments_move'>)}
      />
    )
  }
  return (
    <ConfirmPlan
      open close={shut} verb={t('department.close')} name={of.name} danger effects={[t('department.close.effect')]}
      busy={close.isPending} error={close.error} run={() => close.mutateAsync({ id: of.id })}
    />
  )
}
