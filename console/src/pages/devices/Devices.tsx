import { Button } from 'antd'
import { Link } from 'react-router'
import type { In } from '@/api/client'
import { useList, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { FormDialog } from '@/ui/FormDialog'
import { ListPage } from '@/ui/ListPage'
import { flagsOf } from '@/ui/state'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'
import { useDialog } from '@/ui/useDialog'

export function Devices() {
  const t = useT()
  const { org, can } = useSession()
  const dialog = useDialog<'new'>()
  const rooms = useList('rooms_list', {}, { enabled: can('rooms_list'), limit: 200 })
  const to = (id: string) => `/o/${org.id}/devices/${id}`
  const create = can('devices_create') && <Button type="primary" onClick={() => dialog.show('new')} data-testid="devices.new">{t('device.new')}</Button>
  return (
    <>
      <ListPage
        title={t('menu.devices')}
        op="devices_list"
        rowKey={(row) => row.id}
        rowTo={(row) => `devices/${row.id}`}
        actions={create}
        filters={[
          { name: 'stage', kind: 'device', label: t('col.stage') },
          { name: 'room_id', label: t('col.room'), options: rooms.rows.map((room) => ({ value: room.id, label: room.name })) },
        ]}
        columns={[
          { key: 'tag', title: t('col.asset_tag'), width: 140, cell: (row) => <Link className="strong mono" to={to(row.id)} onClick={(e) => e.stopPropagation()}>{row.asset_tag}</Link> },
          { key: 'stage', title: t('col.stage'), width: 110, cell: (row) => <StateTag kind="device" value={row.stage} /> },
          { key: 'flags', title: t('col.flags'), width: 150, cell: (row) => <span className="row">{flagsOf(row.flags).map((flag) => <StateTag key={flag} kind="flag" value={flag} />)}</span> },
          { key: 'model', title: t('col.model'), width: 160, grow: true, cell: (row) => row.model },
          { key: 'serial', title: t('col.serial'), width: 150, cell: (row) => <code>{row.serial}</code> },
          { key: 'place', title: t('col.place'), width: 220, grow: true, cell: (row) => [row.room, row.rack, row.u ? `U${row.u}` : ''].filter(Boolean).join(' › ') },
          { key: 'observed', title: t('col.observed'), width: 140, cell: (row) => <Time ms={row.observed_ms} /> },
        ]}
        card={(row) => (
          <Link to={to(row.id)} className="kb-linkcard">
            <span className="row apart"><span className="strong mono">{row.asset_tag}</span><StateTag kind="device" value={row.stage} /></span>
            <span className="muted">{[row.model, row.room, row.rack, row.u ? `U${row.u}` : ''].filter(Boolean).join(' · ')}</span>
          </Link>
        )}
        empty={{ text: t('devices.none'), action: create }}
      />
      <NewDevice open={dialog.is('new')} close={dialog.close} />
    </>
  )
}

function NewDevice(props: { open: boolean; close: () => void }) {
  const t = useT()
  const create = useWrite('devices_create')
  const models = useList('models_list', {}, { enabled: props.open, limit: 200 })
  const racks = useList('racks_list', {}, { enabled: props.open, limit: 200 })
  return (
    <FormDialog
      open={props.open} close={props.close} title={t('device.new')} verb={t('device.new')} busy={create.isPending} error={create.error}
      fields={[
        { name: 'asset_tag', label: t('col.asset_tag'), required: true, max: 40, mono: true },
        { name: 'serial', label: t('col.serial'), max: 64, mono: true },
        { name: 'model_id', label: t('col.model'), type: 'select', required: true, options: models.rows.map((row) => ({ value: row.id, label: row.name })) },
        { name: 'rack_id', label: t('col.rack'), type: 'select', required: true, options: racks.rows.map((row) => ({ value: row.id, label: `${row.room} › ${row.name}` })) },
        { name: 'u', label: t('col.u'), type: 'integer', required: true, min: 1, max: 60, initial: 1 },
      ]}
      send={(values) => create.mutateAsync({ ...values, attrs: {} } as unknown as In<'devices_create'>)}
    />
  )
}
