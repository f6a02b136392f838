// A budget as money: how much of it is used, how much is promised; and pausing what spends it.
import { Button } from 'antd'
import { useState } from 'react'
import type { ApiError } from '@/api/client'
import { useT } from '@/i18n'
import { fenYuan } from '@/lib/money'
import { ConfirmPlan } from '@/ui/ConfirmPlan'
import { ErrorView } from '@/ui/ErrorView'

export function Budget(props: { of: number; held: number; used: number }) {
  const t = useT()
  const { of, held, used } = props
  if (of === 0) return <span className="muted">{t('budget.none')}</span>
  const text = held > 0 ? t('budget.held', { used: fenYuan(used), of: fenYuan(of), held: fenYuan(held) }) : t('budget.used', { used: fenYuan(used), of: fenYuan(of) })
  return (
    <span className="kb-budget">
      <progress className="kb-meter" max={of} value={used + held} aria-label={text} />
      <span className="small num">{text}</span>
    </span>
  )
}

type State = 'on' | 'paused' | 'ended'

export function Steer(props: { name: string; state: State; busy: boolean; error: ApiError | null; put: (state: State) => Promise<unknown> }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const { state, name } = props
  if (state === 'ended') return <span className="muted">—</span>
  const on = state === 'on'
  const verb = t(on ? 'offer.pause' : 'offer.resume')
  return (
    <span className="row">
      <Button size="small" loading={props.busy} aria-label={`${verb} ${name}`} onClick={() => void props.put(on ? 'paused' : 'on').catch(() => undefined)}>{verb}</Button>
      <Button size="small" danger aria-label={`${t('offer.end')} ${name}`} onClick={() => setOpen(true)}>{t('offer.end')}</Button>
      <ErrorView error={open ? null : props.error} />
      <ConfirmPlan
        open={open} close={() => setOpen(false)} verb={t('offer.end')} name={name} danger effects={[t('offer.end.effect')]}
        busy={props.busy} error={props.error} run={() => props.put('ended')}
      />
    </span>
  )
}
