// The one chart: bars and lines over months, days or hours, drawn as SVG in the theme's own colours. Series
// differ by pattern, dash and mark too, not by colour alone; what is not known is a gap; the same figures
// stand in a table below.
import { useId, useState, type ReactNode } from 'react'
import { useT } from '@/i18n'
import { labelled, ticksOf } from '@/lib/ticks'
import { PlainTable } from './PlainTable'

export interface Series {
  key: string
  name: string
  kind: 'bar' | 'line'
  /** one for each place on the axis; null: not known */
  values: readonly (number | null)[]
}

export interface ChartProps {
  label: string
  /** what stands below the axis */
  at: readonly string[]
  /** the heading of that column in the table */
  head: string
  series: readonly Series[]
  /** how the axis is written when this is the most on it */
  axis: (most: number) => { unit: string; text: (value: number) => string }
  text: (value: number) => string
  /** where a place on the axis leads, in the table */
  link?: (i: number, name: string) => ReactNode
  open?: (i: number) => void
  /** the same figures stand in a table beside it already */
  bare?: boolean
}

const HEIGHT = 260
const PAD = { top: 26, right: 10, bottom: 26, left: 62 }
const dashes = ['', '6 4', '2 3']

export function Chart(props: ChartProps) {
  const t = useT()
  const [width, measure] = useWidth()
  return (
    <figure className="kb-chart">
      <Legend series={props.series} />
      <div ref={measure} className="kb-chart-room">{width > 0 && <Drawing {...props} width={width} />}</div>
      {!props.bare && (
        <details className="kb-chart-data">
          <summary>{t('chart.data')}</summary>
          <Figures {...props} />
        </details>
      )}
    </figure>
  )
}

function useWidth(): [number, (element: HTMLElement | null) => (() => void) | undefined] {
  const [width, setWidth] = useState(0)
  const [measure] = useState(() => (element: HTMLElement | null) => {
    if (!element) return undefined
    const seen = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)))
    seen.observe(element)
    return () => seen.disconnect()
  })
  return [width, measure]
}

function Legend({ series }: { series: readonly Series[] }) {
  const hatch = useId()
  return (
    <ul className="kb-chart-legend">
      {series.map((one, n) => (
        <li key={one.key}>
          <svg width="26" height="14" aria-hidden="true" className={`kb-series-${n}`}>
            {one.kind === 'bar'
              ? <><Hatch id={hatch} n={n} /><rect x="6" y="1" width="14" height="12" rx="2" className="kb-chart-bar" {...fillOf(hatch, n)} /></>
              : <><path d="M1 7H25" className="kb-chart-line" strokeDasharray={dashes[n % 3]} /><Mark n={n} x={13} y={7} /></>}
          </svg>
          {one.name}
        </li>
      ))}
    </ul>
  )
}

/** The second and every other series of bars is hatched. */
const hatched = (n: number) => n % 2 === 1
const fillOf = (id: string, n: number) => (hatched(n) ? { fill: `url(#${id}-${n})` } : {})

function Hatch({ id, n }: { id: string; n: number }) {
  if (!hatched(n)) return null
  return (
    <pattern id={`${id}-${n}`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <path d="M0 0V5" className="kb-chart-hatch" />
    </pattern>
  )
}

function Mark({ n, x, y }: { n: number; x: number; y: number }) {
  if (n % 3 === 0) return <circle cx={x} cy={y} r="3" className="kb-chart-mark" />
  if (n % 3 === 1) return <rect x={x - 3} y={y - 3} width="6" height="6" className="kb-chart-mark" />
  return <path d={`M${x} ${y - 4}L${x + 4} ${y}L${x} ${y + 4}L${x - 4} ${y}Z`} className="kb-chart-mark" />
}

function Drawing(props: ChartProps & { width: number }) {
  const t = useT()
  const hatch = useId()
  const { series, at, width } = props
  const known = series.flatMap((one) => one.values.filter((value) => value !== null))
  const ticks = ticksOf(known)
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)]
  const axis = props.axis(Math.max(Math.abs(low), Math.abs(high)))
  const step = (width - PAD.left - PAD.right) / Math.max(1, at.length)
  const y = (value: number) => PAD.top + ((high - value) / (high - low)) * (HEIGHT - PAD.top - PAD.bottom)
  const left = (i: number) => PAD.left + i * step
  const names = labelled(at.length, Math.floor((width - PAD.left) / 76))
  const bars = series.filter((one) => one.kind === 'bar')
  const said = series.map((one) => {
    const values = one.values.filter((value) => value !== null)
    return values.length === 0 ? one.name : t('chart.range', { name: one.name, least: props.text(Math.min(...values)), most: props.text(Math.max(...values)) })
  })
  return (
    <svg width={width} height={HEIGHT} role="img" aria-label={[props.label, ...said].join(t('chart.stop'))}>
      <text x={PAD.left - 8} y="14" textAnchor="end" className="kb-chart-text">{axis.unit}</text>
      {ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${PAD.left} ${y(tick)}H${width - PAD.right}`} className={tick === 0 ? 'kb-chart-zero' : 'kb-chart-grid'} />
          <text x={PAD.left - 8} y={y(tick) + 4} textAnchor="end" className="kb-chart-text">{axis.text(tick)}</text>
        </g>
      ))}
      {at.map((name, i) => names[i] && <text key={name} x={left(i) + (i === at.length - 1 ? step : step / 2)} y={HEIGHT - 8} textAnchor={i === at.length - 1 ? 'end' : 'middle'} className="kb-chart-text">{name}</text>)}
      {series.map((one, n) => (
        <g key={one.key} className={`kb-series-${n}`}>
          {one.kind === 'bar'
            ? <Bars one={one} n={n} hatch={hatch} place={(i) => barAt(left(i), step, bars.indexOf(one), bars.length)} y={y} />
            : <Line one={one} n={n} x={(i) => left(i) + step / 2} y={y} />}
        </g>
      ))}
      {at.map((name, i) => (
        <rect key={name} x={left(i)} y={PAD.top} width={step} height={HEIGHT - PAD.top - PAD.bottom} className={props.open ? 'kb-chart-hit kb-row-open' : 'kb-chart-hit'} onClick={props.open && (() => props.open?.(i))}>
          <title>{[name, ...series.map((one) => `${one.name} ${shown(props, one.values[i])}`)].join('\n')}</title>
        </rect>
      ))}
    </svg>
  )
}

function shown(props: Pick<ChartProps, 'text'>, value: number | null | undefined): string {
  return value === null || value === undefined ? '—' : props.text(value)
}

/** Bars of one place side by side in the middle of it, never wider than looks well. */
function barAt(left: number, step: number, nth: number, of: number): { x: number; width: number } {
  const width = Math.min(22, Math.max(2, (step * 0.72) / of))
  return { x: left + step / 2 + (nth - of / 2) * width, width: Math.max(1, width - 2) }
}

function Bars(props: { one: Series; n: number; hatch: string; place: (i: number) => { x: number; width: number }; y: (value: number) => number }) {
  const zero = props.y(0)
  return (
    <>
      <Hatch id={props.hatch} n={props.n} />
      {props.one.values.map((value, i) => {
        if (value === null || value === 0) return null
        const top = Math.min(zero, props.y(value))
        return <rect key={i} {...props.place(i)} y={top} height={Math.max(1, Math.abs(props.y(value) - zero))} className="kb-chart-bar" {...fillOf(props.hatch, props.n)} />
      })}
    </>
  )
}

/** Through what is known; a gap where it is not. */
function Line(props: { one: Series; n: number; x: (i: number) => number; y: (value: number) => number }) {
  const points = props.one.values.map((value, i) => (value === null ? null : { x: props.x(i), y: props.y(value) }))
  const path = points.map((point, i) => (point ? `${i > 0 && points[i - 1] ? 'L' : 'M'}${point.x} ${point.y}` : '')).join('')
  return (
    <>
      <path d={path} className="kb-chart-line" strokeDasharray={dashes[props.n % 3]} />
      {points.length <= 40 && points.map((point, i) => point && <Mark key={i} n={props.n} x={point.x} y={point.y} />)}
    </>
  )
}

function Figures(props: ChartProps) {
  const rows = props.at.map((name, i) => ({ name, i }))
  return (
    <PlainTable
      label={props.label} rows={rows} rowKey={(row) => row.name}
      columns={[
        { key: 'at', title: props.head, cell: (row) => (props.link ? props.link(row.i, row.name) : <span className="num">{row.name}</span>) },
        ...props.series.map((one) => ({
          key: one.key, title: one.name, align: 'right' as const, cell: (row: { i: number }) => <span className="num nowrap">{shown(props, one.values[row.i])}</span>,
        })),
      ]}
    />
  )
}
