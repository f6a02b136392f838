import { useT } from '@/i18n'
import { useWord } from './JobView'
import type { Row } from '@/api/client'

type OrderRow = Row<'orders_list'>

/** What an order is, before its lines are read: bought or renewed, and how many. */
export function useOrderTitle(): (order: { kind: string; lines_n: number }) => string {
  const t = useT()
  const word = useWord()
  return (order) => {
    const kind = word('order.kind', order.kind)
    return order.lines_n > 1 ? t('order.title.many', { kind, n: order.lines_n }) : kind
  }
}

/** "3 个月"; by use or once, how many times. */
export function usePeriods(): (periods: number, cycle: string) => string {
  const t = useT()
  return (periods, cycle) =>
    cycle === 'hour' || cycle === 'month' || cycle === 'year' ? t(`n.${cycle}`, { n: periods }) : `${periods} × ${t(`cycle.${cycle as 'once'}`)}`
}

export function orderProgress(order: OrderRow): string {
  return `${order.active_n}/${order.lines_n}`
}
