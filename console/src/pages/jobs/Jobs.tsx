import { Link } from 'react-router'
import { useList } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { jobOver, useJobTitle, useWord, type JobRow } from '@/ui/JobView'
import { ListPage } from '@/ui/ListPage'
import { useRoomNames } from '@/ui/names'
import { StateTag } from '@/ui/StateTag'
import { Deadline, Time } from '@/ui/Time'

export function Jobs() {
  const t = useT()
  const word = useWord()
  const title = useJobTitle()
  const room = useRoomNames()
  const { org, can } = useSession()
  const rooms = useList('rooms_list', {}, { enabled: can('rooms_list'), limit: 200 })
  const to = (id: string) => `/o/${org.id}/jobs/${id}`
  const next = (row: JobRow) => (jobOver(row) ? '—' : word('job.then', row.phase))
  return (
    <ListPage
      title={t('menu.jobs')}
      op="jobs_list"
      rowKey={(row) => row.id}
      rowTo={(row) => `jobs/${row.id}`}
      filters={[
        { name: 'phase', kind: 'job', label: t('job.phase') },
        { name: 'room_id', label: t('col.room'), options: rooms.rows.map((one) => ({ value: one.id, label: one.name })) },
      ]}
      columns={[
        { key: 'title', title: t('job.verb'), width: 170, grow: true, cell: (row) => <Link className="strong" to={to(row.id)} onClick={(e) => e.stopPropagation()}>{title(row)}</Link> },
        { key: 'phase', title: t('job.phase'), width: 136, cell: (row) => <StateTag kind="job" value={row.phase} /> },
        { key: 'next', title: t('job.next'), width: 180, grow: true, cell: next },
        { key: 'deadline', title: t('job.deadline'), width: 230, cell: (row) => (jobOver(row) ? '—' : <Deadline ms={row.deadline_ms} />) },
        { key: 'then', title: t('job.on_deadline'), width: 190, grow: true, cell: (row) => (jobOver(row) ? '—' : word('on_deadline', row.on_deadline)) },
        { key: 'room', title: t('col.room'), width: 140, cell: (row) => room(row.room_id) },
        { key: 'at', title: t('col.created'), width: 130, cell: (row) => <Time ms={row.created_ms} /> },
      ]}
      card={(row) => (
        <Link to={to(row.id)} className="kb-linkcard">
          <span className="row apart"><span className="strong">{title(row)}</span><StateTag kind="job" value={row.phase} /></span>
          <span className="muted">{next(row)}</span>
        </Link>
      )}
      empty={{ text: t('jobs.none'), hint: t('jobs.none.hint') }}
    />
  )
}
