// One SKU: what it has, how it is bought, and the server's quote with every step of the price.
import { Button, Form, Input, InputNumber, Segmented } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import type { In } from '@/api/client'
import { useRead, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useI18n, useT } from '@/i18n'
import { Card, Facts } from '@/ui/Card'
import { Empty } from '@/ui/Empty'
import { ErrorView } from '@/ui/ErrorView'
import { Bones } from '@/ui/FirstPaint'
import { Money } from '@/ui/Money'
import { CyclePrice, mainPrice, openingText, type CycleWord, type Offer, type OfferKind } from '@/ui/Offer'
import { Page } from '@/ui/Page'
import { PayLack, useLack } from '@/ui/PayOnline'
import { QuotePanel, useFresh, useQuote, type QuoteState } from '@/ui/QuotePanel'
import { useSpec } from '@/ui/schema'

export function Product() {
  const t = useT()
  const { sku = '' } = useParams()
  const { org } = useSession()
  const offers = useRead('shop_list', { skus: sku })
  const offer = offers.data?.items.find((one) => one.sku_id === sku)
  if (offer) return <Configurator offer={offer} />
  return (
    <Page title={t('menu.shop')}>
      <ErrorView error={offers.error} again={() => void offers.refetch()} />
      {offers.isPending
        ? <div className="kb-card"><Bones lines={6} /></div>
        : <div className="kb-card"><Empty text={t('shop.gone')} action={<Link to={`/o/${org.id}/shop`}>{t('shop.other')}</Link>} /></div>}
    </Page>
  )
}

interface Choice { cycle: CycleWord; periods: number; quantity: number; coupon: string; alias: string; ssh_key: string }

const lengths: Record<CycleWord, number[]> = { hour: [1, 24, 72, 120], month: [1, 3, 6, 12], year: [1, 2, 3], once: [1], usage: [1] }

function Configurator({ offer }: { offer: Offer }) {
  const { t, lang } = useI18n()
  const { can } = useSession()
  const spec = useSpec()(offer.kind, offer.spec)
  const first = (mainPrice(offer)?.cycle ?? 'month') as CycleWord
  const [choice, setChoice] = useState<Choice>({ cycle: first, periods: 1, quantity: 1, coupon: '', alias: '', ssh_key: '' })
  const change = (part: Partial<Choice>) => setChoice((old) => ({ ...old, ...part }))
  const input: In<'quotes_create'> = {
    sku_id: offer.sku_id, cycle: choice.cycle, periods: choice.periods, quantity: choice.quantity, ...(choice.coupon ? { coupon: choice.coupon } : {}),
  }
  const quote = useQuote(can('quotes_create') ? input : null)
  return (
    <Page title={offer.name} sub={`${t(`kind.${offer.kind as OfferKind}`)} · ${offer.product}`}>
      <div className="two">
        <div className="stack">
          <Card title={t('shop.spec')}>
            <Facts items={[
              ...spec.map((item) => ({ label: item.label, value: <span className="num">{item.value}</span> })),
              { label: t('shop.opening'), value: openingText(offer, t, lang) },
              { label: t('shop.region'), value: offer.places.map((place) => `${place.region} (${place.free})`).join('、') || '—' },
            ]} />
          </Card>
          <Card title={t('shop.options')}>
            <Options offer={offer} choice={choice} change={change} />
          </Card>
        </div>
        <div className="sticky">
          <QuotePanel state={quote} title={t('quote.title')}>
            <Buy state={quote} choice={choice} offer={offer} />
          </QuotePanel>
        </div>
      </div>
    </Page>
  )
}

function Options(props: { offer: Offer; choice: Choice; change: (part: Partial<Choice>) => void }) {
  const t = useT()
  const { offer, choice, change } = props
  return (
    <Form layout="vertical" component="div">
      <Form.Item label={t('col.cycle')}>
        <div className="kb-scroll-x">
          <Segmented
            aria-label={t('col.cycle')} value={choice.cycle} onChange={(cycle) => change({ cycle, periods: 1 })}
            options={offer.prices.map((price) => ({ value: price.cycle as CycleWord, label: t(`per.${price.cycle as CycleWord}`) }))}
          />
        </div>
        <p className="kb-under"><CyclePrice price={mainPrice(offer, choice.cycle)} unit={offer.unit} /></p>
      </Form.Item>
      {lengths[choice.cycle].length > 1 && (
        <Form.Item label={t('shop.period')} htmlFor="periods">
          <span className="row">
            <Segmented
              aria-label={t('shop.period')} value={choice.periods} onChange={(periods) => change({ periods })}
              options={lengths[choice.cycle].map((n) => ({ value: n, label: t(`n.${choice.cycle as 'month'}`, { n }) }))}
            />
            <InputNumber id="periods" min={1} max={120} precision={0} value={choice.periods} aria-label={t('shop.period')} onChange={(n) => change({ periods: n ?? 1 })} />
          </span>
        </Form.Item>
      )}
      <Form.Item label={t('shop.quantity')} htmlFor="quantity" extra={t('shop.quantity.help', { n: offer.free })}>
        <InputNumber id="quantity" min={1} max={Math.max(1, Math.min(offer.free, 20))} precision={0} value={choice.quantity} onChange={(n) => change({ quantity: n ?? 1 })} />
      </Form.Item>
      <Form.Item label={t('shop.coupon')} htmlFor="coupon" extra={t('shop.coupon.help')}>
        <Input.Search
          id="coupon" className="kb-search mono" maxLength={32} allowClear enterButton={t('shop.coupon.use')}
          onSearch={(code) => change({ coupon: code.trim().toUpperCase() })}
        />
      </Form.Item>
      <Form.Item label={t('shop.alias')} htmlFor="alias" extra={t('shop.alias.help')}>
        <Input id="alias" value={choice.alias} maxLength={40} onChange={(event) => change({ alias: event.target.value })} data-testid="shop.alias" />
      </Form.Item>
      <Form.Item label={t('shop.key')} htmlFor="ssh_key" extra={t('shop.key.help')}>
        <Input.TextArea
          id="ssh_key" rows={3} className="mono" value={choice.ssh_key} maxLength={1000} data-testid="shop.ssh_key"
          onChange={(event) => change({ ssh_key: event.target.value })}
        />
      </Form.Item>
    </Form>
  )
}

function named(choice: Choice) {
  return {
    ...(choice.alias.trim() ? { alias: choice.alias.trim() } : {}),
    ...(choice.ssh_key.trim() ? { ssh_key: choice.ssh_key.trim() } : {}),
  }
}

function Buy({ state, choice, offer }: { state: QuoteState; choice: Choice; offer: Offer }) {
  const t = useT()
  const { can, org } = useSession()
  const navigate = useNavigate()
  const fresh = useFresh(state)
  const { available_fen, lack_fen } = useLack(state.quote?.total_fen)
  const order = useWrite('orders_create')
  const add = useWrite('cart_add')
  const out = offer.free < 1
  const why = !can('orders_create') ? t('buy.role') : out ? t('shop.out') : ''
  const buy = async () => {
    try {
      const made = await order.mutateAsync({ quote_id: state.quote?.id ?? '', ...named(choice) })
      await navigate(`/o/${org.id}/orders/${made.order?.id ?? ''}`)
    } catch {
      // shown below
    }
  }
  const put = async () => {
    try {
      await add.mutateAsync({ sku_id: offer.sku_id, cycle: choice.cycle, periods: choice.periods, quantity: choice.quantity, ...named(choice) })
      await navigate(`/o/${org.id}/cart`)
    } catch {
      // shown below
    }
  }
  return (
    <div className="stack tight">
      {can('balance_get') && (
        <p className="row apart small"><span className="muted">{t('balance.available')}</span><Money fen={available_fen} /></p>
      )}
      <ErrorView error={order.error ?? add.error} />
      <Button type="primary" size="large" block disabled={!fresh || why !== '' || lack_fen > 0} loading={order.isPending} onClick={() => void buy()} data-testid="shop.buy">
        {t('buy.now')}
      </Button>
      {can('cart_add') && (
        <Button size="large" block disabled={out} loading={add.isPending} onClick={() => void put()} data-testid="shop.cart">{t('cart.add')}</Button>
      )}
      {why && <p className="kb-why">{why}</p>}
      {!out && <PayLack quote={state.quote} lack_fen={lack_fen} named={named(choice)} dead={!fresh} />}
      <p className="muted small">{t('buy.note')}</p>
    </div>
  )
}
