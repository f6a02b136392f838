// One component for every list: title, filters in the URL, virtual table, cursor paging, CSV by the
// server, and honest states: loading, empty, empty by filter, error over old rows.
import { Button } from 'antd'
import { lazy, Suspense, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { csvOf, type ApiError, type In, type ListOp, type Row } from '@/api/client'
import { useActing } from '@/api/acting'
import { useList } from '@/api/hooks'
import { operations } from '@/api/operations'
import { useI18n } from '@/i18n'
import type { Column, DataTableProps } from './DataTable'
import { Empty } from './Empty'
import { ErrorView } from './ErrorView'
import { Bones } from './FirstPaint'
import { Page } from './Page'
import type { Filter } from './Filters'
import { usePhone } from './usePhone'

const Filters = lazy(() => import('./Filters'))

/** The table's code comes while the rows are on their way. */
const DataTable = lazy(() => import('./DataTable')) as unknown as <R>(props: DataTableProps<R>) => ReactNode

interface Props<O extends ListOp> {
  title: string
  op: O
  columns: Column<Row<O>>[]
  rowKey: (row: Row<O>) => string
  /** where a row leads, below /o/:org */
  rowTo?: (row: Row<O>) => string
  /** filters the route declares: its query parameter and the state table that names its words */
  filters?: Filter[]
  fixed?: Omit<In<O>, 'cursor' | 'limit'>
  sub?: ReactNode
  actions?: ReactNode
  above?: ReactNode
  empty: { text: string; hint?: string; action?: ReactNode }
  /** one row as a card on a phone */
  card?: (row: Row<O>) => ReactNode
}

export function ListPage<O extends ListOp>(props: Props<O>) {
  const { t } = useI18n()
  const [search, setSearch] = useSearchParams()
  const chosen: Record<string, string> = {}
  const searchable = 'text' in operations[props.op].filters
  const dated = 'from_ms' in operations[props.op].filters
  for (const name of [...(props.filters ?? []).map((filter) => filter.name), ...(searchable ? ['text'] : []), ...(dated ? ['from_ms', 'to_ms'] : [])]) {
    const value = search.get(name)
    if (value) chosen[name] = value
  }
  const input = { ...props.fixed, ...chosen } as unknown as Omit<In<O>, 'cursor' | 'limit'>
  const list = useList(props.op, input)
  const filtered = Object.keys(chosen).length > 0
  const choose = (name: string, value: string | undefined) =>
    setSearch((old) => {
      if (value) old.set(name, value)
      else old.delete(name)
      return old
    }, { replace: true })
  return (
    <Page
      title={props.title}
      fill
      sub={props.sub}
      mark={list.asOfMs > 0 && <span className="kb-count num">{list.more ? `${list.rows.length}+` : list.rows.length}</span>}
      actions={<>{props.actions}<Export op={props.op} input={input as Record<string, unknown>} title={props.title} /></>}
    >
      {props.above}
      {(searchable || dated || (props.filters ?? []).length > 0) && (
        <Suspense fallback={<div className="kb-filters kb-filters-wait" aria-busy="true" />}>
          <Filters filters={props.filters ?? []} op={props.op} searchable={searchable} dated={dated} chosen={chosen} choose={choose} />
        </Suspense>
      )}
      <ErrorView error={list.error} again={list.again} />
      <Rows
        {...props}
        list={list}
        none={filtered
          ? <Empty text={t('list.filtered')} action={<Button onClick={() => setSearch({}, { replace: true })}>{t('list.clear')}</Button>} />
          : <Empty {...props.empty} />}
      />
      <Footer list={list} />
    </Page>
  )
}

type Found<O extends ListOp> = ReturnType<typeof useList<O>>

function Rows<O extends ListOp>(props: Props<O> & { list: Found<O>; none: ReactNode }) {
  const navigate = useNavigate()
  const org = useActing()
  const phone = usePhone()
  const [box, height] = useRoomBelow()
  const { list } = props
  const open = props.rowTo && ((row: Row<O>) => void navigate(`/o/${org}/${props.rowTo?.(row)}`))
  const waiting = <div className="kb-table kb-table-wait" aria-busy="true"><Bones lines={8} /></div>
  if (list.pending) return waiting
  if (list.rows.length === 0) return list.error ? null : <div className="kb-card">{props.none}</div>
  if (phone && props.card)
    return <ul className="kb-cards">{list.rows.map((row) => <li key={props.rowKey(row)}>{props.card?.(row)}</li>)}</ul>
  return (
    <div ref={box} className="kb-table-room">
      <Suspense fallback={waiting}>
        <DataTable label={props.title} columns={props.columns} rows={list.rows} rowKey={props.rowKey} open={open} height={height} />
      </Suspense>
    </div>
  )
}

/** The height from here to the foot of the window, so that the page itself does not scroll. */
function useRoomBelow(): [(element: HTMLDivElement | null) => void, number] {
  const [height, setHeight] = useState(480)
  const at = useRef<HTMLDivElement | null>(null)
  useLayoutEffect(() => {
    const measure = () => {
      const top = at.current?.getBoundingClientRect().top
      if (top !== undefined) setHeight(Math.max(window.innerHeight - top - 64, 240))
    }
    measure()
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  })
  return [(element) => void (at.current = element), height]
}

function Footer<O extends ListOp>({ list }: { list: Found<O> }) {
  const { t } = useI18n()
  if (list.rows.length === 0) return null
  return (
    <div className="kb-list-foot row apart">
      <span className="muted small" role="status">
        {list.more ? t('list.loaded', { n: list.rows.length }) : t('list.all', { n: list.rows.length })}
      </span>
      {list.more && <Button size="small" onClick={list.readMore} loading={list.moreBusy}>{t('list.more')}</Button>}
    </div>
  )
}

function Export(props: { op: ListOp; input: Record<string, unknown>; title: string }) {
  const { t } = useI18n()
  const org = useActing()
  const [error, setError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    setError(null)
    try {
      const url = URL.createObjectURL(await csvOf(props.op, props.input, org))
      const link = document.createElement('a')
      link.href = url
      link.download = `${props.title}.csv`
      link.click()
      URL.revokeObjectURL(url)
    } catch (thrown) {
      setError(thrown as ApiError)
    }
    setBusy(false)
  }
  return (
    <>
      <Button onClick={() => void save()} loading={busy}>{t('list.csv')}</Button>
      <ErrorView error={error} />
    </>
  )
}
