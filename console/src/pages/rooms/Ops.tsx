// The operator's wall: what is unknown, what waits for a person, which rooms are out of reach.
import { Link } from 'react-router'
import { useList } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { Card } from '@/ui/Card'
import { ErrorView } from '@/ui/ErrorView'
import { jobOver, useJobTitle, useWord } from '@/ui/JobView'
import { Numbers } from '@/ui/Numbers'
import { Page } from '@/ui/Page'
import { PlainTable } from '@/ui/PlainTable'
import { StateTag } from '@/ui/StateTag'
import { Deadline, Time } from '@/ui/Time'

const over = new Set(['done', 'canceled'])

export function Ops() {
  const t = useT()
  const { can } = useSession()
  return (
    <Page title={t('menu.ops')} sub={t('ops.sub')}>
      <Numbers only={['jobs_open', 'work_orders_open', 'agents_away', 'slots_free']} />
      <div className="grid fit">
        {can('jobs_list') && <OpenJobs />}
        {can('work_orders_list') && <DueWork />}
      </div>
      {can('agents_list') && <AgentLinks />}
    </Page>
  )
}

function OpenJobs() {
  const t = useT()
  const title = useJobTitle()
  const { org } = useSession()
  const list = useList('jobs_list', {}, { limit: 100 })
  const rows = list.rows.filter((row) => !jobOver(row)).slice(0, 8)
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

function DueWork() {
  const t = useT()
  const word = useWord()
  const { org } = useSession()
  const list = useList('work_orders_list', {}, { limit: 100 })
  const rows = list.rows.filter((row) => !over.has(row.state)).slice(0, 8)
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

function AgentLinks() {
  const t = useT()
  const { org } = useSession()
  const list = useList('agents_list', {})
  return (
    <Card title={t('menu.agents')} pad={false} extra={<Link to={`/o/${org.id}/agents`}>{t('all')}</Link>}>
      <ErrorView error={list.error} again={list.again} />
      <PlainTable
        label={t('menu.agents')} rows={list.rows.filter((row) => row.state !== 'revoked')} rowKey={(row) => row.id} empty={t('agents.none')}
        columns={[
          { key: 'name', title: t('col.name'), cell: (row) => <span className="strong">{row.name}</span> },
          { key: 'room', title: t('col.room'), cell: (row) => row.room },
          { key: 'link', title: t('agent.link'), cell: (row) => <StateTag kind="link" value={row.link} /> },
          { key: 'seen', title: t('agent.seen'), cell: (row) => <Time ms={row.seen_ms} />, minor: true },
        ]}
      />
    </Card>
  )
}
