import type { ReactNode } from 'react'

export interface PlainColumn<R> {
  key: string
  title: string
  align?: 'right'
  cell: (row: R) => ReactNode
  /** hidden on a phone */
  minor?: boolean
}

/** A short table that is read, printed and copied as a whole. For lists of any length: ListPage. */
export function PlainTable<R>(props: {
  label: string
  columns: PlainColumn<R>[]
  rows: readonly R[]
  rowKey: (row: R, index: number) => string
  foot?: ReactNode[]
  empty?: string
}) {
  const cls = (column: PlainColumn<R>) => `${column.align === 'right' ? 'right' : ''} ${column.minor ? 'kb-minor' : ''}`
  return (
    <div className="kb-plain-wrap" tabIndex={0} role="region" aria-label={props.label}>
      <table className="kb-plain">
        <caption className="vh">{props.label}</caption>
        <thead>
          <tr>{props.columns.map((c) => <th key={c.key} scope="col" className={cls(c)}>{c.title}</th>)}</tr>
        </thead>
        <tbody>
          {props.rows.map((row, i) => (
            <tr key={props.rowKey(row, i)}>
              {props.columns.map((c) => <td key={c.key} className={cls(c)}>{c.cell(row)}</td>)}
            </tr>
          ))}
          {props.rows.length === 0 && props.empty && (
            <tr><td colSpan={props.columns.length} className="muted kb-plain-empty">{props.empty}</td></tr>
          )}
        </tbody>
        {props.foot && (
          <tfoot>
            <tr>{props.foot.map((cell, i) => <td key={i} className={props.columns[i] && cls(props.columns[i])}>{cell}</td>)}</tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}
