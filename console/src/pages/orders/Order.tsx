// One order from payment to the first prompt: a timeline of each line, and the terminal in place.
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Out } from '@/api/client'
import { useRead, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { fenSum } from '@/lib/money'
import { Card } from '@/ui/Card'
import { ConfirmPlan } from '@/ui/ConfirmPlan'
import { ErrorView } from '@/ui/ErrorView'
import { FirstPaint } from '@/ui/FirstPaint'
import { logTone, useWord } from '@/ui/JobView'
import { Money } from '@/ui/Money'
import { ObjectPage } from '@/ui/ObjectPage'
import { usePeriods } from '@/ui/orders'
import { PlainTable } from '@/ui/PlainTable'
import { useReasonText } from '@/ui/reasons'
import { StateTag } from '@/ui/StateTag'
import { orderState } from '@/ui/state'
import { TerminalPane } from '@/ui/TerminalPane'
import { Deadline, Time } from '@/ui/Time'
import { Timeline, type TimelineEntry } from '@/ui/Timeline'
import { useDialog } from '@/ui/useDialog'

type Page = Out<'orders_get'>
type Line = Page['lines'][number]

export function Order() {
  const t = useT()
  const word = useWord()
  const { id = '' } = useParams()
  const read = useRead('orders_get', { id }, { pollMs: 5000 })
  const page = read.data
  const order = page?.order
  if (!order) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  const state = orderState(order)
  const waiting = page.lines.find((line) => line.state === 'held')
  return (
    <ObjectPage
      title={page.lines.map((line) => line.alias || line.sku).join('、')}
      id={order.id}
      tag={<StateTag kind="order" value={state} />}
      sub={<>{word('order.kind', order.kind)} · {t('col.created')} <Time ms={order.created_ms} /> · <Money fen={order.total_fen} /></>}
      actions={<Cancel page={page} />}
      strip={{
        now: <Now page={page} state={state} />,
        next: waiting ? <>{t('order.next.opening')} · {t('order.latest')} <Deadline ms={waiting.deadline_ms} /></> : t(`order.next.${state as 'active'}`),
        why: waiting && <OnDeadline line={waiting} />,
      }}
      tabs={{
        overview: <Overview page={page} />,
        money: <Lines page={page} />,
      }}
    />
  )
}

/** Whatever nobody has begun with can be taken back; whether somebody has, the server knows. */
function Cancel({ page }: { page: Page }) {
  const t = useT()
  const { can } = useSession()
  const dialog = useDialog<'cancel'>()
  const cancel = useWrite('orders_cancel')
  const held = page.lines.filter((line) => line.state === 'held')
  if (!can('orders_cancel') || held.length === 0) return null
  return (
    <>
      <Button danger onClick={() => dialog.show('cancel')} data-testid="order.cancel">{t('order.cancel')}</Button>
      <ConfirmPlan
        open={dialog.is('cancel')} close={dialog.close} verb={t('order.cancel')} name={held.map((line) => line.alias).join('、')} danger
        effects={[<>{t('order.cancel.money')} <Money fen={fenSum(held.map(heldOf))} strong /></>, t('order.cancel.place'), t('order.cancel.begun')]}
        busy={cancel.isPending} error={cancel.error} run={() => cancel.mutateAsync({ id: page.order?.id ?? '' })}
      />
    </>
  )
}

function OnDeadline({ line }: { line: Line }) {
  const t = useT()
  const word = useWord()
  return <>{t('job.on_deadline')}: {word('on_deadline', line.on_deadline)}</>
}

function Now(props: { page: Page; state: string }) {
  const word = useWord()
  const reason = useReasonText()
  const last = props.page.timeline.at(-1)
  const failed = props.page.lines.find((line) => line.state === 'released' && line.reason)
  if (failed) return <>{word('order.now', 'released')} · {reason(failed.reason)}</>
  return <>{word('order.now', props.state)}{last && <> · <Time ms={last.at_ms} /></>}</>
}

/** What is paid of a line: its price less what a coupon bears. */
const paidOf = (line: Line) => fenSum([line.price_fen, -line.coupon_fen])
/** What of that is held: the rest is paid by what it takes the place of. */
const heldOf = (line: Line) => fenSum([paidOf(line), -line.by_refund_fen])

/** The steps an opening passes; those that have not happened are drawn as still to come. */
const road = ['running', 'done'] as const

function useEntries(): (page: Page, line: Line) => TimelineEntry[] {
  const t = useT()
  const word = useWord()
  const reason = useReasonText()
  const step = (text: string) => (text === 'running' || text === 'done' ? t(`opening.${text}`) : word('log', text))
  return (page, line) => {
    const log = page.timeline.filter((entry) => entry.line_id === line.id)
    const out: TimelineEntry[] = [
      { key: 'ordered', at_ms: line.created_ms, tone: 'good', text: t('road.ordered') },
      { key: 'held', at_ms: line.created_ms, tone: 'good', text: <>{t('road.held')} <Money fen={heldOf(line)} /></> },
      ...log.map((entry, i) => ({ key: `log${i}`, at_ms: entry.at_ms, tone: logTone(entry.text), text: step(entry.text) })),
    ]
    if (line.state === 'active') out.push({ key: 'active', at_ms: line.ended_ms, tone: 'good', text: t('road.active'), more: t(line.replaces_id ? 'road.changed' : 'road.charged') })
    if (line.state === 'released')
      out.push({ key: 'released', at_ms: line.ended_ms, tone: 'stopped', text: <>{t('road.released')} <Money fen={heldOf(line)} /></>, more: line.reason && reason(line.reason) })
    if (line.state !== 'held') return out
    const seen = new Set(log.map((entry) => entry.text))
    for (const todo of road.filter((one) => !seen.has(one))) out.push({ key: todo, tone: 'neutral', text: step(todo), future: true })
    return [...out, { key: 'ready', tone: 'neutral', text: t('road.active'), future: true }]
  }
}

function Overview({ page }: { page: Page }) {
  const t = useT()
  const { org } = useSession()
  const entries = useEntries()
  return (
    <div className="stack">
      {page.lines.map((line) => (
        <Card
          key={line.id} testid="order.timeline" extra={<StateTag kind="line" value={line.state} />}
          title={page.lines.length > 1 ? `${t('order.timeline')} · ${line.alias}` : t('order.timeline')}
        >
          <Timeline label={`${t('order.timeline')} ${line.alias}`} entries={entries(page, line)} />
          <Ready line={line} />
          {line.replaces_id && <p><Link to={`/o/${org.id}/resources/${line.replaces_id}`}>{t('order.replaces')}</Link></p>}
        </Card>
      ))}
      <Lines page={page} />
    </div>
  )
}

/** The end of the road: the terminal opens right here. */
function Ready({ line }: { line: Line }) {
  const t = useT()
  const { can, org } = useSession()
  const [shown, show] = useState(false)
  const usable = line.state === 'active' && line.resource_state === 'active'
  const resource = useRead('resources_get', { id: line.resource_id }, { enabled: usable && can('resources_get') })
  if (!line.resource_id || line.state === 'released') return null
  const openable = usable && can('terminals_create') && Array.isArray(resource.data?.terminals) && resource.data.terminals.length > 0
  return (
    <div className="stack order-ready">
      <div className="row loose">
        {openable && (
          <Button type={shown ? 'default' : 'primary'} onClick={() => show(!shown)} data-testid="order.terminal">{shown ? t('term.hide') : t('term.enter')}</Button>
        )}
        <Link to={`/o/${org.id}/resources/${line.resource_id}`}>{t('order.resource')}</Link>
      </div>
      {openable && shown && <TerminalPane resource={line.resource_id} kind="shell" name={line.alias} />}
    </div>
  )
}

function Lines({ page }: { page: Page }) {
  const t = useT()
  const periods = usePeriods()
  const { org } = useSession()
  return (
    <Card title={t('order.lines')} pad={false}>
      <PlainTable
        label={t('order.lines')}
        rows={page.lines}
        rowKey={(line) => line.id}
        columns={[
          { key: 'alias', title: t('col.alias'), cell: (line) => (line.resource_id ? <Link to={`/o/${org.id}/resources/${line.resource_id}`}>{line.alias}</Link> : line.alias) },
          { key: 'sku', title: t('col.product'), cell: (line) => line.sku, minor: true },
          { key: 'state', title: t('col.state'), cell: (line) => <StateTag kind="line" value={line.state} /> },
          { key: 'months', title: t('shop.period'), cell: (line) => periods(line.periods, line.cycle), minor: true },
          { key: 'price', title: t('col.price'), align: 'right', cell: (line) => <Money fen={line.price_fen} />, minor: true },
          { key: 'coupon', title: t('quote.coupon'), align: 'right', cell: (line) => (line.coupon_fen > 0 ? <>−<Money fen={line.coupon_fen} /></> : '—'), minor: true },
          ...(page.lines.some((line) => line.by_refund_fen > 0)
            ? [{ key: 'by_refund', title: t('quote.by_refund'), align: 'right' as const, cell: (line: Line) => <>−<Money fen={line.by_refund_fen} /></>, minor: true }]
            : []),
          { key: 'paid', title: t('col.amount'), align: 'right', cell: (line) => <Money fen={heldOf(line)} /> },
        ]}
        foot={[t('sum'), ...Array<string>(page.lines.some((line) => line.by_refund_fen > 0) ? 6 : 5).fill(''), <Money key="sum" fen={fenSum(page.lines.map(heldOf))} />]}
      />
    </Card>
  )
}
