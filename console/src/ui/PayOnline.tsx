// Paying through a channel: into the balance, or what the balance lacks for a quote. What follows is on the
// payment's own page, which says what the channel says.
import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import type { In, Out } from '@/api/client'
import { useRead, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { usePick, useT } from '@/i18n'
import { fenDiff, fenYuan } from '@/lib/money'
import { Deed } from './Deed'
import { ErrorView } from './ErrorView'
import { Money } from './Money'
import type { Quote } from './QuotePanel'

function useWays() {
  const { can } = useSession()
  return useRead('pay_ways_list', {}, { enabled: can('pay_ways_list') && can('payments_create') })
}

function useOpenPayment(): (made: unknown) => void {
  const { org } = useSession()
  const navigate = useNavigate()
  return (made) => void navigate(`/o/${org.id}/cost/payments/${(made as Out<'payments_create'>).payment?.id ?? ''}`)
}

/** A button that pays into the balance; absent while nobody can pay by a channel. */
export function PayOnline() {
  const t = useT()
  const pick = usePick()
  const ways = useWays().data?.items ?? []
  const open = useOpenPayment()
  return (
    <Deed
      op="payments_create" input={{}} verb={t('payment.new')} name="" primary hidden={ways.length === 0} then={open} lead={<p className="muted">{t('payment.new.lead')}</p>}
      fields={[
        { name: 'channel', label: t('channel'), type: 'select', required: true, initial: ways[0]?.channel, options: ways.map((way) => ({ value: way.channel, label: pick(way.title_zh, way.title_en) })) },
        { name: 'amount_fen', label: t('recharge.amount'), type: 'money', required: true },
      ]}
    />
  )
}

/** What the balance lacks for an amount; 0 while it is not known, and when it pays for it. */
export function useLack(total_fen: number | undefined): { available_fen: number | undefined; lack_fen: number } {
  const { can } = useSession()
  const available_fen = useRead('balance_get', {}, { enabled: can('balance_get') }).data?.available_fen
  if (available_fen === undefined || total_fen === undefined) return { available_fen, lack_fen: 0 }
  return { available_fen, lack_fen: Math.max(0, fenDiff(total_fen, available_fen)) }
}

interface Lack {
  quote: Quote | null
  lack_fen: number
  /** what is bought is to be called, and let in by */
  named?: Pick<In<'payments_create'>, 'alias' | 'ssh_key'>
  dead: boolean
}

/** Below a price that the balance does not pay: the missing part through a channel, or by bank transfer and back here. */
export function PayLack(props: Lack) {
  const { can } = useSession()
  return props.quote && props.lack_fen > 0 && can('orders_create') ? <Lacking {...props} quote={props.quote} /> : null
}

function Lacking({ quote, lack_fen: lack, named, dead }: Lack & { quote: Quote }) {
  const t = useT()
  const pick = usePick()
  const { org, can } = useSession()
  const read = useWays()
  const pay = useWrite('payments_create')
  const open = useOpenPayment()
  const begin = async (channel: string) => {
    try {
      open(await pay.mutateAsync({ channel, quote_id: quote.id, ...named }))
    } catch {
      // shown below
    }
  }
  const back = `${location.pathname}${location.search}`.replace(`/o/${org.id}/`, '')
  const ways = read.data?.items ?? []
  return (
    <div className="stack tight">
      <p className="kb-why">{t('payshort.lack')} <Money fen={lack} strong /></p>
      {ways.map((way, i) => (
        <Button key={way.channel} block type={i === 0 ? 'primary' : 'default'} size="large" className="kb-wrap" disabled={dead} loading={pay.isPending} onClick={() => void begin(way.channel)} data-testid="pay.channel">
          {t('payshort.channel', { channel: pick(way.title_zh, way.title_en), sum: fenYuan(lack) })}
        </Button>
      ))}
      <ErrorView error={pay.error ?? read.error} />
      {ways.length > 0 && <p className="muted small">{t('payshort.note')}</p>}
      {can('recharges_create') && <p className="small"><Link to={`/o/${org.id}/cost?recharge=${lack}&back=${encodeURIComponent(back)}`}>{t('payshort.recharge')}</Link></p>}
    </div>
  )
}
