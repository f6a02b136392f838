// Places: regions, rooms, racks, and what stands in a rack from the top down.
import { Button, Select } from 'antd'
import { Link, useSearchParams } from 'react-router'
import type { In, Row } from '@/api/client'
import { useList, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { Card } from '@/ui/Card'
import { Empty } from '@/ui/Empty'
import { ErrorView } from '@/ui/ErrorView'
import { FormDialog } from '@/ui/FormDialog'
import { Page } from '@/ui/Page'
import { PlainTable } from '@/ui/PlainTable'
import { flagsOf } from '@/ui/state'
import { StateTag } from '@/ui/StateTag'
import { useDialog } from '@/ui/useDialog'

type Dialog = 'region' | 'room' | 'rack' | 'model'

export function Rooms() {
  const t = useT()
  const { can } = useSession()
  const dialog = useDialog<Dialog>()
  const rooms = useList('rooms_list', {}, { limit: 200 })
  const [search, setSearch] = useSearchParams()
  const room = rooms.rows.find((one) => one.id === search.get('room')) ?? rooms.rows[0]
  return (
    <Page
      title={t('menu.rooms')}
      actions={(
        <>
          {can('regions_create') && <Button onClick={() => dialog.show('region')}>{t('region.new')}</Button>}
          {can('models_create') && <Button onClick={() => dialog.show('model')}>{t('model.new')}</Button>}
          {can('racks_create') && room && <Button onClick={() => dialog.show('rack')}>{t('rack.new')}</Button>}
          {can('rooms_create') && <Button type="primary" onClick={() => dialog.show('room')} data-testid="rooms.new">{t('room.new')}</Button>}
        </>
      )}
    >
      <ErrorView error={rooms.error} again={rooms.again} />
      <Card title={t('menu.rooms')} pad={false}>
        <PlainTable
          label={t('menu.rooms')} rows={rooms.rows} rowKey={(row) => row.id} empty={rooms.pending ? '' : t('rooms.none')}
          columns={[
            { key: 'name', title: t('col.name'), cell: (row) => <Link className={row.id === room?.id ? 'strong' : ''} to={`?room=${row.id}`} replace>{row.name}</Link> },
            { key: 'region', title: t('shop.region'), cell: (row) => row.region },
            { key: 'address', title: t('room.address'), cell: (row) => row.address, minor: true },
            { key: 'agents', title: t('room.agents'), align: 'right', cell: (row) => <span className="num">{row.agents_online}</span> },
            { key: 'devices', title: t('menu.devices'), align: 'right', cell: (row) => <span className="num">{row.devices}</span> },
          ]}
        />
      </Card>
      {room && <RoomRacks room={room} choose={(rack) => setSearch({ room: room.id, rack }, { replace: true })} rack={search.get('rack')} />}
      <Dialogs dialog={dialog} room={room?.id ?? ''} />
    </Page>
  )
}

function RoomRacks(props: { room: Row<'rooms_list'>; rack: string | null; choose: (rack: string) => void }) {
  const t = useT()
  const racks = useList('racks_list', { room_id: props.room.id }, { limit: 200 })
  const rack = racks.rows.find((one) => one.id === props.rack) ?? racks.rows[0]
  return (
    <Card
      title={`${props.room.name} · ${t('rack.elevation')}`} pad={false}
      extra={rack && (
        <Select
          aria-label={t('col.rack')} value={rack.id} onChange={props.choose} popupMatchSelectWidth={false}
          options={racks.rows.map((one) => ({ value: one.id, label: one.name }))}
        />
      )}
    >
      <ErrorView error={racks.error} again={racks.again} />
      {rack ? <Elevation rack={rack} /> : !racks.pending && <Empty text={t('racks.none')} />}
    </Card>
  )
}

function Elevation({ rack }: { rack: Row<'racks_list'> }) {
  const t = useT()
  const { org } = useSession()
  const all = useList('devices_list', { room_id: rack.room_id }, { limit: 200 })
  const devices = { ...all, rows: all.rows.filter((device) => device.rack_id === rack.id) }
  const units = Array.from({ length: rack.height_u }, (_, i) => rack.height_u - i)
  const at = (u: number) => devices.rows.filter((device) => device.u === u)
  return (
    <div className="kb-rack">
      <ErrorView error={devices.error} again={devices.again} />
      <PlainTable
        label={`${rack.name} ${t('rack.elevation')}`} rows={units} rowKey={(u) => String(u)}
        columns={[
          { key: 'u', title: 'U', cell: (u) => <span className="num muted">{u}</span> },
          {
            key: 'device', title: t('col.device'), cell: (u) => {
              const here = at(u)
              if (here.length === 0) return <span className="muted">{t('rack.empty')}</span>
              return here.map((device) => (
                <span key={device.id} className="row">
                  <Link className="mono strong" to={`/o/${org.id}/devices/${device.id}`}>{device.asset_tag}</Link>
                  <StateTag kind="device" value={device.stage} />
                  {flagsOf(device.flags).map((flag) => <StateTag key={flag} kind="flag" value={flag} />)}
                </span>
              ))
            },
          },
          { key: 'model', title: t('col.model'), cell: (u) => at(u).map((device) => device.model).join(', '), minor: true },
        ]}
      />
    </div>
  )
}

function Dialogs(props: { dialog: ReturnType<typeof useDialog<Dialog>>; room: string }) {
  const t = useT()
  const { dialog } = props
  const region = useWrite('regions_create')
  const room = useWrite('rooms_create')
  const rack = useWrite('racks_create')
  const model = useWrite('models_create')
  const regions = useList('regions_list', {}, { enabled: dialog.is('room'), limit: 200 })
  const name = { name: 'name', label: t('col.name'), required: true, max: 64 }
  const kinds = ['server', 'hypervisor', 'pdu', 'switch'] as const
  return (
    <>
      <FormDialog
        open={dialog.is('region')} close={dialog.close} title={t('region.new')} verb={t('create')} busy={region.isPending} error={region.error}
        fields={[name]} send={(values) => region.mutateAsync(values as In<'regions_create'>)}
      />
      <FormDialog
        open={dialog.is('room')} close={dialog.close} title={t('room.new')} verb={t('create')} busy={room.isPending} error={room.error}
        fields={[
          { name: 'region_id', label: t('shop.region'), type: 'select', required: true, options: regions.rows.map((row) => ({ value: row.id, label: row.name })) },
          name,
          { name: 'address', label: t('room.address'), max: 200 },
        ]}
        send={(values) => room.mutateAsync(values as In<'rooms_create'>)}
      />
      <FormDialog
        open={dialog.is('rack')} close={dialog.close} title={t('rack.new')} verb={t('create')} busy={rack.isPending} error={rack.error}
        fields={[name, { name: 'height_u', label: t('rack.height'), type: 'integer', required: true, min: 1, max: 60, initial: 42 }]}
        send={(values) => rack.mutateAsync({ room_id: props.room, ...values } as In<'racks_create'>)}
      />
      <FormDialog
        open={dialog.is('model')} close={dialog.close} title={t('model.new')} verb={t('create')} busy={model.isPending} error={model.error}
        fields={[name, { name: 'kind', label: t('col.kind'), type: 'select', required: true, options: kinds.map((kind) => ({ value: kind, label: t(`model.${kind}`) })) }, { name: 'height_u', label: t('rack.height'), type: 'integer', required: true, min: 1, max: 60, initial: 1 }]}
        send={(values) => model.mutateAsync({ ...values, attrs: {} } as In<'models_create'>)}
      />
    </>
  )
}
