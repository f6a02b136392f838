import { Button } from 'antd'
import { Link, useParams } from 'react-router'
import { useRead } from '@/api/hooks'
import { useSession } from '@/app/session'
import { usePick, useT } from '@/i18n'
import { fenSum } from '@/lib/money'
import { Card, Facts } from '@/ui/Card'
import { Deed } from '@/ui/Deed'
import { ErrorView } from '@/ui/ErrorView'
import { FirstPaint } from '@/ui/FirstPaint'
import { Id } from '@/ui/Id'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { Page } from '@/ui/Page'
import { PlainTable } from '@/ui/PlainTable'
import { Time } from '@/ui/Time'
import { ExportBook } from './ExportBook'
import { Span, useSpan } from './Span'

export function Vouchers() {
  const t = useT()
  const pick = usePick()
  const { org } = useSession()
  const span = useSpan()
  return (
    <ListPage
      title={t('menu.vouchers')}
      actions={<><Span /><ExportBook /></>}
      fixed={span}
      op="vouchers_list"
      rowKey={(row) => row.id}
      rowTo={(row) => `fin/vouchers/${row.id}`}
      columns={[
        { key: 'no', title: t('voucher.no'), width: 90, cell: (row) => <Link className="num strong" to={`/o/${org.id}/fin/vouchers/${row.id}`} onClick={(e) => e.stopPropagation()}>{row.no}</Link> },
        { key: 'date', title: t('voucher.date'), width: 120, cell: (row) => <span className="num">{row.acct_date}</span> },
        { key: 'event', title: t('voucher.event'), width: 240, grow: true, cell: (row) => pick(row.event_zh, row.event_en) },
        { key: 'word', title: t('voucher.word'), width: 180, cell: (row) => <code className="muted">{row.event}</code> },
        { key: 'sum', title: t('col.amount'), width: 150, align: 'right', cell: (row) => <Money fen={row.total_fen} /> },
        { key: 'at', title: t('col.created'), width: 150, cell: (row) => <Time ms={row.created_ms} /> },
      ]}
      card={(row) => (
        <Link className="kb-linkcard" to={`/o/${org.id}/fin/vouchers/${row.id}`}>
          <span className="row apart"><span className="strong num">{row.no}</span><Money fen={row.total_fen} /></span>
          <span>{pick(row.event_zh, row.event_en)}</span>
        </Link>
      )}
      empty={{ text: t('vouchers.none') }}
    />
  )
}

export function Voucher() {
  const t = useT()
  const pick = usePick()
  const { id = '' } = useParams()
  const { org } = useSession()
  const read = useRead('vouchers_get', { id })
  const voucher = read.data
  if (!voucher) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  const dr = fenSum(voucher.lines.map((line) => line.dr_fen))
  const cr = fenSum(voucher.lines.map((line) => line.cr_fen))
  return (
    <Page
      title={t('voucher.title', { no: voucher.no })} mark={<Id id={voucher.id} />} sub={`${org.name} · ${pick(voucher.event_zh, voucher.event_en)}`}
      actions={(
        <>
          <Deed
            op="vouchers_reverse" input={{ id }} verb={t('voucher.reverse')} name={String(voucher.no)} danger hidden={!voucher.entry_id || voucher.reversed_by !== ''}
            lead={<p className="muted">{t('voucher.reverse.effect')}</p>}
            fields={[{ name: 'reason', label: t('col.reason'), required: true, max: 200 }, { name: 'date', label: t('voucher.date'), type: 'day', help: t('day.none') }]}
          />
          <Button onClick={() => window.print()}>{t('print')}</Button>
        </>
      )}
    >
      <Card>
        <Facts items={[
          { label: t('voucher.date'), value: <span className="num">{voucher.acct_date}</span> },
          { label: t('voucher.event'), value: <>{pick(voucher.event_zh, voucher.event_en)} <code className="muted">{voucher.event}</code></> },
          { label: t('voucher.template'), value: <code>{[voucher.event, voucher.role, voucher.mode, `v${voucher.version}`].filter(Boolean).join(' · ')}</code> },
          { label: t('col.created'), value: <Time ms={voucher.created_ms} /> },
          { label: t('col.order'), value: <Id id={voucher.order_id} /> },
        ]} />
      </Card>
      <Card title={t('voucher.lines')} pad={false} testid="voucher.lines">
        <PlainTable
          label={t('voucher.lines')} rows={voucher.lines} rowKey={(line, i) => `${line.subject}${i}`}
          columns={[
            { key: 'code', title: t('tb.code'), cell: (line) => <Link className="num" to={`/o/${org.id}/fin/ledger/${line.subject}`}>{line.subject}</Link> },
            { key: 'name', title: t('tb.name'), cell: (line) => pick(line.name, line.name_en) },
            { key: 'party', title: t('tb.party'), cell: (line) => line.party_name || '—', minor: true },
            { key: 'dr', title: t('tb.debit'), align: 'right', cell: (line) => (line.dr_fen ? <Money fen={line.dr_fen} /> : '') },
            { key: 'cr', title: t('tb.credit'), align: 'right', cell: (line) => (line.cr_fen ? <Money fen={line.cr_fen} /> : '') },
          ]}
          foot={[dr === cr ? `✓ ${t('voucher.equal')}` : `✕ ${t('voucher.unequal')}`, '', '', <Money key="dr" fen={dr} />, <Money key="cr" fen={cr} />]}
        />
      </Card>
      {voucher.group.length > 0 && (
        <Card title={t('voucher.group')} pad={false}>
          <PlainTable
            label={t('voucher.group')} rows={voucher.group} rowKey={(row) => row.id}
            columns={[
              { key: 'no', title: t('voucher.no'), cell: (row) => <Link className="num" to={`/o/${org.id}/fin/vouchers/${row.id}`}>{row.no}</Link> },
              { key: 'date', title: t('voucher.date'), cell: (row) => <span className="num">{row.acct_date}</span> },
              { key: 'event', title: t('voucher.event'), cell: (row) => pick(row.event_zh, row.event_en) },
              { key: 'sum', title: t('col.amount'), align: 'right', cell: (row) => <Money fen={row.total_fen} /> },
            ]}
          />
        </Card>
      )}
      <Card title={t('voucher.chain')}>
        <Facts columns={false} items={[
          { label: t('voucher.hash'), value: <code className="break">{voucher.hash}</code> },
          { label: t('voucher.prev'), value: <code className="break">{voucher.prev_hash || '—'}</code> },
        ]} />
      </Card>
    </Page>
  )
}
