// The one table for lists: the virtual table inside Ant Design's (fast at 10,000 rows) without what that one
// brings along and no list has - pages, filters in heads, trees of choices: more than all else a list loads.
// Told to screen readers as a table, which its plain divs are not by themselves.
import { VirtualTable } from '@rc-component/table'
import { useLayoutEffect, useRef, useState, type ComponentProps, type ReactNode } from 'react'
import './DataTable.css'

export interface Column<R> {
  key: string
  title: string
  width: number
  align?: 'right'
  /** stays in sight when the table is wider than the page; what acts on a row always does */
  pin?: boolean
  /** takes the room that is left */
  grow?: boolean
  cell: (row: R) => ReactNode
}

export interface DataTableProps<R> {
  label: string
  columns: Column<R>[]
  rows: readonly R[]
  rowKey: (row: R) => string
  open?: (row: R) => void
  height: number
}

const HEADER_PX = 40
/** Its types leave out what it reads. */
const rowHeight: object = { listItemHeight: 37 }

function widths<R>(columns: Column<R>[], room: number): number[] {
  const least = columns.reduce((sum, c) => sum + c.width, 0)
  const growing = columns.filter((c) => c.grow).length
  const extra = growing > 0 && room > least ? Math.floor((room - least) / growing) : 0
  return columns.map((c) => c.width + (c.grow ? extra : 0))
}

const PlainHeader = (props: ComponentProps<'table'>) => <table {...props} role="presentation" />

const role = (name: string, extra: object = {}) => ({ role: name, ...extra }) as object

export default function DataTable<R>(props: DataTableProps<R>) {
  const box = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState(0)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const watch = new ResizeObserver(() => setRoom(element.clientWidth))
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  const sizes = widths(props.columns, room)
  useTableRoles(box, props.label, props.columns.length, props.rows.length)
  const columns = props.columns.map((column, i) => ({
    key: column.key,
    title: column.title,
    width: sizes[i],
    align: column.align,
    ...(column.pin || column.key === 'act' ? { fixed: 'end' as const } : {}),
    ellipsis: true,
    render: (_: unknown, row: R) => column.cell(row),
    onHeaderCell: () => role('columnheader', { 'aria-colindex': i + 1 }),
    onCell: () => role('cell', { 'aria-colindex': i + 1 }),
  }))
  return (
    <div ref={box} className="kb-table">
      {room > 0 && (
        <VirtualTable<R>
          prefixCls="kb-grid"
          columns={columns}
          data={props.rows as R[]}
          rowKey={props.rowKey}
          rowHoverable={false}
          {...rowHeight}
          scroll={{ x: sizes.reduce((sum, w) => sum + w, 0), y: Math.max(props.height - HEADER_PX, 120) }}
          components={{ header: { table: PlainHeader } }}
          emptyText={<span />}
          onHeaderRow={() => role('row', { 'aria-rowindex': 1 })}
          onRow={(row, index) => ({
            ...role('row', { 'aria-rowindex': (index ?? 0) + 2 }),
            ...(props.open ? { className: 'kb-row-open', onClick: () => props.open?.(row) } : {}),
          })}
        />
      )}
    </div>
  )
}

function useTableRoles(box: React.RefObject<HTMLDivElement | null>, label: string, columns: number, rows: number) {
  useLayoutEffect(() => {
    const container = box.current?.querySelector('.kb-grid-container')
    if (!container) return
    container.setAttribute('role', 'table')
    container.setAttribute('aria-label', label)
    container.setAttribute('aria-colcount', String(columns))
    container.setAttribute('aria-rowcount', String(rows + 1))
    for (const element of container.querySelectorAll('thead')) element.setAttribute('role', 'rowgroup')
    container.querySelector('.kb-grid-tbody-virtual-holder-inner')?.setAttribute('role', 'rowgroup')
  })
}
