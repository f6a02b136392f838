// The lines of a draft as rows of fields; each mode asks for its own numbers.
import { Button, Form, Input, Select, type FormRule } from 'antd'
import { useI18n } from '@/i18n'
import { bpOfText, bpPercent, fenOfText, fenOfUfen, fenText } from '@/lib/money'
import { useProductOptions, useSkuOptions, type Option } from '@/ui/names'
import { kinds } from '@/ui/schema'
import type { Item } from './Items'

interface Typed { scope?: string; target?: string; cycle?: string; mode?: string; rate?: string; floor?: string; cap?: string }

/** What the server told, as the fields show it. */
export function typedOf(items: readonly Item[] | undefined): Typed[] {
  if (!items || items.length === 0) return [{ scope: 'all', mode: 'discount', rate: '' }]
  return items.map((item) => ({
    scope: item.scope, target: item.sku_id || item.product_id || item.product_kind || undefined, cycle: item.cycle || undefined, mode: item.mode,
    rate: item.rate_bp > 0 ? bpPercent(item.rate_bp).replace('%', '') : undefined,
    floor: item.floor_ufen > 0 ? fenText(fenOfUfen(item.floor_ufen)) : undefined,
    cap: item.cap_ufen > 0 ? fenText(fenOfUfen(item.cap_ufen)) : undefined,
  }))
}

const targetName: Record<string, string> = { sku: 'sku_id', product: 'product_id', kind: 'product_kind' }

/** What was typed, as the server wants it. */
export function itemsOf(typed: unknown): object[] {
  if (!Array.isArray(typed)) return []
  return (typed as Typed[]).map((row) => {
    const name = targetName[row.scope ?? '']
    const rated = row.mode === 'discount' || row.mode === 'rebate'
    return {
      scope: row.scope, mode: row.mode, ...(name ? { [name]: row.target } : {}), ...(row.cycle ? { cycle: row.cycle } : {}),
      ...(rated ? { rate_bp: bpOfText(row.rate ?? '') ?? 0 } : {}),
      ...(row.mode === 'floor' ? { floor_fen: fenOfText(row.floor ?? '') ?? 0, ...(row.cap ? { cap_fen: fenOfText(row.cap) ?? 0 } : {}) } : {}),
    }
  })
}

export function Lines() {
  const { t } = useI18n()
  const skus = useSkuOptions()
  const products = useProductOptions()
  return (
    <Form.List name="items">
      {(rows, { add, remove }) => (
        <div className="kb-lines">
          {rows.map((row, i) => (
            <fieldset key={row.key} className="kb-lines-row">
              <legend className="vh">{t('agreement.item', { n: i + 1 })}</legend>
              <div className="kb-lines-fields"><Line at={row.name} n={i + 1} skus={skus} products={products} /></div>
              <Button className="kb-lines-drop" disabled={rows.length === 1} onClick={() => remove(row.name)} aria-label={t('agreement.item.drop', { n: i + 1 })}>{t('cart.drop')}</Button>
            </fieldset>
          ))}
          <div><Button onClick={() => add({ scope: 'kind', mode: 'discount' })} data-testid="agreement.item.add">{t('agreement.item.add')}</Button></div>
        </div>
      )}
    </Form.List>
  )
}

function Line(props: { at: number; n: number; skus: Option[]; products: Option[] }) {
  const { t } = useI18n()
  const form = Form.useFormInstance()
  const row = (Form.useWatch(['items', props.at]) ?? {}) as Typed
  const label = (what: string) => `${what} ${props.n}`
  const need = (what: string): FormRule[] => [{ required: true, message: t('field.required', { what }) }]
  const clear = (...names: (keyof Typed)[]) => names.forEach((name) => form.setFieldValue(['items', props.at, name], undefined))
  const targets = row.scope === 'sku' ? props.skus : row.scope === 'product' ? props.products : kinds.map((value) => ({ value: value as string, label: t(`kind.${value}`) }))
  const rated = row.mode === 'discount' || row.mode === 'rebate'
  const rateLabel = t(row.mode === 'rebate' ? 'mode.rebate.rate' : 'mode.discount.rate')
  return (
    <>
      <Form.Item name={[props.at, 'scope']} label={t('scope')}>
        <Select aria-label={label(t('scope'))} onChange={() => clear('target')} options={(['all', 'kind', 'product', 'sku'] as const).map((value) => ({ value, label: t(`scope.${value}`) }))} />
      </Form.Item>
      {row.scope !== 'all' && (
        <Form.Item name={[props.at, 'target']} label={t('scope.target')} rules={need(t('scope.target'))}>
          <Select aria-label={label(t('scope.target'))} options={targets} showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={false} />
        </Form.Item>
      )}
      <Form.Item name={[props.at, 'mode']} label={t('mode')}>
        <Select aria-label={label(t('mode'))} onChange={() => clear('rate', 'floor', 'cap')} options={(['discount', 'rebate', 'floor', 'excluded'] as const).map((value) => ({ value, label: t(`mode.${value}`) }))} data-testid={`items.${props.at}.mode`} />
      </Form.Item>
      {rated && (
        <Form.Item
          name={[props.at, 'rate']} label={rateLabel}
          rules={[...need(rateLabel), { validator: (_, typed: string) => ((bpOfText(typed ?? '') ?? 10_001) <= 10_000 ? Promise.resolve() : Promise.reject(new Error(t('field.percent')))) }]}
        >
          <Input suffix="%" inputMode="decimal" className="num" aria-label={label(rateLabel)} data-testid={`items.${props.at}.rate`} />
        </Form.Item>
      )}
      {row.mode === 'floor' && (
        <>
          <Money at={[props.at, 'floor']} label={t('mode.floor.price')} n={props.n} required />
          <Money at={[props.at, 'cap']} label={t('mode.cap')} n={props.n} />
        </>
      )}
      <Form.Item name={[props.at, 'cycle']} label={t('col.cycle')} rules={row.mode === 'floor' ? need(t('col.cycle')) : []}>
        <Select aria-label={label(t('col.cycle'))} allowClear placeholder={t('list.any')} options={(['month', 'year', 'hour', 'once', 'usage'] as const).map((value) => ({ value, label: t(`per.${value}`) }))} />
      </Form.Item>
      {row.mode && <p className="muted small kb-lines-note">{t(`mode.${row.mode as 'floor'}.means`)}</p>}
    </>
  )
}

function Money(props: { at: (string | number)[]; label: string; n: number; required?: boolean }) {
  const { t } = useI18n()
  const check = (_: unknown, typed: string | undefined) =>
    (!typed && !props.required) || (fenOfText(typed ?? '') ?? 0) > 0 ? Promise.resolve() : Promise.reject(new Error(t('field.money')))
  return (
    <Form.Item name={props.at} label={props.label} rules={[{ validator: check }]}>
      <Input prefix="¥" inputMode="decimal" className="num" aria-label={`${props.label} ${props.n}`} />
    </Form.Item>
  )
}
