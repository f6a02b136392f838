// One device: what it is said to be and what was seen, how it is reached, what of it is sold.
import { Button } from 'antd'
import { Link, useParams, useSearchParams } from 'react-router'
import type { In, Out } from '@/api/client'
import { useList, useRead, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { recordOf, shownValue } from '@/lib/loose'
import { Card, Facts } from '@/ui/Card'
import { Changes } from '@/ui/Changes'
import { ErrorView } from '@/ui/ErrorView'
import { FirstPaint } from '@/ui/FirstPaint'
import { FormDialog } from '@/ui/FormDialog'
import { jobOver, useWord } from '@/ui/JobView'
import { useSkuNames } from '@/ui/names'
import { ObjectPage } from '@/ui/ObjectPage'
import { PlainTable } from '@/ui/PlainTable'
import { Reasoned } from '@/ui/Reasoned'
import { flagsOf } from '@/ui/state'
import { StateTag } from '@/ui/StateTag'
import { Deadline, Time } from '@/ui/Time'
import { useDialog } from '@/ui/useDialog'

type Full = Out<'devices_get'>
type Body = NonNullable<Full['device']>

const placeOf = (device: Body) => [device.room, device.rack, device.u ? `U${device.u}` : ''].filter(Boolean)

export function Device() {
  const t = useT()
  const word = useWord()
  const { id = '' } = useParams()
  const { can } = useSession()
  const read = useRead('devices_get', { id })
  const page = read.data
  const device = page?.device
  if (!device) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  const busy = page.jobs.find((job) => !jobOver(job))
  return (
    <ObjectPage
      title={device.asset_tag}
      id={device.id}
      tag={<><StateTag kind="device" value={device.stage} />{flagsOf(device.flags).map((flag) => <StateTag key={flag} kind="flag" value={flag} />)}</>}
      sub={[device.model, ...placeOf(device)].join(' · ')}
      actions={<Actions page={page} device={device} />}
      strip={{
        now: device.observed_ms ? <>{t('device.seen')} <Time ms={device.observed_ms} relative /></> : t('device.unseen'),
        next: busy
          ? <><Link to={`?job=${busy.id}`}>{word('verb', busy.verb)}</Link> · {word('job.then', busy.phase)} · <Deadline ms={busy.deadline_ms} /></>
          : t('next.none'),
        why: device.flag_reason && <>{t('device.flag.reason')}: {device.flag_reason}</>,
      }}
      tabs={{
        overview: <Overview page={page} device={device} />,
        history: can('changes_list') && <Changes object="device" id={device.id} />,
        jobs: <DeviceJobs page={page} />,
      }}
    />
  )
}

function Actions({ page, device }: { page: Full; device: Body }) {
  const t = useT()
  const { can } = useSession()
  const [, setSearch] = useSearchParams()
  const dialog = useDialog<'load' | 'flag' | 'endpoint'>()
  const verify = useWrite('devices_verify')
  const drivers = page.endpoints.map((endpoint) => endpoint.driver).filter((driver) => driver !== 'manual')
  const startVerify = async () => {
    try {
      const job = await verify.mutateAsync({ id: device.id, driver: (drivers[0] ?? 'ssh') as In<'devices_verify'>['driver'] })
      setSearch({ job: job.id })
    } catch {
      // shown beside the buttons
    }
  }
  return (
    <>
      {can('devices_verify') && (
        <Reasoned why={drivers.length === 0 && t('device.verify.why')} loading={verify.isPending} onClick={() => void startVerify()} data-testid="device.verify">
          {t('device.verify')}
        </Reasoned>
      )}
      {can('devices_endpoint') && <Button onClick={() => dialog.show('endpoint')} data-testid="device.endpoint">{t('endpoint.new')}</Button>}
      {can('devices_flag') && <Button onClick={() => dialog.show('flag')}>{t('device.flag')}</Button>}
      {can('devices_load') && (
        <Reasoned type="primary" why={device.stage === 'retired' && t('device.load.why')} onClick={() => dialog.show('load')} data-testid="device.load">{t('device.load')}</Reasoned>
      )}
      <ErrorView error={verify.error} />
      <Load device={device} open={dialog.is('load')} close={dialog.close} />
      <Flag device={device} open={dialog.is('flag')} close={dialog.close} />
      <Endpoint device={device} open={dialog.is('endpoint')} close={dialog.close} />
    </>
  )
}

interface DialogProps { device: Body; open: boolean; close: () => void }

function Load({ device, open, close }: DialogProps) {
  const t = useT()
  const load = useWrite('devices_load')
  const skus = useList('skus_list', {}, { enabled: open, limit: 200 })
  return (
    <FormDialog
      open={open} close={close} title={t('device.load')} verb={t('device.load')} busy={load.isPending} error={load.error}
      fields={[
        { name: 'sku_id', label: t('col.sku'), type: 'select', required: true, options: skus.rows.map((row) => ({ value: row.id, label: row.name })) },
        { name: 'slots', label: t('device.slots.n'), type: 'integer', required: true, min: 1, max: 100_000, initial: 1, help: t('device.capacity.help') },
      ]}
      send={(values) => load.mutateAsync({ id: device.id, ...values } as unknown as In<'devices_load'>)}
    />
  )
}

function Flag({ device, open, close }: DialogProps) {
  const t = useT()
  const flag = useWrite('devices_flag')
  const set = flagsOf(device.flags)
  const flags = ['maintenance', 'protected', 'fault'] as const
  return (
    <FormDialog
      open={open} close={close} title={t('device.flag')} verb={t('save')} busy={flag.isPending} error={flag.error}
      fields={[
        {
          name: 'flag', label: t('col.flags'), type: 'select', required: true,
          options: flags.map((one) => ({ value: one, label: `${set.includes(one) ? t('device.flag.clear') : t('device.flag.set')} ${t(`state.flag.${one}`)}` })),
        },
        { name: 'reason', label: t('confirm.reason'), required: true, max: 200 },
      ]}
      send={(values) => flag.mutateAsync({
        id: device.id, flag: values['flag'], on: !set.some((one) => one === values['flag']), reason: values['reason'],
      } as unknown as In<'devices_flag'>)}
    />
  )
}

function Endpoint({ device, open, close }: DialogProps) {
  const t = useT()
  const create = useWrite('devices_endpoint')
  const drivers = ['ssh', 'libvirt', 'manual', 'sim'].map((value) => ({ value, label: value }))
  return (
    <FormDialog
      open={open} close={close} title={t('endpoint.new')} verb={t('endpoint.new')} busy={create.isPending} error={create.error}
      fields={[
        { name: 'driver', label: t('col.driver'), type: 'select', required: true, initial: 'ssh', options: drivers },
        { name: 'host', label: t('col.address'), type: 'host', help: t('endpoint.host.help') },
        { name: 'port', label: t('endpoint.port'), type: 'integer', min: 1, max: 65535 },
        { name: 'user', label: t('resource.user'), mono: true, max: 32 },
        { name: 'uri', label: t('endpoint.uri'), mono: true, max: 200, help: t('endpoint.uri.help') },
        { name: 'secret', label: t('endpoint.secret'), type: 'secret', help: t('endpoint.secret.help') },
      ]}
      send={({ driver, secret, ...target }) => create.mutateAsync({
        id: device.id, driver, target, ...(secret ? { secret } : {}),
      } as unknown as In<'devices_endpoint'>)}
    />
  )
}

function Overview({ page, device }: { page: Full; device: Body }) {
  const t = useT()
  return (
    <div className="stack">
      <Card title={t('device.facts')}>
        <Facts items={[
          { label: t('col.asset_tag'), value: <code>{device.asset_tag}</code> },
          { label: t('col.serial'), value: <code>{device.serial || '—'}</code> },
          { label: t('col.model'), value: device.model },
          { label: t('col.place'), value: placeOf(device).join(' › ') },
          { label: t('col.created'), value: <Time ms={device.created_ms} /> },
        ]} />
      </Card>
      <Compare device={device} />
      <Card title={t('device.endpoints')} pad={false}>
        <PlainTable
          label={t('device.endpoints')} rows={page.endpoints} rowKey={(row) => row.id} empty={t('device.endpoints.none')}
          columns={[
            { key: 'driver', title: t('col.driver'), cell: (row) => <code>{row.driver}</code> },
            { key: 'target', title: t('col.address'), cell: (row) => <code className="break">{Object.entries(recordOf(row.target)).map(([k, v]) => `${k}=${shownValue(v)}`).join(' ')}</code> },
            { key: 'secret', title: t('endpoint.secret'), cell: (row) => t(row.has_secret ? 'endpoint.secret.kept' : 'endpoint.secret.none') },
          ]}
        />
      </Card>
      <Slots page={page} />
    </div>
  )
}

function Compare({ device }: { device: Body }) {
  const t = useT()
  const attrs = recordOf(device.attrs)
  const observed = recordOf(device.observed)
  const names = [...new Set([...Object.keys(attrs), ...Object.keys(observed)])]
  const cell = (of: Record<string, unknown>, name: string) => (name in of ? <code className="break">{shownValue(of[name])}</code> : '—')
  const differs = (name: string) => name in attrs && name in observed && shownValue(attrs[name]) !== shownValue(observed[name])
  return (
    <Card title={t('device.compare')} pad={false} extra={<span className="muted small">{t('device.seen')} <Time ms={device.observed_ms} /></span>}>
      <PlainTable
        label={t('device.compare')} rows={names} rowKey={(name) => name} empty={t('device.compare.none')}
        columns={[
          { key: 'name', title: t('device.attr'), cell: (name) => <code>{name}</code> },
          { key: 'declared', title: t('device.declared'), cell: (name) => cell(attrs, name) },
          { key: 'observed', title: t('device.observed'), cell: (name) => cell(observed, name) },
          { key: 'same', title: t('col.verdict'), cell: (name) => (differs(name) ? <span className="bad-text strong">{t('device.differs')}</span> : <span className="muted">—</span>) },
        ]}
      />
    </Card>
  )
}

function Slots({ page }: { page: Full }) {
  const t = useT()
  const sku = useSkuNames()
  return (
    <Card title={t('device.slots')} pad={false}>
      <PlainTable
        label={t('device.slots')} rows={page.slots} rowKey={(row) => row.id} empty={t('device.slots.none')}
        columns={[
          { key: 'n', title: t('col.n'), cell: (row) => <span className="num">{row.n}</span> },
          { key: 'sku', title: t('col.sku'), cell: (row) => sku(row.sku_id) },
          { key: 'stage', title: t('col.stage'), cell: (row) => <StateTag kind="device" value={row.stage} /> },
          { key: 'since', title: t('col.since'), cell: (row) => <Time ms={row.since_ms} />, minor: true },
        ]}
      />
    </Card>
  )
}

function DeviceJobs({ page }: { page: Full }) {
  const t = useT()
  const word = useWord()
  const { org } = useSession()
  return (
    <Card pad={false}>
      <PlainTable
        label={t('menu.jobs')} rows={page.jobs} rowKey={(row) => row.id} empty={t('jobs.none')}
        columns={[
          { key: 'verb', title: t('job.verb'), cell: (row) => <Link to={`/o/${org.id}/jobs/${row.id}`}>{word('verb', row.verb)}</Link> },
          { key: 'phase', title: t('job.phase'), cell: (row) => <StateTag kind="job" value={row.phase} /> },
          { key: 'driver', title: t('col.driver'), cell: (row) => <code>{row.driver}</code>, minor: true },
          { key: 'at', title: t('col.created'), cell: (row) => <Time ms={row.created_ms} /> },
        ]}
      />
    </Card>
  )
}
