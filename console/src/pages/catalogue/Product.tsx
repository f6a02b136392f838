// One product with its SKUs: attributes, list prices, and the prices we ask of our own customers.
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Row } from '@/api/client'
import { useList, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { fenOfUfen } from '@/lib/money'
import { Card, Facts } from '@/ui/Card'
import { Changes } from '@/ui/Changes'
import { Empty } from '@/ui/Empty'
import { ErrorView } from '@/ui/ErrorView'
import { FirstPaint } from '@/ui/FirstPaint'
import { late } from '@/ui/late'
import { Money } from '@/ui/Money'
import { ObjectPage } from '@/ui/ObjectPage'
import { PlainTable } from '@/ui/PlainTable'
import { useSpecText } from '@/ui/schema'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'
import { Shown } from './Shown'

const Prices = late(() => import('./Prices'))

type Sku = Row<'skus_list'>

export function ProductPage() {
  const t = useT()
  const { id = '' } = useParams()
  const { can, org } = useSession()
  const list = useList('products_list', {}, { limit: 200 })
  const product = list.rows.find((row) => row.id === id)
  if (!product) {
    if (list.error) return <ErrorView error={list.error} page again={list.again} />
    if (list.pending || list.more) return <FirstPaint />
    return <div className="kb-page"><h1>{t('menu.products')}</h1><div className="kb-card"><Empty text={t('product.gone')} action={<Link to={`/o/${org.id}/products`}>{t('menu.products')}</Link>} /></div></div>
  }
  return (
    <ObjectPage
      title={product.name} id={product.id} tag={<StateTag kind="product" value={product.state} />}
      sub={<>{t(`kind.${product.kind}`)}{org.kind === 'platform' && ` · ${product.supplier || t('product.own')}`}</>}
      actions={<Actions product={product} />}
      strip={{
        now: t(product.state === 'on' ? 'product.now.on' : 'product.now.off'),
        next: t(product.shown ? 'product.next.shown' : 'product.next.hidden'),
      }}
      tabs={{
        overview: <Overview product={product} />,
        history: can('changes_list') && <Changes object="product" id={product.id} />,
      }}
    />
  )
}

function Actions({ product }: { product: Row<'products_list'> }) {
  const t = useT()
  const { can, org } = useSession()
  const change = useWrite('products_state')
  const on = product.state === 'on'
  return (
    <>
      <ErrorView error={change.error} />
      {can('products_state') && <Button loading={change.isPending} onClick={() => change.mutate({ id: product.id, state: on ? 'off' : 'on' })}>{t(on ? 'product.off' : 'product.on')}</Button>}
      {can('skus_create') && <Link className="kb-linkbutton" to={`/o/${org.id}/products/${product.id}/new`} data-testid="skus.new">{t('sku.new')}</Link>}
    </>
  )
}

function Overview({ product }: { product: Row<'products_list'> }) {
  const t = useT()
  const { can } = useSession()
  const spec = useSpecText()
  const skus = useList('skus_list', { product_id: product.id }, { limit: 200 })
  const [priced, price] = useState<Sku | null>(null)
  return (
    <div className="stack">
      <Card>
        <Facts items={[
          { label: t('col.summary'), value: product.summary || '—', wide: true },
          { label: t('product.shown'), value: <Shown product={product} /> },
          { label: t('col.created'), value: <Time ms={product.created_ms} /> },
        ]} />
      </Card>
      <Card title={t('skus')} pad={false}>
        <ErrorView error={skus.error} again={skus.again} />
        <PlainTable
          label={t('skus')} rows={skus.rows} rowKey={(sku) => sku.id} empty={t('skus.none')}
          columns={[
            { key: 'name', title: t('col.sku'), cell: (sku) => <span className="strong">{sku.name}</span> },
            { key: 'state', title: t('col.state'), cell: (sku) => <StateTag kind="product" value={sku.state} /> },
            { key: 'spec', title: t('shop.spec'), cell: (sku) => <span className="small">{spec(sku.kind, sku.spec)}</span>, minor: true },
            { key: 'driver', title: t('sku.how'), cell: (sku) => t(`driver.${sku.driver}`), minor: true },
            {
              key: 'price', title: t('price.list'), align: 'right', cell: (sku) => (sku.prices.length > 0
                ? sku.prices.map((one) => <div key={one.cycle} className="nowrap"><Money fen={fenOfUfen(one.price_ufen)} /><span className="muted small"> / {t(`cycle.${one.cycle}`)}</span></div>)
                : <span className="muted">{t('price.none')}</span>),
            },
            {
              key: 'act', title: t('col.action'), cell: (sku) => (
                <span className="row">
                  {can('skus_prices') && <Button size="small" aria-label={`${t('price.open')} ${sku.name}`} onClick={() => price(sku)} data-testid="sku.prices">{t('price.open')}</Button>}
                  <SkuShelf sku={sku} />
                </span>
              ),
            },
          ]}
        />
      </Card>
      {priced && <Prices key={priced.id} sku={priced} close={() => price(null)} />}
    </div>
  )
}

function SkuShelf({ sku }: { sku: Sku }) {
  const t = useT()
  const { can } = useSession()
  const change = useWrite('skus_state')
  const on = sku.state === 'on'
  if (!can('skus_state')) return null
  return (
    <>
      <Button size="small" loading={change.isPending} aria-label={`${t(on ? 'product.off' : 'product.on')} ${sku.name}`} onClick={() => change.mutate({ id: sku.id, state: on ? 'off' : 'on' })}>
        {t(on ? 'product.off' : 'product.on')}
      </Button>
      <ErrorView error={change.error} />
    </>
  )
}
