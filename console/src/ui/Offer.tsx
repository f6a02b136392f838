import { CloudServerOutlined, ClusterOutlined, HddOutlined, LinkOutlined, RobotOutlined } from '@ant-design/icons'
import type { ComponentType, ReactNode } from 'react'
import type { Out } from '@/api/client'
import { useI18n, type Translate } from '@/i18n'
import { fenOfUfen } from '@/lib/money'
import { spanText, type Lang } from '@/lib/time'
import { Money } from './Money'
import { kinds, useSpec, type Kind } from './schema'

export type Offer = Out<'shop_list'>['items'][number]
export type OfferKind = Kind
export type CycleWord = 'once' | 'hour' | 'month' | 'year' | 'usage'

export const kindIcon: Record<OfferKind, ComponentType> = {
  hpc: ClusterOutlined, ai: RobotOutlined, vm: CloudServerOutlined, line: LinkOutlined, device: HddOutlined,
}

/** When it is ready: measured seconds, by itself, or by a technician's hand. */
export function openingText(offer: Offer, t: Translate, lang: Lang): string {
  if (!offer.automatic) return t('shop.manual')
  return offer.ready_s > 0 ? t('shop.ready', { span: spanText(offer.ready_s * 1000, lang) }) : t('shop.automatic')
}

/** What one costs for a cycle; the list price beside it when that is another. */
export function CyclePrice(props: { price: Offer['prices'][number] | undefined; unit?: string }) {
  const { t } = useI18n()
  const { price } = props
  if (!price) return <span className="muted">—</span>
  return (
    <span>
      <span className="kb-offer-price"><Money fen={fenOfUfen(price.price_ufen)} /></span>
      <span className="muted small"> / {price.cycle === 'usage' && props.unit ? props.unit : t(`cycle.${price.cycle as CycleWord}`)}</span>
      {price.list_ufen > price.price_ufen && <s className="muted small kb-was"><span className="vh">{t('shop.list_price')} </span><Money fen={fenOfUfen(price.list_ufen)} /></s>}
    </span>
  )
}

/** The price people look at first: by the month, else the first there is. */
export function mainPrice(offer: Offer, cycle = 'month'): Offer['prices'][number] | undefined {
  return offer.prices.find((one) => one.cycle === cycle) ?? offer.prices.find((one) => one.cycle === 'month') ?? offer.prices[0]
}

export function isKind(word: string): word is Kind {
  return (kinds as readonly string[]).includes(word)
}

/** What is for sale, as a card: what it is, what it has, when it is ready, what it costs. */
export function OfferCard(props: { offer: Offer; action: ReactNode; mark?: ReactNode; cycle?: string }) {
  const { t, lang } = useI18n()
  const { offer } = props
  const spec = useSpec()(offer.kind, offer.spec)
  const kind = offer.kind as OfferKind
  const Icon = kindIcon[kind] ?? CloudServerOutlined
  return (
    <article className="kb-offer" data-testid="shop.offer">
      <div className="row apart top">
        <span className="kb-offer-icon"><Icon aria-hidden /></span>
        <span className="row">{props.mark}<span className="kb-chip">{t(`kind.${kind}`)}</span></span>
      </div>
      <div>
        <h2 className="kb-offer-name">{offer.name}</h2>
        <p className="muted small">{offer.product}</p>
      </div>
      <ul className="kb-offer-spec">
        {spec.slice(0, 6).map((item) => (
          <li key={item.key}><span className="muted">{item.label}</span> <span className="num strong">{item.value}</span></li>
        ))}
      </ul>
      <p className="muted small">
        {[openingText(offer, t, lang), ...offer.places.map((place) => place.region)].join(' · ')}
      </p>
      <div className="kb-offer-foot">
        <CyclePrice price={mainPrice(offer, props.cycle)} unit={offer.unit} />
        {offer.free > 0 ? props.action : <span className="muted small">{t('shop.out')}</span>}
      </div>
    </article>
  )
}
