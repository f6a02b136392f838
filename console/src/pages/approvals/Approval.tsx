// One approval: exactly what is asked for, its digest, who has agreed and who is next.
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Out } from '@/api/client'
import { useRead, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { usePick, useT } from '@/i18n'
import { pathOfId } from '@/lib/id'
import { recordOf, shownValue } from '@/lib/loose'
import { bpPercent, fenOfUfen } from '@/lib/money'
import { Card, Facts } from '@/ui/Card'
import { ConfirmPlan } from '@/ui/ConfirmPlan'
import { ErrorView } from '@/ui/ErrorView'
import { FirstPaint } from '@/ui/FirstPaint'
import { Id } from '@/ui/Id'
import { useWord } from '@/ui/JobView'
import { Money } from '@/ui/Money'
import { ObjectPage } from '@/ui/ObjectPage'
import { useReasonText } from '@/ui/reasons'
import { StateTag } from '@/ui/StateTag'
import { Deadline, Time } from '@/ui/Time'
import { Timeline, type TimelineEntry } from '@/ui/Timeline'
import { useDialog } from '@/ui/useDialog'

type Page = Out<'approvals_get'>
type Body = NonNullable<Page['approval']>

export function Approval() {
  const t = useT()
  const pick = usePick()
  const word = useWord()
  const { id = '' } = useParams()
  const { org } = useSession()
  const read = useRead('approvals_get', { id })
  const page = read.data
  const approval = page?.approval
  if (!approval) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  const path = pathOfId(approval.object_ref)
  return (
    <ObjectPage
      title={pick(approval.title_zh, approval.title_en)} id={approval.id} tag={<StateTag kind="approval" value={approval.state} />}
      sub={<>{word('flow', approval.kind)} · {t('approval.asker')} {approval.asker} · <Time ms={approval.created_ms} /></>}
      actions={<Decide page={page} approval={approval} />}
      strip={{
        now: approval.by_rule ? t('approval.byrule') : t(`approval.now.${approval.state}`),
        next: approval.state === 'waiting' ? <>{t('approval.next')} <Deadline ms={approval.expires_ms} /></> : undefined,
        why: approval.reason || undefined,
      }}
      tabs={{
        overview: (
          <div className="grid fit">
            <Card title={t('approval.content')}>
              <div className="stack">
                <Facts items={[
                  approval.amount_fen > 0 && { label: t('col.amount'), value: <Money fen={approval.amount_fen} strong /> },
                  ...Object.entries(recordOf(page.payload)).filter(([, value]) => value !== '' && value !== null).map(([name, value]) => ({ label: word('payload', name), value: <Value name={name} value={value} /> })),
                  { label: t('approval.digest'), value: <Id id={approval.digest} full />, wide: true },
                ]} />
                {path && <p><Link to={`/o/${org.id}/${path}`}>{t('approval.object')}</Link></p>}
              </div>
            </Card>
            <Card title={t('approval.levels')}><Levels page={page} /></Card>
          </div>
        ),
      }}
    />
  )
}

/** A value of the content as people read it: money, shares, moments, the rest as it is. */
function Value({ name, value }: { name: string; value: unknown }) {
  if (typeof value === 'number') {
    if (name.endsWith('_fen')) return <Money fen={value} />
    if (name.endsWith('_ufen')) return <Money fen={fenOfUfen(value)} />
    if (name.endsWith('_bp')) return <span className="num">{bpPercent(value)}</span>
    if (name.endsWith('_ms')) return <Time ms={value} />
  }
  return <span className="break">{shownValue(value)}</span>
}

function Levels({ page }: { page: Page }) {
  const t = useT()
  const word = useWord()
  const entries: TimelineEntry[] = page.steps.flatMap((step) => [
    ...page.decisions.filter((one) => one.level === step.level).map((one, i) => ({
      key: `d${step.level}.${i}`, at_ms: one.at_ms, tone: one.agreed ? ('good' as const) : ('bad' as const),
      text: <>{one.name} {t(one.agreed ? 'approval.agreed' : 'approval.refused')}</>, more: one.reason || undefined,
    })),
    ...(step.agreed < step.need ? [{
      key: `s${step.level}`, tone: 'neutral' as const, future: true,
      text: t('approval.step', { n: step.level, who: step.role ? word('role', step.role) : step.people.map((one) => one.name).join('、') }),
      more: t('approval.need', { n: step.need, agreed: step.agreed }),
    }] : []),
  ])
  if (entries.length === 0) return <p className="muted">{t('approval.byrule')}</p>
  return <Timeline label={t('approval.levels')} entries={entries} />
}

function Decide({ page, approval }: { page: Page; approval: Body }) {
  const t = useT()
  const reason = useReasonText()
  const { can, me } = useSession()
  const dialog = useDialog<'agree' | 'reject' | 'withdraw'>()
  const reject = useWrite('approvals_reject')
  const withdraw = useWrite('approvals_withdraw')
  if (approval.state !== 'waiting') return null
  return (
    <>
      {page.may_decide && can('approvals_approve') && <Button type="primary" onClick={() => dialog.show('agree')} data-testid="approval.agree">{t('approval.agree')}</Button>}
      {page.may_decide && can('approvals_reject') && <Button danger onClick={() => dialog.show('reject')} data-testid="approval.reject">{t('approval.reject')}</Button>}
      {approval.asker_id === me.user.id && can('approvals_withdraw') && <Button onClick={() => dialog.show('withdraw')}>{t('approval.withdraw')}</Button>}
      {!page.may_decide && page.why_not && <span className="kb-why">{reason(page.why_not)}</span>}
      {dialog.is('agree') && <Agree approval={approval} close={dialog.close} />}
      <ConfirmPlan
        open={dialog.is('reject')} close={dialog.close} verb={t('approval.reject')} name={approval.title_zh} askReason danger effects={[t('approval.reject.effect')]}
        busy={reject.isPending} error={reject.error} run={(text) => reject.mutateAsync({ id: approval.id, digest: approval.digest, reason: text })}
      />
      <ConfirmPlan
        open={dialog.is('withdraw')} close={dialog.close} verb={t('approval.withdraw')} name={approval.title_zh} effects={[t('approval.withdraw.effect')]}
        busy={withdraw.isPending} error={withdraw.error} run={() => withdraw.mutateAsync({ id: approval.id })}
      />
    </>
  )
}

/** Agreeing is to the content of this digest; if it moved meanwhile the server refuses. */
function Agree({ approval, close }: { approval: Body; close: () => void }) {
  const t = useT()
  const pick = usePick()
  const approve = useWrite('approvals_approve')
  const [note, setNote] = useState('')
  const send = () => approve.mutateAsync({ id: approval.id, digest: approval.digest, ...(note.trim() ? { note: note.trim() } : {}) }).then(close, () => undefined)
  return (
    <Modal open title={t('approval.agree')} okText={t('approval.agree')} cancelText={t('cancel')} confirmLoading={approve.isPending} onOk={() => void send()} onCancel={close} okButtonProps={{ 'data-testid': 'approval.agree.send' }}>
      <div className="stack">
        <p>{pick(approval.title_zh, approval.title_en)}{approval.amount_fen > 0 && <> · <Money fen={approval.amount_fen} strong /></>}</p>
        <p className="small"><span className="muted">{t('approval.digest')}</span> <code className="break">{approval.digest}</code></p>
        <label className="kb-label"><span>{t('note')}</span><Input value={note} maxLength={300} onChange={(event) => setNote(event.target.value)} /></label>
        <ErrorView error={approve.error} />
      </div>
    </Modal>
  )
}
