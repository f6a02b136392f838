// The terms with the neighbours of the selling chain, all versions.
import { Link } from 'react-router'
import type { Row } from '@/api/client'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { useWord } from '@/ui/JobView'
import { ListPage } from '@/ui/ListPage'
import { useDistributorOptions, useSupplierOptions } from '@/ui/names'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'

type Line = Row<'agreements_list'>

export function Agreements() {
  const t = useT()
  const word = useWord()
  const { can, org } = useSession()
  const others = [...useDistributorOptions(), ...useSupplierOptions()]
  const create = can('agreements_create') && <Link className="kb-linkbutton" to={`/o/${org.id}/agreements/new`} data-testid="agreements.new">{t('agreement.new')}</Link>
  const other = (row: Line) => (row.seller_id === org.id ? row.buyer : row.seller)
  const to = (row: Line) => `/o/${org.id}/agreements/${row.id}`
  return (
    <ListPage
      title={t('menu.agreements')} op="agreements_list" rowKey={(row) => row.id} rowTo={(row) => `agreements/${row.id}`} actions={create}
      filters={[
        { name: 'kind', label: t('col.kind'), options: (['distribution', 'supply', 'virtual'] as const).map((value) => ({ value, label: t(`agreement.kind.${value}`) })) },
        { name: 'state', kind: 'agreement', label: t('col.state') },
        ...(others.length > 0 ? [{ name: 'other_id', label: t('agreement.other'), options: others }] : []),
      ]}
      columns={[
        { key: 'title', title: t('agreement.title'), width: 180, grow: true, cell: (row) => <Link className="strong" to={to(row)} onClick={(e) => e.stopPropagation()}>{row.title}</Link> },
        { key: 'other', title: t('agreement.other'), width: 150, grow: true, cell: (row) => other(row) },
        { key: 'side', title: t('agreement.side'), width: 60, cell: (row) => t(row.seller_id === org.id ? 'agreement.side.sell' : 'agreement.side.buy') },
        { key: 'kind', title: t('col.kind'), width: 90, cell: (row) => word('agreement.kind', row.kind) },
        { key: 'version', title: t('agreement.version'), width: 60, align: 'right', cell: (row) => <span className="num">{row.version}</span> },
        { key: 'state', title: t('col.state'), width: 110, cell: (row) => <StateTag kind="agreement" value={row.state} /> },
        { key: 'cycle', title: t('agreement.settle'), width: 90, cell: (row) => word('settle', row.settle_cycle) },
        { key: 'active', title: t('col.from'), width: 130, cell: (row) => <Time ms={row.active_ms} /> },
        { key: 'at', title: t('col.created'), width: 130, cell: (row) => <Time ms={row.created_ms} /> },
      ]}
      card={(row) => (
        <Link to={to(row)} className="kb-linkcard">
          <span className="row apart"><span className="strong">{row.title} v{row.version}</span><StateTag kind="agreement" value={row.state} /></span>
          <span className="muted">{other(row)}</span>
        </Link>
      )}
      empty={{ text: t('agreements.none'), action: create }}
    />
  )
}
