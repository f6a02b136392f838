// What a term, a price or a promotion is for: one SKU, one product, one kind, or everything.
import { useT } from '@/i18n'
import type { FieldSpec } from './Fields'
import { useProductNames, useProductOptions, useSkuNames, useSkuOptions } from './names'
import { kinds, type Kind } from './schema'

export interface Scoped { scope: string; sku_id: string; product_id: string; product_kind: string; cycle?: string }

export function useScopeText(): (row: Scoped) => string {
  const t = useT()
  const sku = useSkuNames()
  const product = useProductNames()
  return (row) => {
    const cycle = row.cycle ? ` · ${t(`per.${row.cycle as 'month'}`)}` : ''
    if (row.scope === 'sku') return sku(row.sku_id) + cycle
    if (row.scope === 'product') return product(row.product_id) + cycle
    if (row.scope === 'kind') return t(`kind.${row.product_kind as Kind}`) + cycle
    return t('scope.all') + cycle
  }
}

export function useScopeFields(cycles: readonly ('once' | 'hour' | 'month' | 'year' | 'usage')[]): FieldSpec[] {
  const t = useT()
  const skus = useSkuOptions()
  const products = useProductOptions()
  const is = (scope: string) => (typed: Record<string, unknown>) => typed['scope'] === scope
  return [
    {
      name: 'scope', label: t('scope'), type: 'select', required: true, initial: 'all',
      options: (['all', 'kind', 'product', 'sku'] as const).map((value) => ({ value, label: t(`scope.${value}`) })),
    },
    { name: 'product_kind', label: t('col.kind'), type: 'select', required: true, when: is('kind'), options: kinds.map((value) => ({ value, label: t(`kind.${value}`) })) },
    { name: 'product_id', label: t('col.product'), type: 'select', required: true, when: is('product'), options: products },
    { name: 'sku_id', label: t('col.sku'), type: 'select', required: true, when: is('sku'), options: skus },
    { name: 'cycle', label: t('col.cycle'), type: 'select', options: cycles.map((value) => ({ value, label: t(`per.${value}`) })), help: t('scope.cycle.help') },
  ]
}
