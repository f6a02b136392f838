// One machine of the customer: what it is, how to get in, until when; terminal, renewal, closing.
import { Button, InputNumber, Modal, Segmented, Switch } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import type { Out } from '@/api/client'
import { useRead, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useI18n, usePick, useT } from '@/i18n'
import { accessOf, wordsOf } from '@/lib/loose'
import { spanText } from '@/lib/time'
import { Card, Facts } from '@/ui/Card'
import { Changes } from '@/ui/Changes'
import { ConfirmPlan } from '@/ui/ConfirmPlan'
import { ErrorView } from '@/ui/ErrorView'
import { FirstPaint } from '@/ui/FirstPaint'
import { FormDialog } from '@/ui/FormDialog'
import { CopyText, Id } from '@/ui/Id'
import { useWord } from '@/ui/JobView'
import { late } from '@/ui/late'
import { Money } from '@/ui/Money'
import { NextList, ObjectPage } from '@/ui/ObjectPage'
import { PayLack, useLack } from '@/ui/PayOnline'
import { PlainTable } from '@/ui/PlainTable'
import { QuotePanel, useFresh, useQuote } from '@/ui/QuotePanel'
import { Reasoned } from '@/ui/Reasoned'
import { StateTag } from '@/ui/StateTag'
import { TerminalPane, type TerminalKind } from '@/ui/TerminalPane'
import { Deadline, Time } from '@/ui/Time'
import { useDialog } from '@/ui/useDialog'

const ChangePlan = late(() => import('./ChangePlan'))

type Full = Out<'resources_get'>
type Body = NonNullable<Full['resource']>

export function Resource() {
  const t = useT()
  const pick = usePick()
  const { id = '' } = useParams()
  const { can, org } = useSession()
  const [terminal, setTerminal] = useState<TerminalKind | null>(null)
  const read = useRead('resources_get', { id })
  const page = read.data
  const resource = page?.resource
  if (!resource) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  const coming = page.next[0]
  const kinds = wordsOf(page.terminals) as TerminalKind[]
  return (
    <ObjectPage
      title={resource.alias}
      id={resource.id}
      tag={<StateTag kind="resource" value={resource.state} />}
      sub={resource.sku}
      actions={<Actions resource={resource} changing={page.changing_order_id !== ''} kinds={kinds} terminal={terminal} show={setTerminal} />}
      strip={{
        now: page.changing_order_id
          ? <Link to={`/o/${org.id}/orders/${page.changing_order_id}`}>{t('resource.now.changing')}</Link>
          : t(`resource.now.${resource.state}`),
        next: coming ? <>{pick(coming.text_zh, coming.text_en)} · <Deadline ms={coming.at_ms} /></> : t('next.none'),
      }}
      above={terminal && kinds.includes(terminal) && (
        <div className="stack tight">
          {kinds.length > 1 && (
            <div>
              <Segmented
                aria-label={t('term.kind')} value={terminal} onChange={(kind) => setTerminal(kind)}
                options={kinds.map((kind) => ({ value: kind, label: t(`term.${kind}`) }))}
              />
            </div>
          )}
          <TerminalPane key={terminal} resource={resource.id} kind={terminal} name={resource.alias} />
        </div>
      )}
      tabs={{
        overview: <Overview page={page} resource={resource} />,
        next: <NextList items={page.next} />,
        history: can('changes_list') && <Changes object="resource" id={resource.id} />,
      }}
    />
  )
}

interface ActionProps {
  resource: Body
  changing: boolean
  kinds: TerminalKind[]
  terminal: TerminalKind | null
  show: (kind: TerminalKind | null) => void
}

function Actions({ resource, changing, kinds, terminal, show }: ActionProps) {
  const t = useT()
  const { can } = useSession()
  const dialog = useDialog<'renew' | 'change' | 'close' | 'rename'>()
  const why = useWhyNot(resource, changing)
  return (
    <>
      {can('terminals_create') && terminal && <Button onClick={() => show(null)}>{t('term.hide')}</Button>}
      {can('terminals_create') && !terminal && (
        <Reasoned type="primary" why={kinds.length === 0 && why.terminal} onClick={() => show(kinds[0] ?? null)} data-testid="resource.terminal">{t('term.enter')}</Reasoned>
      )}
      {can('resources_renew') && (
        <Reasoned why={why.renew} onClick={() => dialog.show('renew')} data-testid="resource.renew">{t('resource.renew')}</Reasoned>
      )}
      {can('quotes_create') && can('orders_create') && (
        <Reasoned why={why.change} onClick={() => dialog.show('change')} data-testid="resource.change">{t('plan.change')}</Reasoned>
      )}
      {can('resources_rename') && <Button onClick={() => dialog.show('rename')}>{t('resource.rename')}</Button>}
      {can('resources_close') && (
        <Reasoned danger why={why.close} onClick={() => dialog.show('close')} data-testid="resource.close">{t('resource.close')}</Reasoned>
      )}
      {dialog.is('renew') && <Renew resource={resource} close={dialog.close} />}
      {dialog.is('change') && <ChangePlan resource={resource} close={dialog.close} />}
      <Rename resource={resource} open={dialog.is('rename')} close={dialog.close} />
      <Close resource={resource} open={dialog.is('close')} close={dialog.close} />
    </>
  )
}

/** Why something cannot be done now; false where it can. */
function useWhyNot(resource: Body, changing: boolean) {
  const t = useT()
  const state = t('why.state', { state: t(`state.resource.${resource.state}`) })
  const among = (...states: string[]) => (changing ? t('why.changing') : !states.includes(resource.state) && state)
  const metered = resource.state === 'active' && !['month', 'year'].includes(resource.cycle)
  return {
    terminal: resource.state === 'active' ? t('resource.noterm') : state,
    renew: among('active', 'suspended'),
    change: metered ? t('plan.period') : among('active'),
    close: among('active', 'suspended', 'failed'),
  }
}

/** Renewal is a quote like buying: the price is the server's, and what is agreed is that quote. */
function Renew(props: { resource: Body; close: () => void }) {
  const t = useT()
  const { org } = useSession()
  const navigate = useNavigate()
  const [periods, setPeriods] = useState(1)
  const quote = useQuote({ resource_id: props.resource.id, periods })
  const fresh = useFresh(quote)
  const { lack_fen } = useLack(quote.quote?.total_fen)
  const renew = useWrite('resources_renew')
  const send = async () => {
    try {
      const made = await renew.mutateAsync({ id: props.resource.id, quote_id: quote.quote?.id ?? '' })
      props.close()
      if (made.order) await navigate(`/o/${org.id}/orders/${made.order.id}`)
    } catch {
      // shown in the dialog
    }
  }
  return (
    <Modal
      open title={`${t('resource.renew')} ${props.resource.alias}`} okText={t('renew.send')} cancelText={t('cancel')} onCancel={props.close}
      onOk={() => void send()} confirmLoading={renew.isPending} okButtonProps={{ disabled: !fresh || lack_fen > 0, 'data-testid': 'renew.send' }}
    >
      <div className="stack">
        <label className="kb-label">
          <span>{t('renew.months')}</span>
          <InputNumber min={1} max={36} precision={0} value={periods} onChange={(n) => setPeriods(n ?? 1)} />
        </label>
        <QuotePanel state={quote} title={t('quote.title')} />
        <PayLack quote={quote.quote} lack_fen={lack_fen} dead={!fresh} />
        <ErrorView error={renew.error} />
      </div>
    </Modal>
  )
}

function Rename(props: { resource: Body; open: boolean; close: () => void }) {
  const t = useT()
  const rename = useWrite('resources_rename')
  return (
    <FormDialog
      open={props.open} close={props.close} title={t('resource.rename')} verb={t('save')} busy={rename.isPending} error={rename.error}
      fields={[{ name: 'alias', label: t('col.alias'), required: true, max: 40, initial: props.resource.alias }]}
      send={(values) => rename.mutateAsync({ id: props.resource.id, alias: String(values['alias']) })}
    />
  )
}

/** What closing gives back is the server's answer of this moment, line by line. */
function Close(props: { resource: Body; open: boolean; close: () => void }) {
  const t = useT()
  const { can } = useSession()
  const close = useWrite('resources_close')
  const { resource } = props
  const refund = useRead('resources_refund', { id: resource.id }, { enabled: props.open && can('resources_refund') })
  return (
    <ConfirmPlan
      open={props.open} close={props.close} verb={t('resource.close')} name={resource.alias} typed={resource.alias} danger
      effects={[
        t('close.effect.off'), t('close.effect.data'), <>{t('close.effect.period')} <Time ms={resource.end_ms} /></>,
        refund.data ? <>{t('close.effect.refund')} <Money fen={refund.data.back_fen} strong /></> : t('close.effect.refund.wait'),
      ]}
      more={refund.data
        ? (
          <PlainTable
            label={t('refund.preview')} rows={refund.data.lines} rowKey={(line) => line.line_id} empty={t('refund.preview.none')}
            columns={[
              { key: 'paid', title: t('refund.paid'), align: 'right', cell: (line) => <Money fen={line.price_fen} /> },
              { key: 'used', title: t('refund.used'), align: 'right', cell: (line) => <Used used_s={line.used_s} total_s={line.total_s} /> },
              { key: 'kept', title: t('refund.kept'), align: 'right', cell: (line) => <Money fen={line.kept_fen} /> },
              { key: 'back', title: t('refund.back'), align: 'right', cell: (line) => <Money fen={line.back_fen} strong /> },
            ]}
          />
        )
        : <ErrorView error={refund.error} again={() => void refund.refetch()} />}
      busy={close.isPending} error={close.error}
      run={() => close.mutateAsync({ id: resource.id, confirm: resource.alias })}
    />
  )
}

function Used({ used_s, total_s }: { used_s: number; total_s: number }) {
  const { lang } = useI18n()
  return <span className="num nowrap">{spanText(used_s * 1000, lang)} / {spanText(total_s * 1000, lang)}</span>
}

function AutoRenew({ resource }: { resource: Body }) {
  const t = useT()
  const { can } = useSession()
  const change = useWrite('resources_auto_renew')
  const live = ['active', 'suspended', 'opening'].includes(resource.state)
  if (!can('resources_auto_renew') || !live) return <>{t(resource.auto_renew ? 'resource.auto.on' : 'resource.auto.off')}</>
  return (
    <span className="stack tight">
      <span className="row">
        <Switch checked={resource.auto_renew} loading={change.isPending} aria-label={t('resource.auto')} onChange={(on) => change.mutate({ id: resource.id, on })} data-testid="resource.auto" />
        <span>{t(resource.auto_renew ? 'resource.auto.on' : 'resource.auto.off')}</span>
      </span>
      <span className="muted small">{t('resource.auto.help')}</span>
      <ErrorView error={change.error} />
    </span>
  )
}

function Overview({ page, resource }: { page: Full; resource: Body }) {
  const t = useT()
  const word = useWord()
  const access = accessOf(page.access?.access)
  return (
    <div className="grid fit">
      <Card title={t('resource.facts')}>
        <Facts items={[
          { label: t('col.product'), value: resource.sku },
          { label: t('col.kind'), value: word('kind', resource.kind) },
          { label: t('resource.start'), value: <Time ms={resource.start_ms} /> },
          { label: t('col.expires'), value: <Deadline ms={resource.end_ms} /> },
          { label: t('resource.auto'), value: <AutoRenew resource={resource} /> },
          { label: t('col.created'), value: <Time ms={resource.created_ms} /> },
          { label: t('col.id'), value: <Id id={resource.id} full /> },
        ]} />
      </Card>
      <Card title={t('resource.access')} testid="resource.access">
        {access && resource.state !== 'closed'
          ? (
            <div className="stack">
              <CopyText block label={t('resource.ssh')} text={`ssh -p ${access.port} ${access.user ? `${access.user}@` : ''}${access.host}`} />
              <Facts items={[
                { label: t('col.address'), value: <code>{access.host}:{access.port}</code> },
                access.user !== '' && { label: t('resource.user'), value: <code>{access.user}</code> },
                access.host_key !== '' && { label: t('resource.host_key'), value: <code className="break">{access.host_key}</code>, wide: true },
              ]} />
            </div>
          )
          : <p className="muted">{t(resource.state === 'closed' ? 'resource.access.closed' : 'resource.access.none')}</p>}
      </Card>
    </div>
  )
}
