// Reports over two years and a month of use: a new world's books begin today, so charts and comparisons of
// spans are looked at here.
import { id } from './ids.mjs'
import { DAY, HOUR } from './world.mjs'

const pad = (n) => String(n).padStart(2, '0')
const now = new Date()
const indexOf = (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
const here = now.getUTCFullYear() * 12 + now.getUTCMonth()
const monthOf = (index) => Math.floor(index / 12) * 100 + (index % 12) + 1
const dayOf = (index, day) => `${Math.floor(index / 12)}-${pad((index % 12) + 1)}-${pad(day)}`
const lastOf = (index) => dayOf(index, new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate())
const FIRST = here - 23

/** A business that grows, with a season and one bad month. */
function figures(index) {
  const n = index - FIRST
  if (n < 0) return { revenue_fen: 0, cost_fen: 0, gross_fen: 0, expense_fen: 0, profit_fen: 0 }
  const revenue_fen = Math.round(8_200_000 + n * 610_000 + 1_900_000 * Math.sin(n / 2))
  const cost_fen = Math.round(revenue_fen * (n === 15 ? 0.92 : 0.7))
  const expense_fen = 1_450_000 + n * 20_000 + (n === 15 ? 900_000 : 0)
  return { revenue_fen, cost_fen, gross_fen: revenue_fen - cost_fen, expense_fen, profit_fen: revenue_fen - cost_fen - expense_fen }
}

const cashAt = (index) => 30_000_000 + (index - FIRST) * 1_150_000 - (index % 5 === 2 ? 6_400_000 : 0)

function series(c, input) {
  const months = Number(input.months ?? 12)
  const rows = Array.from({ length: months }, (_, i) => here - months + 1 + i)
  return { items: rows.map((index) => ({ month: monthOf(index), ...figures(index), cash_fen: index < FIRST ? 0 : cashAt(index), deposits_fen: index < FIRST ? 0 : Math.round(cashAt(index) * 0.62) })) }
}

const products = ['星图智算云', '弹性云主机', '云间专线'].map((name) => ({ id: id('row'), product_id: id('prd'), name }))
const shares = [0.6, 0.3, 0.1]

function spanOf(input) {
  const from = input.from ?? dayOf(here, 1)
  const to = input.to ?? now.toISOString().slice(0, 10)
  const indexes = Array.from({ length: indexOf(to) - indexOf(from) + 1 }, (_, i) => indexOf(from) + i)
  const shift = input.compare_from ? indexOf(from) - indexOf(input.compare_from) : 0
  const compared = shift ? { compare_from: dayOf(indexOf(from) - shift, 1), compare_to: lastOf(indexOf(to) - shift) } : { compare_from: '', compare_to: '' }
  return { from, to, indexes, shift, compared }
}

const sumOf = (indexes, name) => indexes.reduce((sum, index) => sum + figures(index)[name], 0)
const names = ['revenue_fen', 'cost_fen', 'gross_fen', 'expense_fen', 'profit_fen']

function profit(c, input) {
  const { from, to, indexes, shift, compared } = spanOf(input)
  const part = (index, share, before) => Object.fromEntries(names.map((name) => [`${before ? 'was_' : ''}${name}`, before && !shift ? 0 : Math.round(figures(index)[name] * share)]))
  return {
    from, to, ...compared, values: products.length, ...Object.fromEntries(names.map((name) => [name, sumOf(indexes, name)])),
    was_profit_fen: shift ? sumOf(indexes.map((index) => index - shift), 'profit_fen') : 0,
    items: products.flatMap((product, i) => indexes.map((index) => ({ ...product, org_id: '', sku_id: '', department_id: '', staff_id: '', subject: '', month: monthOf(index), ...part(index, shares[i], false), ...part(index - shift, shares[i], true) }))),
    next: '',
  }
}

const flows = [['2203.01', '客户预存款', 'Customer deposits', 0.8, 0.1], ['6401', '采购成本', 'Cost of resources', 0, 0.5], ['6602', '管理费用', 'Administrative expense', 0, 0.12]]
  .map(([subject, name, name_en, come, gone]) => ({ id: id('sbj'), activity: 'operating', subject, name, name_en, come, gone }))

function cash(c, input) {
  const { from, to, indexes, shift, compared } = spanOf(input)
  const row = ({ come, gone, ...known }) => {
    const [in_fen, out_fen] = [come, gone].map((share) => Math.round(sumOf(indexes, 'revenue_fen') * share))
    const [was_in_fen, was_out_fen] = [come, gone].map((share) => (shift ? Math.round(sumOf(indexes.map((index) => index - shift), 'revenue_fen') * share) : 0))
    return { ...known, in_fen, out_fen, net_fen: in_fen - out_fen, was_in_fen, was_out_fen, was_net_fen: was_in_fen - was_out_fen }
  }
  const items = flows.map(row)
  const net = (name) => items.reduce((sum, one) => sum + one[name], 0)
  const first = indexes[0] ?? here
  const was = shift ? cashAt(first - shift - 1) : 0
  return {
    from, to, ...compared, opening_fen: cashAt(first - 1), net_fen: net('net_fen'), closing_fen: cashAt(first - 1) + net('net_fen'),
    was_opening_fen: was, was_net_fen: net('was_net_fen'), was_closing_fen: was + net('was_net_fen'), balanced: true, items, next: '',
  }
}

/** A month by days, or a day by hours, with a gap where nothing was reported. */
function usage(c, input) {
  const step = input.by === 'day' ? DAY : HOUR
  const n = input.by === 'day' ? 30 : 24
  const last = Math.floor(Date.now() / step) * step
  const spans = Array.from({ length: n }, (_, i) => ({ i, from_ms: last - (n - 1 - i) * step })).filter(({ i }) => i < n / 2 - 2 || i > n / 2)
    .map(({ i, from_ms }) => {
      const units_milli = Math.round((step / HOUR) * (620 + 410 * Math.sin(i / 2.3)))
      return { from_ms, units_milli, billed_milli: i < n - 2 ? units_milli : 0, unit_ufen: 12_500_000 }
    })
  return { unit: 'hour', units_milli: spans.reduce((sum, span) => sum + span.units_milli, 0), spans }
}

export const reports = {
  series_list: series, profit_list: profit, cash_flow_list: cash, resources_usage: usage, bills_list: () => ({ items: [], next: '' }), pay_ways_list: () => ({ items: [] }),
}
