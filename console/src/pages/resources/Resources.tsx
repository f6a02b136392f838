import { Link } from 'react-router'
import type { Row } from '@/api/client'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { useWord } from '@/ui/JobView'
import { ListPage } from '@/ui/ListPage'
import { StateTag } from '@/ui/StateTag'
import { Deadline, Time } from '@/ui/Time'

type Line = Row<'resources_list'>

export function Resources() {
  const t = useT()
  const word = useWord()
  const { org, can } = useSession()
  const to = (row: Line) => `/o/${org.id}/resources/${row.id}`
  const terminal = (row: Line) =>
    row.state === 'active' && can('terminals_create')
      ? <Link to={`/o/${org.id}/term?r=${row.id}`} aria-label={`${t('term.enter')} ${row.alias}`} onClick={(e) => e.stopPropagation()}>{t('term.enter')}</Link>
      : <span className="muted">—</span>
  const end = (row: Line) => (row.end_ms && row.state !== 'closed' ? <Deadline ms={row.end_ms} /> : <span className="muted">—</span>)
  return (
    <ListPage
      title={t('menu.resources')}
      op="resources_list"
      rowKey={(row) => row.id}
      rowTo={(row) => `resources/${row.id}`}
      filters={[{ name: 'state', kind: 'resource', label: t('col.state') }]}
      columns={[
        { key: 'alias', title: t('col.alias'), width: 180, grow: true, cell: (row) => <Link className="strong" to={to(row)} onClick={(e) => e.stopPropagation()}>{row.alias}</Link> },
        { key: 'state', title: t('col.state'), width: 120, cell: (row) => <StateTag kind="resource" value={row.state} /> },
        { key: 'sku', title: t('col.product'), width: 180, grow: true, cell: (row) => row.sku },
        { key: 'kind', title: t('col.kind'), width: 120, cell: (row) => word('kind', row.kind) },
        { key: 'term', title: t('menu.term'), width: 110, cell: terminal },
        { key: 'end', title: t('col.expires'), width: 240, cell: end },
        { key: 'auto', title: t('resource.auto'), width: 110, cell: (row) => (row.state === 'closed' ? '—' : t(row.auto_renew ? 'resource.auto.on' : 'resource.auto.off')) },
        { key: 'at', title: t('col.created'), width: 140, cell: (row) => <Time ms={row.created_ms} /> },
      ]}
      card={(row) => (
        <Link to={to(row)} className="kb-linkcard">
          <span className="row apart"><span className="strong">{row.alias}</span><StateTag kind="resource" value={row.state} /></span>
          <span className="muted">{row.sku}</span>
          {end(row)}
        </Link>
      )}
      empty={{ text: t('resources.none'), hint: t('resources.none.hint'), action: can('quotes_create') && <Link to={`/o/${org.id}/shop`}>{t('orders.shop')}</Link> }}
    />
  )
}
