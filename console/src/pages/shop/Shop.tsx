// What may be bought, found by kind, attributes, place, price and performance; two to four to compare.
import { Button, Checkbox, Input, InputNumber, Segmented, Select } from 'antd'
import { Link, useSearchParams } from 'react-router'
import type { In } from '@/api/client'
import { useRead } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useI18n, useT } from '@/i18n'
import { fenOfText } from '@/lib/money'
import { Empty } from '@/ui/Empty'
import { ErrorView } from '@/ui/ErrorView'
import { Bones } from '@/ui/FirstPaint'
import { OfferCard, type Offer } from '@/ui/Offer'
import { Page } from '@/ui/Page'
import { kinds, useMeasures } from '@/ui/schema'

const COMPARED_MAX = 4
const NEED = 'need.'

interface Wanted { get: (name: string) => string; put: (name: string, value: string) => void; clear: () => void; any: boolean }

function useWanted(): Wanted {
  const [search, setSearch] = useSearchParams()
  return {
    get: (name) => search.get(name) ?? '',
    put: (name, value) =>
      setSearch((old) => {
        if (value) old.set(name, value)
        else old.delete(name)
        if (name === 'kind') for (const key of [...old.keys()]) if (key.startsWith(NEED)) old.delete(key)
        return old
      }, { replace: true }),
    clear: () => setSearch((old) => new URLSearchParams(old.get('compare') ? { compare: old.get('compare') ?? '' } : {}), { replace: true }),
    any: [...search.keys()].some((key) => key !== 'compare' && key !== 'sort'),
  }
}

/** The server's question, from what stands in the address. */
function useQuestion(wanted: Wanted): In<'shop_list'> {
  const measures = useMeasures(wanted.get('kind'))
  const need: Record<string, number> = {}
  for (const attr of measures) {
    const least = Number(wanted.get(NEED + attr.name))
    if (least > 0) need[attr.name] = least
  }
  const most = fenOfText(wanted.get('max'))
  const words = Object.fromEntries(['kind', 'text', 'region', 'cycle', 'sort'].map((name) => [name, wanted.get(name) || undefined]))
  return { ...words, max_fen: most ?? undefined, need: Object.keys(need).length > 0 ? JSON.stringify(need) : undefined } as In<'shop_list'>
}

export function Shop() {
  const t = useT()
  const { org } = useSession()
  const wanted = useWanted()
  const offers = useRead('shop_list', useQuestion(wanted), { keep: true })
  const rows = offers.data?.items ?? []
  const compared = wanted.get('compare').split(',').filter(Boolean)
  const compare = (id: string, on: boolean) =>
    wanted.put('compare', (on ? [...compared, id] : compared.filter((one) => one !== id)).slice(0, COMPARED_MAX).join(','))
  return (
    <Page title={t('menu.shop')} sub={t('shop.sub')}>
      <Filters wanted={wanted} />
      <ErrorView error={offers.error} again={() => void offers.refetch()} />
      {offers.isPending && <div className="kb-card"><Bones lines={6} /></div>}
      {offers.data && rows.length === 0 && (
        <div className="kb-card">
          <Empty text={t(wanted.any ? 'shop.none.filtered' : 'shop.none')} action={wanted.any ? <Button onClick={wanted.clear}>{t('list.clear')}</Button> : undefined} />
        </div>
      )}
      <ul className={offers.isPlaceholderData ? 'kb-offers kb-quote-old' : 'kb-offers'} aria-busy={offers.isPlaceholderData}>
        {rows.map((offer) => (
          <li key={offer.sku_id}>
            <OfferCard
              offer={offer} cycle={wanted.get('cycle')}
              mark={<Compare offer={offer} compared={compared} compare={compare} />}
              action={<Link to={`/o/${org.id}/shop/p/${offer.sku_id}`} className="kb-linkbutton" aria-label={t('shop.choose.name', { name: offer.name })}>{t('shop.choose')}</Link>}
            />
          </li>
        ))}
      </ul>
      {compared.length > 0 && (
        <div className="kb-bar" role="region" aria-label={t('compare')}>
          <span>{t('compare.chosen', { n: compared.length, most: COMPARED_MAX })}</span>
          <span className="grow" />
          <Button onClick={() => wanted.put('compare', '')}>{t('compare.clear')}</Button>
          {compared.length > 1
            ? <Link className="kb-linkbutton" to={`/o/${org.id}/shop/compare?skus=${compared.join(',')}`} data-testid="shop.compare">{t('compare.go')}</Link>
            : <span className="muted small">{t('compare.more')}</span>}
        </div>
      )}
    </Page>
  )
}

function Compare(props: { offer: Offer; compared: string[]; compare: (id: string, on: boolean) => void }) {
  const t = useT()
  const on = props.compared.includes(props.offer.sku_id)
  return (
    <Checkbox
      checked={on} disabled={!on && props.compared.length >= COMPARED_MAX} aria-label={t('compare.name', { name: props.offer.name })}
      onChange={(event) => props.compare(props.offer.sku_id, event.target.checked)}
    >
      {t('compare')}
    </Checkbox>
  )
}

function Filters({ wanted }: { wanted: Wanted }) {
  const { t, lang } = useI18n()
  const kind = wanted.get('kind')
  const measures = useMeasures(kind)
  const everything = useRead('shop_list', { kind: kind || undefined } as In<'shop_list'>)
  const regions = [...new Set((everything.data?.items ?? []).flatMap((offer) => offer.places.map((place) => place.region)))].sort()
  const pick = (name: string, label: string, options: { value: string; label: string }[], all = t('list.any')) => (
    <label className="row">
      <span className="muted small">{label}</span>
      <Select
        aria-label={label} className="kb-filter" popupMatchSelectWidth={false} placeholder={all} allowClear value={wanted.get(name) || undefined}
        options={options} onChange={(value: string | undefined) => wanted.put(name, value ?? '')}
      />
    </label>
  )
  return (
    <div className="stack tight" role="search" aria-label={t('list.filters')}>
      <div className="kb-scroll-x">
        <Segmented
          aria-label={t('shop.kind')} value={kind} onChange={(value) => wanted.put('kind', value)}
          options={[{ value: '', label: t('shop.all') }, ...kinds.map((one) => ({ value: one as string, label: t(`kind.${one}`) }))]}
        />
      </div>
      <div className="kb-filters">
        <Input.Search
          key={wanted.get('text')} className="kb-search" allowClear defaultValue={wanted.get('text')} maxLength={60} placeholder={t('shop.find')} aria-label={t('shop.find')}
          onSearch={(text) => wanted.put('text', text.trim())}
        />
        {pick('region', t('shop.region'), regions.map((value) => ({ value, label: value })))}
        {pick('cycle', t('col.cycle'), (['hour', 'month', 'year', 'once', 'usage'] as const).map((value) => ({ value, label: t(`per.${value}`) })))}
        <label className="row">
          <span className="muted small">{t('shop.max')}</span>
          <Input
            key={wanted.get('max')} className="kb-filter-text num" prefix="¥" inputMode="decimal" defaultValue={wanted.get('max')} aria-label={t('shop.max')}
            onPressEnter={(event) => wanted.put('max', event.currentTarget.value)} onBlur={(event) => wanted.put('max', event.currentTarget.value)}
          />
        </label>
        {pick('sort', t('shop.sort'), (['price', 'performance', 'ready', 'free'] as const).map((value) => ({ value, label: t(`shop.sort.${value}`) })), t('shop.sort.price'))}
        {wanted.any && <Button type="link" size="small" onClick={wanted.clear}>{t('list.clear')}</Button>}
      </div>
      {measures.length > 0 && (
        <div className="kb-filters">
          <span className="muted small">{t('shop.least')}</span>
          {measures.map((attr) => {
            const label = lang === 'zh' ? attr.zh : attr.en
            return (
              <label key={attr.name} className="row">
                <span className="muted small">{label}</span>
                <InputNumber
                  className="kb-least" min={0} max={attr.max} precision={0} aria-label={label} value={Number(wanted.get(NEED + attr.name)) || null} placeholder={t('list.any')}
                  suffix={attr.unit} onChange={(value) => wanted.put(NEED + attr.name, value ? String(value) : '')}
                />
              </label>
            )
          })}
        </div>
      )}
    </div>
  )
}
