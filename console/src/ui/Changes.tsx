import { useList } from '@/api/hooks'
import { useT } from '@/i18n'
import { recordOf, shownValue } from '@/lib/loose'
import { Card } from './Card'
import { ErrorView } from './ErrorView'
import { useWord } from './JobView'
import { PlainTable } from './PlainTable'
import { Time } from './Time'

/** The history of one object: when, who, what, by which request. */
export function Changes(props: { object: string; id: string }) {
  const t = useT()
  const word = useWord()
  const changes = useList('changes_list', { object: props.object, id: props.id })
  return (
    <Card pad={false}>
      <ErrorView error={changes.error} again={changes.again} />
      <PlainTable
        label={t('tab.history')}
        rows={changes.rows}
        rowKey={(row) => row.id}
        empty={t('changes.none')}
        columns={[
          { key: 'at', title: t('col.time'), cell: (row) => <Time ms={row.at_ms} /> },
          { key: 'who', title: t('col.who'), cell: (row) => row.actor || t('who.system') },
          { key: 'verb', title: t('col.action'), cell: (row) => word('change', row.verb) },
          { key: 'detail', title: t('col.detail'), cell: (row) => <Detail value={row.detail} /> },
          { key: 'request', title: t('error.request'), minor: true, cell: (row) => <code className="muted">{row.request_id}</code> },
        ]}
      />
    </Card>
  )
}

/** A note, or a small document of what changed. */
function Detail({ value }: { value: string }) {
  if (!value.startsWith('{')) return <span className="small break">{value}</span>
  const parts = Object.entries(recordOf(JSON.parse(value)))
  return <span className="small break">{parts.map(([name, v]) => `${name}: ${shownValue(v)}`).join(' · ')}</span>
}
