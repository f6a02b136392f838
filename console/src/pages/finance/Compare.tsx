// Two spans of the same report side by side.
import { Select } from 'antd'
import { useSearchParams } from 'react-router'
import { useT } from '@/i18n'
import { bpPercent, changeBp, fenDiff } from '@/lib/money'
import { Card } from '@/ui/Card'
import { Money } from '@/ui/Money'
import { PlainTable } from '@/ui/PlainTable'
import { monthsBefore, monthsTouched } from './months'

const choices = ['last', 'year'] as const
type Choice = (typeof choices)[number]

export function useCompare(): Choice | undefined {
  const [search] = useSearchParams()
  return choices.find((one) => one === search.get('compare'))
}

/** Where the other span begins: as many months before, or a year before. */
export function compareFrom(choice: Choice | undefined, span: { from: string; to: string } | undefined): { compare_from?: string } {
  if (!choice || !span) return {}
  return { compare_from: monthsBefore(span.from, choice === 'year' ? 12 : monthsTouched(span.from, span.to)) }
}

export function CompareWith() {
  const t = useT()
  const [search, setSearch] = useSearchParams()
  const choose = (value: string | undefined) =>
    setSearch((old) => {
      if (value) old.set('compare', value)
      else old.delete('compare')
      return old
    }, { replace: true })
  return (
    <Select
      aria-label={t('compare.with')} className="kb-filter no-print" allowClear placeholder={t('compare.with')} value={search.get('compare') ?? undefined} onChange={choose}
      options={choices.map((value) => ({ value, label: t(`compare.with.${value}`) }))}
    />
  )
}

export interface Pair { name: string; now_fen: number; was_fen: number | undefined; strong?: boolean }

export function Compared(props: { title: string; now: string; was: string; rows: readonly Pair[] }) {
  const t = useT()
  return (
    <Card title={props.title} pad={false} testid="compared">
      <PlainTable
        label={props.title} rows={props.rows} rowKey={(row) => row.name}
        columns={[
          { key: 'name', title: t('compare.item'), cell: (row) => <span className={row.strong ? 'strong' : ''}>{row.name}</span> },
          { key: 'now', title: props.now, align: 'right', cell: (row) => <Money fen={row.now_fen} strong={row.strong} /> },
          { key: 'was', title: props.was, align: 'right', cell: (row) => <Money fen={row.was_fen} strong={row.strong} /> },
          { key: 'change', title: t('compare.change'), align: 'right', cell: (row) => <Change now_fen={row.now_fen} was_fen={row.was_fen} /> },
        ]}
      />
    </Card>
  )
}

/** The difference with its direction in a sign and a word; the rate where there was something before. */
export function Change({ now_fen, was_fen }: { now_fen: number; was_fen: number | undefined }) {
  const t = useT()
  if (was_fen === undefined) return <>—</>
  const away = fenDiff(now_fen, was_fen)
  const bp = changeBp(now_fen, was_fen)
  if (away === 0) return <span className="muted">{t('compare.same')}</span>
  return (
    <span className="nowrap">
      <span aria-hidden="true">{away > 0 ? '▲' : '▼'}</span><span className="vh">{t(away > 0 ? 'compare.more_than' : 'compare.less_than')}</span> <Money fen={away} />
      {bp !== null && <span className="muted small"> {bpPercent(bp)}</span>}
    </span>
  )
}
