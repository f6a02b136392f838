// A technician's work order: where to go, what to type back, and the verdict of the check that an agent
// makes of what was typed. Nobody can end it without that verdict. One column, made for a phone.
import { Button, Form } from 'antd'
import { useEffect, useRef } from 'react'
import { Link, useParams } from 'react-router'
import type { ApiError, In, Out } from '@/api/client'
import { useRead, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useI18n, useT } from '@/i18n'
import { checksOf, recordOf } from '@/lib/loose'
import { Card, Facts } from '@/ui/Card'
import { Changes } from '@/ui/Changes'
import { ConfirmPlan } from '@/ui/ConfirmPlan'
import { ErrorView } from '@/ui/ErrorView'
import { Fields, showAtField, valuesOf, type FieldSpec } from '@/ui/Fields'
import { FirstPaint } from '@/ui/FirstPaint'
import { useWord } from '@/ui/JobView'
import { ObjectPage } from '@/ui/ObjectPage'
import { Reasoned } from '@/ui/Reasoned'
import { useReasonText } from '@/ui/reasons'
import { StateTag } from '@/ui/StateTag'
import { Deadline } from '@/ui/Time'
import { useDialog } from '@/ui/useDialog'

type Full = Out<'work_orders_get'>
type Body = NonNullable<Full['work_order']>
interface Part { page: Full; order: Body }

const isOver = (order: Body) => order.state === 'done' || order.state === 'canceled'

export function WorkOrder() {
  const t = useT()
  const word = useWord()
  const { id = '' } = useParams()
  const { can } = useSession()
  const read = useRead('work_orders_get', { id }, { pollMs: 4000 })
  const page = read.data
  const order = page?.work_order
  if (!order) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  const part = { page, order }
  return (
    <ObjectPage
      title={`${word('work', order.kind)} · ${page.device?.asset_tag ?? ''}`}
      id={order.id}
      tag={<StateTag kind="work" value={order.state} />}
      sub={page.device && [page.device.room, page.device.rack, `U${page.device.u}`].join(' › ')}
      actions={<Actions {...part} />}
      strip={{
        now: word('work.now', order.state),
        next: isOver(order) ? t('next.none') : <>{t('work.due')} <Deadline ms={order.due_ms} /></>,
        why: order.reason !== '' && order.reason,
      }}
      tabs={{
        overview: (
          <div className="stack kb-narrow">
            <Result {...part} />
            {!isOver(order) && can('work_orders_fill') && <Backfill {...part} />}
            <Place {...part} />
          </div>
        ),
        history: can('changes_list') && <Changes object="work_order" id={order.id} />,
      }}
    />
  )
}

function Place({ page, order }: Part) {
  const t = useT()
  const { org, can } = useSession()
  const { device } = page
  return (
    <Card title={t('work.where')}>
      <Facts items={[
        { label: t('col.device'), value: <code>{device?.asset_tag}</code> },
        { label: t('col.serial'), value: <code>{device?.serial || '—'}</code> },
        { label: t('col.model'), value: device?.model },
        { label: t('col.place'), value: device && [device.region, device.room, device.rack, `U${device.u}`].join(' › ') },
        { label: t('col.customer_alias'), value: order.alias || '—' },
        can('jobs_get') && { label: t('col.job'), value: <Link to={`/o/${org.id}/jobs/${order.job_id}`}>{t('job.progress')}</Link> },
      ]} />
    </Card>
  )
}

function Actions({ page, order }: Part) {
  const t = useT()
  const word = useWord()
  const { can } = useSession()
  const accept = useWrite('work_orders_accept')
  const cancel = useWrite('work_orders_cancel')
  const dialog = useDialog<'cancel'>()
  const why = isOver(order) ? t('why.state', { state: word('state.work', order.state) }) : order.kind !== 'open' ? t('work.cancel.must') : ''
  return (
    <>
      {can('work_orders_accept') && order.state === 'open' && (
        <Button type="primary" loading={accept.isPending} onClick={() => accept.mutate({ id: order.id })} data-testid="work.accept">{t('work.accept')}</Button>
      )}
      {can('work_orders_cancel') && <Reasoned danger why={why} onClick={() => dialog.show('cancel')}>{t('work.cancel')}</Reasoned>}
      <ErrorView error={accept.error} />
      <ConfirmPlan
        open={dialog.is('cancel')} close={dialog.close} verb={t('work.cancel')} name={page.device?.asset_tag ?? ''} askReason danger
        effects={[t('work.cancel.effect')]} busy={cancel.isPending} error={cancel.error}
        run={(reason) => cancel.mutateAsync({ id: order.id, reason })}
      />
    </>
  )
}

const typeOf: Record<string, FieldSpec['type']> = { port: 'integer', integer: 'integer', host: 'host' }

/** The form as the server describes it, with what was typed before (never a secret). */
function fieldsOf({ page, order }: Part, lang: string): FieldSpec[] {
  const before = recordOf(order.form)
  return page.fields.map((field) => ({
    name: field.name,
    label: lang === 'zh' ? field.label_zh : field.label_en,
    type: field.secret ? 'secret' : (typeOf[field.type] ?? 'text'),
    required: field.required,
    mono: field.name !== 'note',
    ...(field.type === 'port' ? { min: 1, max: 65535, initial: before['port'] ?? 22 } : { initial: field.secret ? undefined : before[field.name] }),
  }))
}

function Backfill(part: Part) {
  const { t, lang } = useI18n()
  const { order } = part
  const [form] = Form.useForm<Record<string, unknown>>()
  const fill = useWrite('work_orders_fill')
  const fields = fieldsOf(part, lang)
  const why = order.state === 'open' ? t('work.fill.accept') : order.state === 'verifying' ? t('work.fill.verifying') : ''
  const send = async (typed: Record<string, unknown>) => {
    try {
      await fill.mutateAsync({ id: order.id, ...valuesOf(fields, typed) } as In<'work_orders_fill'>)
    } catch (thrown) {
      const { body } = thrown as ApiError
      if (body?.field) showAtField(form, fields, body.field, lang === 'zh' ? (body.text_zh ?? body.text) : body.text)
    }
  }
  return (
    <Card title={t('work.fill')} testid="work.form">
      <Form form={form} layout="vertical" size="large" disabled={why !== ''} onFinish={(typed) => void send(typed)} scrollToFirstError={{ focus: true }}>
        <Fields fields={fields} />
        <div className="stack">
          <ErrorView error={fill.error} />
          <Reasoned type="primary" block htmlType="submit" why={why} loading={fill.isPending} data-testid="work.fill">{t('work.send')}</Reasoned>
        </div>
      </Form>
    </Card>
  )
}

function Result({ order }: Part) {
  const t = useT()
  const word = useWord()
  const reason = useReasonText()
  const checks = checksOf(order.result)
  const top = useRef<HTMLDivElement>(null)
  const before = useRef(order.state)
  useEffect(() => {
    if (before.current !== order.state) top.current?.scrollIntoView({ block: 'center' })
    before.current = order.state
  }, [order.state])
  if (order.state === 'verifying')
    return <div ref={top} className="kb-notice" role="status" data-testid="work.result"><span className="kb-pulse" aria-hidden="true" />{t('work.verifying')}</div>
  if (order.state !== 'done' && order.state !== 'returned') return null
  const { reason: why, host_key: key } = recordOf(order.result)
  return (
    <Card title={t('work.result')} testid="work.result">
      <div className="stack">
        <div ref={top} className={order.state === 'done' ? 'kb-notice kb-notice-good' : 'kb-error'} role="status">
          <span className="strong">{t(order.state === 'done' ? (order.kind === 'open' ? 'work.verified' : 'work.ended') : 'work.returned')}</span>
          {order.state === 'returned' && typeof why === 'string' && <span>{reason(why)}</span>}
          {order.state === 'done' && typeof key === 'string' && key !== '' && <span className="small break">{t('resource.host_key')} <code>{key}</code></span>}
        </div>
        {checks.length > 0 && (
          <ul>
            {checks.map((check) => (
              <li key={check.name} className="kb-check">
                <span className={check.ok ? 'good-text strong' : 'bad-text strong'}><span aria-hidden="true">{check.ok ? '✓' : '✕'}</span><span className="vh">{check.ok ? t('check.pass') : t('check.fail')}</span></span>
                <span className="grow"><span className="strong">{word('check', check.name)}</span> <span className="muted break">{check.text}</span></span>
                {check.ms > 0 && <span className="num muted small">{check.ms} ms</span>}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  )
}
