// The last months as charts: what was earned and spent, and the cash.
import { Segmented } from 'antd'
import { Link, useSearchParams } from 'react-router'
import type { Out } from '@/api/client'
import { useRead } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useI18n, useT } from '@/i18n'
import { fenAxis, fenDiff, fenYuan } from '@/lib/money'
import { Card } from '@/ui/Card'
import { Chart, type Series } from '@/ui/Chart'
import { ErrorView } from '@/ui/ErrorView'
import { Bones } from '@/ui/FirstPaint'
import { daysOf, monthText } from './months'

type Month = Out<'series_list'>['items'][number]

const spans = [6, 12, 24] as const

/** A card with a chart; a month in it leads to the same report of that month. */
function Trend(props: { title: string; path: string; series: (months: readonly Month[]) => Series[] }) {
  const { t, lang } = useI18n()
  const { org } = useSession()
  const [search, setSearch] = useSearchParams()
  const months = spans.find((n) => String(n) === search.get('months')) ?? 12
  const read = useRead('series_list', { months }, { keep: true })
  const rows = read.data?.items
  const put = (values: Record<string, string>) =>
    setSearch((old) => {
      for (const [name, value] of Object.entries(values)) old.set(name, value)
      return old
    }, { replace: true })
  return (
    <Card
      title={props.title} testid="trend"
      extra={<Segmented size="small" aria-label={t('chart.months')} value={months} onChange={(n) => put({ months: String(n) })} options={spans.map((n) => ({ value: n, label: t('chart.n', { n }) }))} />}
    >
      <ErrorView error={read.error} again={() => void read.refetch()} />
      {!rows && !read.error && <Bones lines={5} />}
      {rows && (
        <Chart
          label={props.title} head={t('period.month')} at={rows.map((row) => monthText(row.month))} series={props.series(rows)}
          axis={(most) => fenAxis(most, lang)} text={fenYuan} open={(i) => rows[i] && put(daysOf(rows[i].month))}
          link={(i, name) => <Link className="num" to={`/o/${org.id}/${props.path}?${new URLSearchParams({ ...Object.fromEntries(search), ...daysOf(rows[i]?.month ?? 0) })}`}>{name}</Link>}
        />
      )}
    </Card>
  )
}

export function ProfitTrend() {
  const t = useT()
  return (
    <Trend
      title={t('chart.profit')} path="fin/profit"
      series={(months) => [
        { key: 'revenue', name: t('profit.revenue'), kind: 'bar', values: months.map((one) => one.revenue_fen) },
        { key: 'cost', name: t('chart.cost'), kind: 'bar', values: months.map((one) => fenDiff(one.cost_fen, -one.expense_fen)) },
        { key: 'profit', name: t('profit.profit'), kind: 'line', values: months.map((one) => one.profit_fen) },
      ]}
    />
  )
}

export function CashTrend() {
  const t = useT()
  return (
    <Trend
      title={t('chart.cash')} path="fin/cash-flow"
      series={(months) => [
        { key: 'net', name: t('chart.cash.net'), kind: 'bar', values: months.map((one, i) => (months[i - 1] ? fenDiff(one.cash_fen, months[i - 1]?.cash_fen ?? 0) : null)) },
        { key: 'deposits', name: t('chart.deposits'), kind: 'line', values: months.map((one) => one.deposits_fen) },
        { key: 'cash', name: t('chart.cash.end'), kind: 'line', values: months.map((one) => one.cash_fen) },
      ]}
    />
  )
}
