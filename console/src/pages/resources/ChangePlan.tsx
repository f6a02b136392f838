// Another plan in the place of a machine: chosen from the shop, paid by what the old one gives back.
import { Modal, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { In, Out } from '@/api/client'
import { useRead, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { ErrorView } from '@/ui/ErrorView'
import { CyclePrice, mainPrice, type Offer } from '@/ui/Offer'
import { PayLack, useLack } from '@/ui/PayOnline'
import { QuotePanel, useFresh, useQuote, type QuoteState } from '@/ui/QuotePanel'

type Body = NonNullable<Out<'resources_get'>['resource']>
type Period = 'month' | 'year'

const periodsOf = (offer: Offer | undefined): Period[] =>
  (['month', 'year'] as const).filter((cycle) => offer?.prices.some((price) => price.cycle === cycle))

/** The period that is wanted, where the plan is sold by it. */
const cycleOf = (offer: Offer, wanted: Period) => periodsOf(offer).find((one) => one === wanted) ?? periodsOf(offer)[0] ?? 'month'

/** Whether the price still counts for what is chosen, and whether the balance pays it. */
function usePayable(quote: QuoteState, chosen: boolean) {
  const ready = useFresh(quote) && chosen
  const { lack_fen } = useLack(quote.quote?.total_fen)
  return { ready, lack_fen, payable: ready && lack_fen === 0 }
}

export default function ChangePlan(props: { resource: Body; close: () => void }) {
  const t = useT()
  const { org } = useSession()
  const navigate = useNavigate()
  const { resource } = props
  const [sku, setSku] = useState('')
  const [wanted, setWanted] = useState<Period>(resource.cycle as Period)
  const shop = useRead('shop_list', { kind: resource.kind } as In<'shop_list'>)
  const offers = (shop.data?.items ?? []).filter((one) => one.sku_id !== resource.sku_id && periodsOf(one).length > 0)
  const chosen = offers.find((one) => one.sku_id === sku)
  const cycles = periodsOf(chosen)
  const cycle = chosen && cycleOf(chosen, wanted)
  const quote = useQuote(chosen && cycle ? { resource_id: resource.id, sku_id: sku, cycle } as In<'quotes_create'> : null)
  const { ready, lack_fen, payable } = usePayable(quote, chosen !== undefined)
  const order = useWrite('orders_create')
  const send = async () => {
    try {
      const made = await order.mutateAsync({ quote_id: quote.quote?.id ?? '' })
      props.close()
      await navigate(`/o/${org.id}/orders/${made.order?.id ?? ''}`)
    } catch {
      // shown in the dialog
    }
  }
  return (
    <Modal
      open title={`${t('plan.change')} ${resource.alias}`} okText={t('plan.send')} cancelText={t('cancel')} onCancel={props.close}
      onOk={() => void send()} confirmLoading={order.isPending} okButtonProps={{ disabled: !payable, 'data-testid': 'plan.send' }}
    >
      <div className="stack">
        <ErrorView error={shop.error} again={() => void shop.refetch()} />
        <label className="kb-label">
          <span>{t('plan.to')}</span>
          <Select
            value={sku || undefined} placeholder={t('plan.choose')} loading={shop.isPending} onChange={setSku} data-testid="plan.sku"
            notFoundContent={t('plan.none')} aria-label={t('plan.to')} virtual={false}
            options={offers.map((one) => ({ value: one.sku_id, label: <span className="row apart">{one.name}<CyclePrice price={mainPrice(one, cycleOf(one, wanted))} /></span>, disabled: one.free === 0 }))}
          />
        </label>
        {cycles.length > 1 && (
          <Segmented
            aria-label={t('col.cycle')} value={cycle ?? wanted} onChange={setWanted}
            options={cycles.map((value) => ({ value, label: t(`per.${value}`) }))}
          />
        )}
        {chosen && <><QuotePanel state={quote} title={t('quote.title')} /><PayLack quote={quote.quote} lack_fen={lack_fen} dead={!ready} /></>}
        <ul className="kb-effects">
          {(['new', 'back', 'old', 'else'] as const).map((one) => <li key={one}>{t(`plan.effect.${one}`)}</li>)}
        </ul>
        <ErrorView error={order.error} again={order.error?.body.reason === 'quote.expired' ? quote.again : undefined} />
      </div>
    </Modal>
  )
}
