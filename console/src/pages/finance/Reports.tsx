// Profit and loss by one dimension, and where cash came from and went.
import { Select } from 'antd'
import { useSearchParams } from 'react-router'
import type { Out, Row } from '@/api/client'
import { useRead } from '@/api/hooks'
import { usePick, useT } from '@/i18n'
import { Card, Facts } from '@/ui/Card'
import { ErrorView } from '@/ui/ErrorView'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { Change, Compared, compareFrom, CompareWith, useCompare } from './Compare'
import { monthText } from './months'
import { Span, useSpan } from './Span'
import { CashTrend, ProfitTrend } from './Trend'

const dimensions = ['product', 'sku', 'customer', 'distributor', 'supplier', 'department', 'person', 'subject'] as const

export function Profit() {
  const t = useT()
  const [search, setSearch] = useSearchParams()
  const span = useSpan()
  const by = dimensions.find((one) => one === search.get('by')) ?? 'product'
  const choose = (value: string) =>
    setSearch((old) => {
      old.set('by', value)
      return old
    }, { replace: true })
  const read = useRead('profit_list', { by, ...span, limit: 1 }, { keep: true })
  const compare = compareFrom(useCompare(), read.data)
  const other = useRead('profit_list', { by, ...span, ...compare, limit: 1 }, { enabled: compare.compare_from !== undefined, keep: true })
  const compared = compare.compare_from !== undefined
  return (
    <ListPage
      title={t('menu.profit')}
      op="profit_list"
      fixed={{ by, ...span, ...compare }}
      rowKey={(row) => `${row.id}.${row.name}.${row.month}`}
      sub={read.data && <span className="num">{read.data.from} – {read.data.to}</span>}
      actions={(
        <>
          <Span /><CompareWith />
          <Select aria-label={t('profit.by')} className="kb-filter" value={by} onChange={choose} options={dimensions.map((value) => ({ value, label: t(`profit.by.${value}`) }))} />
        </>
      )}
      above={(
        <>
          <ErrorView error={read.error ?? other.error} again={() => { void read.refetch(); void other.refetch() }} />
          {read.data && !compared && <ProfitFacts sums={read.data} />}
          {read.data && compared && other.data && <ProfitCompared sums={read.data} other={other.data} by={by} />}
          <ProfitTrend />
        </>
      )}
      columns={[
        { key: 'name', title: t(`profit.by.${by}`), width: 220, grow: true, cell: (row) => row.name || t('profit.other') },
        { key: 'month', title: t('period.month'), width: 100, cell: (row) => <span className="num">{monthText(row.month)}</span> },
        { key: 'revenue', title: t('profit.revenue'), width: 130, align: 'right', cell: (row) => <Money fen={row.revenue_fen} /> },
        { key: 'cost', title: t('profit.cost'), width: 130, align: 'right', cell: (row) => <Money fen={row.cost_fen} /> },
        { key: 'gross', title: t('profit.gross'), width: 130, align: 'right', cell: (row) => <Money fen={row.gross_fen} /> },
        { key: 'expense', title: t('profit.expense'), width: 130, align: 'right', cell: (row) => <Money fen={row.expense_fen} /> },
        { key: 'profit', title: t('profit.profit'), width: 130, align: 'right', cell: (row) => <Money fen={row.profit_fen} strong /> },
        ...(compared ? [
          { key: 'was', title: t('compare.was_profit'), width: 140, align: 'right' as const, cell: (row: Row<'profit_list'>) => <Money fen={row.was_profit_fen} /> },
          { key: 'change', title: t('compare.change'), width: 180, align: 'right' as const, cell: (row: Row<'profit_list'>) => <Change now_fen={row.profit_fen} was_fen={row.was_profit_fen} /> },
        ] : []),
      ]}
      empty={{ text: t('tb.none') }}
    />
  )
}

type Sums = Out<'profit_list'>

function ProfitFacts({ sums }: { sums: Sums }) {
  const t = useT()
  return (
    <Card>
      <Facts items={[
        { label: t('profit.revenue'), value: <Money fen={sums.revenue_fen} /> },
        { label: t('profit.cost'), value: <Money fen={sums.cost_fen} /> },
        { label: t('profit.gross'), value: <Money fen={sums.gross_fen} strong /> },
        { label: t('profit.expense'), value: <Money fen={sums.expense_fen} /> },
        { label: t('profit.profit'), value: <Money fen={sums.profit_fen} strong /> },
      ]} />
    </Card>
  )
}

/** The other span's own report gives its sums; the compared one says only what its profit was. */
function ProfitCompared({ sums, other, by }: { sums: Sums; other: Sums; by: (typeof dimensions)[number] }) {
  const t = useT()
  const known = other.compare_from !== ''
  const was = useRead('profit_list', { by, from: other.compare_from, to: other.compare_to, limit: 1 }, { enabled: known, keep: true }).data
  return (
    <Compared
      title={t('compare.two')} now={`${sums.from} – ${sums.to}`} was={`${other.compare_from} – ${other.compare_to}`}
      rows={[
        { name: t('profit.revenue'), now_fen: sums.revenue_fen, was_fen: was?.revenue_fen },
        { name: t('profit.cost'), now_fen: sums.cost_fen, was_fen: was?.cost_fen },
        { name: t('profit.gross'), now_fen: sums.gross_fen, was_fen: was?.gross_fen, strong: true },
        { name: t('profit.expense'), now_fen: sums.expense_fen, was_fen: was?.expense_fen },
        { name: t('profit.profit'), now_fen: sums.profit_fen, was_fen: other.was_profit_fen, strong: true },
      ]}
    />
  )
}

export function CashFlow() {
  const t = useT()
  const pick = usePick()
  const span = useSpan()
  const first = useRead('cash_flow_list', { ...span, limit: 1 }, { keep: true })
  const compare = compareFrom(useCompare(), first.data)
  const compared = compare.compare_from !== undefined
  const read = useRead('cash_flow_list', { ...span, ...compare, limit: 1 }, { keep: true })
  return (
    <ListPage
      title={t('menu.cash_flow')}
      op="cash_flow_list"
      fixed={{ ...span, ...compare }}
      rowKey={(row) => `${row.activity}.${row.subject}.${row.id}`}
      sub={read.data && <span className="num">{read.data.from} – {read.data.to}</span>}
      actions={<><Span /><CompareWith /></>}
      above={(
        <>
          <ErrorView error={read.error} again={() => void read.refetch()} />
          {read.data && <CashFacts sums={read.data} compared={compared} />}
          <CashTrend />
        </>
      )}
      columns={[
        { key: 'subject', title: t('tb.code'), width: 110, cell: (row) => <span className="num">{row.subject}</span> },
        { key: 'name', title: t('tb.name'), width: 260, grow: true, cell: (row) => pick(row.name, row.name_en) },
        { key: 'in', title: t('cash.in'), width: 160, align: 'right', cell: (row) => <Money fen={row.in_fen} /> },
        { key: 'out', title: t('cash.out'), width: 160, align: 'right', cell: (row) => <Money fen={row.out_fen} /> },
        { key: 'net', title: t('cash.net'), width: 160, align: 'right', cell: (row) => <Money fen={row.net_fen} strong /> },
        ...(compared ? [
          { key: 'was', title: t('compare.was_net'), width: 140, align: 'right' as const, cell: (row: Row<'cash_flow_list'>) => <Money fen={row.was_net_fen} /> },
          { key: 'change', title: t('compare.change'), width: 180, align: 'right' as const, cell: (row: Row<'cash_flow_list'>) => <Change now_fen={row.net_fen} was_fen={row.was_net_fen} /> },
        ] : []),
      ]}
      empty={{ text: t('tb.none') }}
    />
  )
}

function CashFacts({ sums, compared }: { sums: Out<'cash_flow_list'>; compared: boolean }) {
  const t = useT()
  if (compared && sums.compare_from !== '') {
    return (
      <Compared
        title={t('compare.two')} now={`${sums.from} – ${sums.to}`} was={`${sums.compare_from} – ${sums.compare_to}`}
        rows={[
          { name: t('ledger.opening'), now_fen: sums.opening_fen, was_fen: sums.was_opening_fen },
          { name: t('cash.net'), now_fen: sums.net_fen, was_fen: sums.was_net_fen, strong: true },
          { name: t('ledger.closing'), now_fen: sums.closing_fen, was_fen: sums.was_closing_fen },
        ]}
      />
    )
  }
  return (
    <Card>
      <Facts items={[
        { label: t('ledger.opening'), value: <Money fen={sums.opening_fen} /> },
        { label: t('cash.net'), value: <Money fen={sums.net_fen} strong /> },
        { label: t('ledger.closing'), value: <Money fen={sums.closing_fen} /> },
        { label: t('col.verdict'), value: <span className={sums.balanced ? 'good-text' : 'bad-text strong'}>{sums.balanced ? `✓ ${t('tb.balanced')}` : `✕ ${t('tb.unbalanced')}`}</span> },
      ]} />
    </Card>
  )
}
