// The first page of platform and distributor people: the numbers of their roles and what waits for them.
import { Link } from 'react-router'
import { useList } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { Card } from '@/ui/Card'
import { ErrorView } from '@/ui/ErrorView'
import { useJobTitle, useWord } from '@/ui/JobView'
import { Money } from '@/ui/Money'
import { Numbers } from '@/ui/Numbers'
import { Page } from '@/ui/Page'
import { PlainTable } from '@/ui/PlainTable'
import { StateTag } from '@/ui/StateTag'
import { Deadline, Time } from '@/ui/Time'

export function Desk() {
  const t = useT()
  const { me, org, can } = useSession()
  return (
    <Page title={t('home.hello', { name: me.user.name })} sub={org.name}>
      <Numbers />
      <div className="grid fit">
        {can('jobs_list') && <Jobs />}
        {can('work_orders_list') && <Work />}
        {can('recharges_confirm') && <Recharges />}
      </div>
    </Page>
  )
}

function Jobs() {
  const t = useT()
  const title = useJobTitle()
  const { org } = useSession()
  const list = useList('jobs_list', {}, { limit: 50 })
  const rows = list.rows.filter((row) => ['unknown', 'held', 'waiting', 'running', 'queued'].includes(row.phase)).slice(0, 6)
  return (
    <Card title={t('ops.jobs')} pad={false} extra={<Link to={`/o/${org.id}/jobs`}>{t('all')}</Link>}>
      <ErrorView error={list.error} again={list.again} />
      <PlainTable
        label={t('ops.jobs')} rows={rows} rowKey={(row) => row.id} empty={t('jobs.none')}
        columns={[
          { key: 'what', title: t('job.verb'), cell: (row) => <Link to={`/o/${org.id}/jobs/${row.id}`}>{title(row)}</Link> },
          { key: 'phase', title: t('job.phase'), cell: (row) => <StateTag kind="job" value={row.phase} /> },
          { key: 'due', title: t('job.deadline'), cell: (row) => <Deadline ms={row.deadline_ms} />, minor: true },
        ]}
      />
    </Card>
  )
}

function Work() {
  const t = useT()
  const word = useWord()
  const { org } = useSession()
  const list = useList('work_orders_list', {}, { limit: 50 })
  const rows = list.rows.filter((row) => row.state !== 'done' && row.state !== 'canceled').slice(0, 6)
  return (
    <Card title={t('ops.work')} pad={false} extra={<Link to={`/o/${org.id}/workorders`}>{t('all')}</Link>}>
      <ErrorView error={list.error} again={list.again} />
      <PlainTable
        label={t('ops.work')} rows={rows} rowKey={(row) => row.id} empty={t('work.none')}
        columns={[
          { key: 'what', title: t('col.kind'), cell: (row) => <Link to={`/o/${org.id}/workorders/${row.id}`}>{word('work', row.kind)} {row.device}</Link> },
          { key: 'state', title: t('col.state'), cell: (row) => <StateTag kind="work" value={row.state} /> },
          { key: 'due', title: t('col.due'), cell: (row) => <Deadline ms={row.due_ms} />, minor: true },
        ]}
      />
    </Card>
  )
}

function Recharges() {
  const t = useT()
  const { org } = useSession()
  const list = useList('recharges_list', { state: 'waiting' }, { limit: 6 })
  return (
    <Card title={t('fin.waiting')} pad={false} extra={<Link to={`/o/${org.id}/fin/arrivals?state=waiting`}>{t('all')}</Link>}>
      <ErrorView error={list.error} again={list.again} />
      <PlainTable
        label={t('fin.waiting')} rows={list.rows} rowKey={(row) => row.id} empty={t('arrivals.none')}
        columns={[
          { key: 'who', title: t('col.customer'), cell: (row) => row.customer },
          { key: 'sum', title: t('col.amount'), align: 'right', cell: (row) => <Money fen={row.amount_fen} /> },
          { key: 'at', title: t('col.time'), cell: (row) => <Time ms={row.created_ms} />, minor: true },
        ]}
      />
    </Card>
  )
}
