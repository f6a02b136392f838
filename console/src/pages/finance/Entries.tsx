// What people recorded by hand; above the limit another person posts it.
import { Link } from 'react-router'
import { useRead } from '@/api/hooks'
import type { Row } from '@/api/client'
import { useSession } from '@/app/session'
import { usePick, useT } from '@/i18n'
import { idShort } from '@/lib/id'
import { fenYuan } from '@/lib/money'
import { Deed } from '@/ui/Deed'
import { ErrorView } from '@/ui/ErrorView'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { useDepartmentOptions, useStaffNames } from '@/ui/names'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'
import { NewEntry } from './NewEntry'

type Entry = Row<'entries_list'>

export function Entries() {
  const t = useT()
  const pick = usePick()
  const person = useStaffNames()
  const departments = new Map(useDepartmentOptions().map((one) => [one.value, one.label]))
  const department = (id: string) => (id ? (departments.get(id) ?? idShort(id)) : '—')
  const { org, can } = useSession()
  const book = useRead('book_get', {}, { enabled: can('book_get') })
  return (
    <ListPage
      title={t('menu.entries')}
      op="entries_list"
      rowKey={(row) => row.id}
      filters={[{ name: 'state', kind: 'entry', label: t('col.state') }]}
      sub={book.data && <>{t('entry.limit', { sum: fenYuan(book.data.entry_limit_fen) })} · <Link to={`/o/${org.id}/fin/book`}>{t('menu.book')}</Link></>}
      above={<ErrorView error={book.error} again={() => void book.refetch()} />}
      actions={<NewEntry />}
      columns={[
        { key: 'date', title: t('voucher.date'), width: 110, cell: (row) => <span className="num">{row.date}</span> },
        { key: 'event', title: t('voucher.event'), width: 160, grow: true, cell: (row) => <>{pick(row.event_zh, row.event_en)}{row.kind === 'reversal' && <span className="muted small"> · {t('entry.reversal')}</span>}</> },
        { key: 'text', title: t('col.summary'), width: 190, grow: true, cell: (row) => row.text },
        { key: 'sum', title: t('col.amount'), width: 130, align: 'right', cell: (row) => <Money fen={row.total_fen} strong /> },
        { key: 'state', title: t('col.state'), width: 130, cell: (row) => <StateTag kind="entry" value={row.state} /> },
        { key: 'act', title: t('col.action'), width: 180, cell: (row) => <Decide row={row} /> },
        { key: 'voucher', title: t('entry.voucher'), width: 90, cell: (row) => (row.voucher_id ? <Link to={`/o/${org.id}/fin/vouchers/${row.voucher_id}`}>{t('entry.voucher')}</Link> : '—') },
        { key: 'ref', title: t('entry.ref'), width: 130, cell: (row) => row.ref },
        { key: 'party', title: t('tb.party'), width: 130, cell: (row) => row.party_name || '—' },
        { key: 'department', title: t('profit.by.department'), width: 120, cell: (row) => department(row.department_id) },
        { key: 'staff', title: t('profit.by.person'), width: 100, cell: (row) => person(row.staff_id) },
        { key: 'by', title: t('entry.by'), width: 100, cell: (row) => person(row.created_by) },
        { key: 'at', title: t('col.created'), width: 130, cell: (row) => <Time ms={row.created_ms} /> },
      ]}
      card={(row) => (
        <div className="kb-linkcard">
          <span className="row apart"><span className="strong">{pick(row.event_zh, row.event_en)}</span><StateTag kind="entry" value={row.state} /></span>
          <span className="row apart"><span>{row.text}</span><Money fen={row.total_fen} strong /></span>
          <Decide row={row} />
        </div>
      )}
      empty={{ text: t('entries.none') }}
    />
  )
}

function Decide({ row }: { row: Entry }) {
  const t = useT()
  const pick = usePick()
  const { me } = useSession()
  const name = `${pick(row.event_zh, row.event_en)} ${fenYuan(row.total_fen)}`
  if (row.state !== 'waiting') return row.reason || null
  const own = row.created_by === me.user.id
  return (
    <span className="row">
      <Deed op="entries_confirm" input={{ id: row.id }} verb={t('entry.confirm')} name={name} effects={[row.text, t('entry.confirm.effect')]} primary small hidden={own} />
      <Deed op="entries_reject" input={{ id: row.id }} verb={t(own ? 'entry.back' : 'entry.reject')} name={name} effects={[t('entry.reject.effect')]} reasonAs="reason" danger small />
    </span>
  )
}
