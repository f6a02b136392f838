import { Link } from 'react-router'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { useWord } from '@/ui/JobView'
import { ListPage } from '@/ui/ListPage'
import { StateTag } from '@/ui/StateTag'
import { Deadline, Time } from '@/ui/Time'

export function WorkOrders() {
  const t = useT()
  const word = useWord()
  const { org } = useSession()
  const to = (id: string) => `/o/${org.id}/workorders/${id}`
  return (
    <ListPage
      title={t('menu.workorders')}
      op="work_orders_list"
      rowKey={(row) => row.id}
      rowTo={(row) => `workorders/${row.id}`}
      filters={[
        { name: 'open', label: t('work.which'), options: [{ value: 'true', label: t('work.which.open') }] },
        { name: 'state', kind: 'work', label: t('col.state') },
      ]}
      columns={[
        { key: 'kind', title: t('col.kind'), width: 150, cell: (row) => <Link className="strong" to={to(row.id)} onClick={(e) => e.stopPropagation()}>{word('work', row.kind)}</Link> },
        { key: 'state', title: t('col.state'), width: 110, cell: (row) => <StateTag kind="work" value={row.state} /> },
        { key: 'device', title: t('col.device'), width: 150, cell: (row) => <code>{row.device}</code> },
        { key: 'room', title: t('col.room'), width: 160, grow: true, cell: (row) => row.room },
        { key: 'customer', title: t('col.customer_alias'), width: 150, grow: true, cell: (row) => row.alias || '—' },
        { key: 'assignee', title: t('work.assignee'), width: 110, cell: (row) => row.assignee || '—' },
        { key: 'due', title: t('col.due'), width: 230, cell: (row) => (row.ended_ms ? '—' : <Deadline ms={row.due_ms} />) },
        { key: 'at', title: t('col.created'), width: 130, cell: (row) => <Time ms={row.created_ms} /> },
      ]}
      card={(row) => (
        <Link to={to(row.id)} className="kb-linkcard" data-testid="work.card">
          <span className="row apart"><span className="strong">{word('work', row.kind)}</span><StateTag kind="work" value={row.state} /></span>
          <span><code>{row.device}</code> · {row.room}</span>
          {!row.ended_ms && <Deadline ms={row.due_ms} />}
        </Link>
      )}
      empty={{ text: t('work.none'), hint: t('work.none.hint') }}
    />
  )
}
