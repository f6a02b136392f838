// Two to four SKUs side by side: what differs is marked, what is best is said.
import { Switch } from 'antd'
import { useState, type ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useRead } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useI18n } from '@/i18n'
import { Empty } from '@/ui/Empty'
import { ErrorView } from '@/ui/ErrorView'
import { Bones } from '@/ui/FirstPaint'
import { CyclePrice, isKind, openingText, type CycleWord, type Offer } from '@/ui/Offer'
import { Page } from '@/ui/Page'
import { useSpec, useSchemas } from '@/ui/schema'

interface Line { key: string; label: string; group: string; texts: string[]; cells: ReactNode[]; best: number[] }

const cycles: CycleWord[] = ['hour', 'month', 'year', 'once', 'usage']

/** The places of the best value; nowhere when all are alike or nobody has one. */
function bestOf(values: (number | undefined)[], better: '' | 'more' | 'less'): number[] {
  const known = values.filter((value): value is number => value !== undefined)
  if (!better || known.length < 2 || new Set(known).size < 2) return []
  const best = better === 'more' ? Math.max(...known) : Math.min(...known)
  return values.flatMap((value, i) => (value === best ? [i] : []))
}

function useLines(offers: Offer[]): Line[] {
  const { t, lang } = useI18n()
  const spec = useSpec()
  const schemas = useSchemas()
  const plain = (key: string, label: string, group: string, texts: string[], values?: (number | undefined)[], better: '' | 'more' | 'less' = ''): Line =>
    ({ key, label, group, texts, cells: texts, best: values ? bestOf(values, better) : [] })
  const have = offers.map((offer) => new Map(spec(offer.kind, offer.spec).map((item) => [item.key, item])))
  const names = new Map(schemas.filter((one) => offers.some((offer) => offer.kind === one.kind)).flatMap((one) => one.attrs.map((attr) => [attr.name, attr] as const)))
  const attrs = [...names.values()].filter((attr) => have.some((map) => map.has(attr.name)))
  const numberOf = (value: unknown) => (typeof value === 'number' ? value : undefined)
  const priced = cycles.filter((cycle) => offers.some((offer) => offer.prices.some((price) => price.cycle === cycle)))
  return [
    plain('product', t('col.product'), t('compare.what'), offers.map((offer) => offer.product)),
    plain('kind', t('col.kind'), t('compare.what'), offers.map((offer) => (isKind(offer.kind) ? t(`kind.${offer.kind}`) : offer.kind))),
    ...attrs.map((attr) => plain(
      attr.name, lang === 'zh' ? attr.zh : attr.en, t('shop.spec'), have.map((map) => map.get(attr.name)?.value ?? '—'),
      have.map((map) => numberOf(map.get(attr.name)?.raw)), attr.better,
    )),
    plain('performance', t('compare.performance'), t('compare.speed'), offers.map((offer) => Math.round(offer.performance / 1000).toLocaleString('en-US')), offers.map((offer) => offer.performance), 'more'),
    plain('ready', t('shop.opening'), t('compare.speed'), offers.map((offer) => openingText(offer, t, lang)), offers.map((offer) => (offer.automatic ? offer.ready_s : undefined)), 'less'),
    ...priced.map((cycle): Line => {
      const prices = offers.map((offer) => offer.prices.find((price) => price.cycle === cycle))
      return {
        key: `price.${cycle}`, label: t(`per.${cycle}`), group: t('compare.price'), texts: prices.map((price) => String(price?.price_ufen ?? '')),
        cells: prices.map((price, i) => <CyclePrice key={i} price={price} unit={offers[i]?.unit} />), best: bestOf(prices.map((price) => price?.price_ufen), 'less'),
      }
    }),
    plain('place', t('shop.region'), t('compare.place'), offers.map((offer) => offer.places.map((place) => place.region).join('、') || '—')),
    plain('free', t('shop.free'), t('compare.place'), offers.map((offer) => String(offer.free))),
  ]
}

export function Compare() {
  const { t } = useI18n()
  const { org } = useSession()
  const [search, setSearch] = useSearchParams()
  const ids = (search.get('skus') ?? '').split(',').filter((id) => /^sku_\w+$/.test(id)).slice(0, 4)
  const read = useRead('shop_list', { skus: ids.join(',') }, { enabled: ids.length > 0 })
  const found = new Map((read.data?.items ?? []).map((offer) => [offer.sku_id, offer]))
  const offers = ids.flatMap((id) => found.get(id) ?? [])
  const shop = `/o/${org.id}/shop`
  return (
    <Page title={t('compare.title')} actions={<Link to={`${shop}?compare=${ids.join(',')}`}>{t('compare.back')}</Link>}>
      <ErrorView error={read.error} again={() => void read.refetch()} />
      {read.isFetching && offers.length === 0 && <div className="kb-card"><Bones lines={8} /></div>}
      {!read.isFetching && !read.error && offers.length === 0 && <div className="kb-card"><Empty text={t('compare.none')} action={<Link to={shop}>{t('orders.shop')}</Link>} /></div>}
      {offers.length > 0 && <Sheet offers={offers} drop={(id) => setSearch({ skus: ids.filter((one) => one !== id).join(',') }, { replace: true })} />}
    </Page>
  )
}

function Sheet(props: { offers: Offer[]; drop: (id: string) => void }) {
  const { t } = useI18n()
  const { org } = useSession()
  const { offers } = props
  const [only, setOnly] = useState(false)
  const lines = useLines(offers)
  const differs = (line: Line) => new Set(line.texts).size > 1
  const shown = lines.filter((line) => !only || differs(line))
  return (
    <div className="stack">
      <label className="row"><Switch checked={only} onChange={setOnly} aria-label={t('compare.only')} /><span>{t('compare.only')}</span></label>
      <div className="kb-card">
        <div className="kb-plain-wrap" tabIndex={0} role="region" aria-label={t('compare.title')}>
          <table className="kb-plain kb-compare">
            <caption className="vh">{t('compare.title')}</caption>
            <thead>
              <tr>
                <th scope="col"><span className="vh">{t('compare.attribute')}</span></th>
                {offers.map((offer) => (
                  <th key={offer.sku_id} scope="col">
                    <span className="stack tight">
                      <span className="strong kb-compare-name">{offer.name}</span>
                      <span className="row">
                        <Link className="kb-linkbutton" to={`/o/${org.id}/shop/p/${offer.sku_id}`} aria-label={t('shop.choose.name', { name: offer.name })}>{t('shop.choose')}</Link>
                        <button type="button" className="kb-copy-button" onClick={() => props.drop(offer.sku_id)} aria-label={t('compare.drop.name', { name: offer.name })}>{t('compare.drop')}</button>
                      </span>
                    </span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.flatMap((line, i) => [
                ...(line.group !== shown[i - 1]?.group ? [<tr key={`g.${line.group}`} className="kb-compare-group"><th scope="rowgroup" colSpan={offers.length + 1}>{line.group}</th></tr>] : []),
                <tr key={line.key} className={differs(line) ? 'kb-compare-differs' : ''}>
                  <th scope="row">{line.label}{differs(line) && <span className="kb-compare-mark">{t('compare.differs')}</span>}</th>
                  {line.cells.map((cell, k) => (
                    <td key={offers[k]?.sku_id} className="num">{cell}{line.best.includes(k) && <span className="kb-best">{t('compare.best')}</span>}</td>
                  ))}
                </tr>,
              ])}
            </tbody>
          </table>
        </div>
      </div>
      <p className="muted small">{t('compare.note')}</p>
    </div>
  )
}
