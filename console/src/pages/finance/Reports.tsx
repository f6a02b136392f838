// Profit and loss by one dimension, and where cash came from and went.
import { Select } from 'antd'
import { useSearchParams } from 'react-router'
import { useRead } from '@/api/hooks'
import { usePick, useT } from '@/i18n'
import { Card, Facts } from '@/ui/Card'
import { ErrorView } from '@/ui/ErrorView'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { Span, useSpan } from './Span'

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
  return (
    <ListPage
      title={t('menu.profit')}
      op="profit_list"
      fixed={{ by, ...span }}
      rowKey={(row) => `${row.id}.${row.name}.${row.month}`}
      sub={read.data && <span className="num">{read.data.from} – {read.data.to}</span>}
      actions={<><Span /><Select aria-label={t('profit.by')} className="kb-filter" value={by} onChange={choose} options={dimensions.map((value) => ({ value, label: t(`profit.by.${value}`) }))} /></>}
      above={(
        <>
          <ErrorView error={read.error} again={() => void read.refetch()} />
          {read.data && (
            <Card>
              <Facts items={[
                { label: t('profit.revenue'), value: <Money fen={read.data.revenue_fen} /> },
                { label: t('profit.cost'), value: <Money fen={read.data.cost_fen} /> },
                { label: t('profit.gross'), value: <Money fen={read.data.gross_fen} strong /> },
                { label: t('profit.expense'), value: <Money fen={read.data.expense_fen} /> },
                { label: t('profit.profit'), value: <Money fen={read.data.profit_fen} strong /> },
              ]} />
            </Card>
          )}
        </>
      )}
      columns={[
        { key: 'name', title: t(`profit.by.${by}`), width: 220, grow: true, cell: (row) => row.name || t('profit.other') },
        { key: 'month', title: t('period.month'), width: 100, cell: (row) => <span className="num">{`${String(row.month).slice(0, 4)}-${String(row.month).slice(4)}`}</span> },
        { key: 'revenue', title: t('profit.revenue'), width: 140, align: 'right', cell: (row) => <Money fen={row.revenue_fen} /> },
        { key: 'cost', title: t('profit.cost'), width: 140, align: 'right', cell: (row) => <Money fen={row.cost_fen} /> },
        { key: 'gross', title: t('profit.gross'), width: 140, align: 'right', cell: (row) => <Money fen={row.gross_fen} /> },
        { key: 'expense', title: t('profit.expense'), width: 140, align: 'right', cell: (row) => <Money fen={row.expense_fen} /> },
        { key: 'profit', title: t('profit.profit'), width: 140, align: 'right', cell: (row) => <Money fen={row.profit_fen} strong /> },
      ]}
      empty={{ text: t('tb.none') }}
    />
  )
}

export function CashFlow() {
  const t = useT()
  const pick = usePick()
  const span = useSpan()
  const read = useRead('cash_flow_list', { ...span, limit: 1 }, { keep: true })
  return (
    <ListPage
      title={t('menu.cash_flow')}
      op="cash_flow_list"
      fixed={span}
      rowKey={(row) => `${row.activity}.${row.subject}.${row.id}`}
      sub={read.data && <span className="num">{read.data.from} – {read.data.to}</span>}
      actions={<Span />}
      above={(
        <>
          <ErrorView error={read.error} again={() => void read.refetch()} />
          {read.data && (
            <Card>
              <Facts items={[
                { label: t('ledger.opening'), value: <Money fen={read.data.opening_fen} /> },
                { label: t('cash.net'), value: <Money fen={read.data.net_fen} strong /> },
                { label: t('ledger.closing'), value: <Money fen={read.data.closing_fen} /> },
                { label: t('col.verdict'), value: <span className={read.data.balanced ? 'good-text' : 'bad-text strong'}>{read.data.balanced ? `✓ ${t('tb.balanced')}` : `✕ ${t('tb.unbalanced')}`}</span> },
              ]} />
            </Card>
          )}
        </>
      )}
      columns={[
        { key: 'subject', title: t('tb.code'), width: 110, cell: (row) => <span className="num">{row.subject}</span> },
        { key: 'name', title: t('tb.name'), width: 260, grow: true, cell: (row) => pick(row.name, row.name_en) },
        { key: 'in', title: t('cash.in'), width: 160, align: 'right', cell: (row) => <Money fen={row.in_fen} /> },
        { key: 'out', title: t('cash.out'), width: 160, align: 'right', cell: (row) => <Money fen={row.out_fen} /> },
        { key: 'net', title: t('cash.net'), width: 160, align: 'right', cell: (row) => <Money fen={row.net_fen} strong /> },
      ]}
      empty={{ text: t('tb.none') }}
    />
  )
}
