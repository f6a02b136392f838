// The subjects of the book, and the ledger of one: every line with the balance after it.
import { Link, useParams } from 'react-router'
import { useRead } from '@/api/hooks'
import { useSession } from '@/app/session'
import { usePick, useT } from '@/i18n'
import { Card, Facts } from '@/ui/Card'
import { Deed } from '@/ui/Deed'
import { ErrorView } from '@/ui/ErrorView'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { Span, useSpan } from './Span'

export function Subjects() {
  const t = useT()
  const pick = usePick()
  const { org } = useSession()
  const names = (zh?: string, en?: string) => [
    { name: 'name_zh', label: t('subject.zh'), required: true, max: 60, initial: zh },
    { name: 'name_en', label: t('subject.en'), required: true, max: 60, initial: en },
  ]
  const dims = ['customer', 'child', 'parent', 'supplier', 'upstream'] as const
  return (
    <ListPage
      title={t('menu.subjects')}
      op="subjects_list"
      rowKey={(row) => row.id}
      rowTo={(row) => `fin/ledger/${row.code}`}
      actions={(
        <Deed
          op="subjects_create" input={{}} verb={t('subject.new')} name="" primary
          fields={[
            { name: 'code', label: t('tb.code'), required: true, max: 16, mono: true },
            ...names(),
            { name: 'side', label: t('tb.side'), type: 'select', required: true, options: [{ value: 'D', label: t('tb.side.debit') }, { value: 'C', label: t('tb.side.credit') }] },
            { name: 'dims', label: t('tb.party'), type: 'select', options: dims.map((value) => ({ value, label: t(`dim.${value}`) })) },
            { name: 'rule', label: t('subject.rule'), type: 'select', options: [{ value: 'never_debit', label: t('subject.never_debit') }, { value: 'never_credit', label: t('subject.never_credit') }] },
          ]}
        />
      )}
      columns={[
        { key: 'code', title: t('tb.code'), width: 120, cell: (row) => <Link className="num strong" to={`/o/${org.id}/fin/ledger/${row.code}`} onClick={(event) => event.stopPropagation()}>{row.code}</Link> },
        { key: 'name', title: t('tb.name'), width: 240, grow: true, cell: (row) => pick(row.name_zh, row.name_en) },
        { key: 'side', title: t('tb.side'), width: 80, cell: (row) => t(row.side === 'D' ? 'tb.side.debit' : 'tb.side.credit') },
        { key: 'own', title: t('subject.whose'), width: 110, cell: (row) => t(row.book_id ? 'subject.own' : 'subject.chart') },
        { key: 'rule', title: t('subject.rule'), width: 150, cell: (row) => (row.rule === 'never_debit' ? t('subject.never_debit') : row.rule === 'never_credit' ? t('subject.never_credit') : '—') },
        { key: 'state', title: t('col.state'), width: 90, cell: (row) => t(row.closed_ms ? 'subject.closed' : 'subject.open') },
        { key: 'act', title: t('col.action'), width: 180, cell: (row) => (row.book_id === org.id ? (
          <span className="row">
            <Deed op="subjects_rename" input={{ id: row.id }} verb={t('subject.rename')} name={row.code} fields={names(row.name_zh, row.name_en)} small />
            <Deed op="subjects_close" input={{ id: row.id }} verb={t('subject.close')} name={row.code} effects={[t('subject.close.effect')]} small hidden={row.closed_ms > 0} />
            <Deed op="subjects_open" input={{ id: row.id }} verb={t('subject.reopen')} name={row.code} effects={[t('subject.reopen.effect')]} small hidden={row.closed_ms === 0} />
          </span>
        ) : null) },
      ]}
      empty={{ text: t('subjects.none') }}
    />
  )
}

export function Ledger() {
  const t = useT()
  const pick = usePick()
  const { org } = useSession()
  const { code = '' } = useParams()
  const span = useSpan()
  const read = useRead('subject_ledger_list', { subject: code, ...span, limit: 1 }, { keep: true })
  const sums = read.data
  return (
    <ListPage
      title={sums ? `${sums.code} ${pick(sums.name, sums.name_en)}` : code}
      op="subject_ledger_list"
      fixed={{ subject: code, ...span }}
      rowKey={(row) => row.id}
      sub={t('ledger.sub')}
      actions={<Span />}
      above={(
        <>
          <ErrorView error={read.error} again={() => void read.refetch()} />
          {sums && (
            <Card>
              <Facts items={[
                { label: t('ledger.opening'), value: <Money fen={sums.opening_fen} /> },
                { label: t('tb.debit'), value: <Money fen={sums.dr_fen} /> },
                { label: t('tb.credit'), value: <Money fen={sums.cr_fen} /> },
                { label: t('ledger.closing'), value: <Money fen={sums.closing_fen} strong /> },
              ]} />
            </Card>
          )}
        </>
      )}
      columns={[
        { key: 'date', title: t('voucher.date'), width: 110, cell: (row) => <span className="num">{row.date}</span> },
        { key: 'no', title: t('voucher.no'), width: 90, cell: (row) => <Link className="num strong" to={`/o/${org.id}/fin/vouchers/${row.id}`}>{row.no}</Link> },
        { key: 'event', title: t('voucher.event'), width: 160, grow: true, cell: (row) => pick(row.event_zh, row.event_en) },
        { key: 'text', title: t('col.summary'), width: 140, grow: true, cell: (row) => row.text || '—' },
        { key: 'party', title: t('tb.party'), width: 140, grow: true, cell: (row) => row.party_name || '—' },
        { key: 'counter', title: t('ledger.counter'), width: 120, cell: (row) => <span className="num">{row.counter}</span> },
        { key: 'dr', title: t('tb.debit'), width: 130, align: 'right', cell: (row) => (row.dr_fen ? <Money fen={row.dr_fen} /> : '') },
        { key: 'cr', title: t('tb.credit'), width: 130, align: 'right', cell: (row) => (row.cr_fen ? <Money fen={row.cr_fen} /> : '') },
        { key: 'balance', title: t('tb.balance'), width: 140, align: 'right', cell: (row) => <Money fen={row.balance_fen} strong /> },
      ]}
      empty={{ text: t('ledger.none') }}
    />
  )
}
