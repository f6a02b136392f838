// What waits for somebody's word: mine to decide, what I asked for, all.
import { Segmented } from 'antd'
import { Link, useSearchParams } from 'react-router'
import type { Row } from '@/api/client'
import { useSession } from '@/app/session'
import { usePick, useT } from '@/i18n'
import { useWord } from '@/ui/JobView'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { StateTag } from '@/ui/StateTag'
import { Deadline, Time } from '@/ui/Time'
import { flowKinds } from './kinds'

type Line = Row<'approvals_list'>

export function Approvals() {
  const t = useT()
  const pick = usePick()
  const word = useWord()
  const { org, can } = useSession()
  const [search, setSearch] = useSearchParams()
  const view = (search.get('view') ?? 'mine') as 'mine' | 'asked' | 'all'
  const to = (row: Line) => `/o/${org.id}/approvals/${row.id}`
  return (
    <ListPage
      title={t('menu.approvals')} op="approvals_list" rowKey={(row) => row.id} rowTo={(row) => `approvals/${row.id}`} fixed={{ view }}
      actions={can('approval_flows_list') && <Link to={`/o/${org.id}/approval-flows`}>{t('menu.flows')}</Link>}
      above={(
        <div>
          <Segmented
            aria-label={t('approval.view')} value={view}
            options={(['mine', 'asked', 'all'] as const).map((value) => ({ value, label: t(`approval.view.${value}`) }))}
            onChange={(value) => setSearch((old) => { old.set('view', value); return old }, { replace: true })}
          />
        </div>
      )}
      filters={[
        { name: 'kind', label: t('col.kind'), options: flowKinds.map((value) => ({ value, label: t(`flow.${value}`) })) },
        { name: 'state', kind: 'approval', label: t('col.state') },
      ]}
      columns={[
        { key: 'title', title: t('col.content'), width: 260, grow: true, cell: (row) => <Link className="strong" to={to(row)} onClick={(e) => e.stopPropagation()}>{pick(row.title_zh, row.title_en)}</Link> },
        { key: 'kind', title: t('col.kind'), width: 130, cell: (row) => word('flow', row.kind) },
        { key: 'state', title: t('col.state'), width: 110, cell: (row) => <StateTag kind="approval" value={row.state} /> },
        { key: 'amount', title: t('col.amount'), width: 130, align: 'right', cell: (row) => (row.amount_fen ? <Money fen={row.amount_fen} /> : '—') },
        { key: 'asker', title: t('approval.asker'), width: 100, cell: (row) => row.asker },
        { key: 'level', title: t('approval.level'), width: 80, align: 'right', cell: (row) => <span className="num">{row.level}</span> },
        { key: 'due', title: t('col.due'), width: 200, cell: (row) => (row.state === 'waiting' ? <Deadline ms={row.expires_ms} /> : <Time ms={row.ended_ms} />) },
        { key: 'at', title: t('col.created'), width: 130, cell: (row) => <Time ms={row.created_ms} /> },
      ]}
      card={(row) => (
        <Link to={to(row)} className="kb-linkcard">
          <span className="row apart"><span className="strong">{pick(row.title_zh, row.title_en)}</span><StateTag kind="approval" value={row.state} /></span>
          <span className="row apart"><span className="muted">{row.asker}</span><Time ms={row.created_ms} /></span>
        </Link>
      )}
      empty={{ text: t(view === 'mine' ? 'approvals.none.mine' : 'approvals.none') }}
    />
  )
}
