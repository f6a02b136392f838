// The lines of terms: what each is for, and on what terms it is sold.
import type { Out } from '@/api/client'
import { useT } from '@/i18n'
import { bpPercent, fenOfUfen } from '@/lib/money'
import { Money } from '@/ui/Money'
import { PlainTable } from '@/ui/PlainTable'
import { useScopeText } from '@/ui/scope'
import { ToneTag } from '@/ui/StateTag'

export type Item = Out<'agreements_get'>['items'][number]

export function ItemTable({ items }: { items: readonly Item[] }) {
  const t = useT()
  const scope = useScopeText()
  return (
    <PlainTable
      label={t('agreement.items')} rows={items} rowKey={(_, i) => String(i)}
      columns={[
        { key: 'scope', title: t('scope'), cell: (item) => <span className="strong">{scope(item)}</span> },
        { key: 'mode', title: t('mode'), cell: (item) => <ToneTag tone={item.mode === 'excluded' ? 'stopped' : 'neutral'} text={t(`mode.${item.mode}`)} /> },
        { key: 'terms', title: t('mode.terms'), align: 'right', cell: (item) => <Terms item={item} /> },
        { key: 'means', title: t('mode.means'), cell: (item) => <span className="muted small">{t(`mode.${item.mode}.means`)}</span>, minor: true },
      ]}
    />
  )
}

function Terms({ item }: { item: Item }) {
  const t = useT()
  if (item.mode === 'excluded') return <span className="muted">—</span>
  if (item.mode !== 'floor') return <span className="num">{bpPercent(item.rate_bp)}</span>
  return (
    <span className="nowrap">
      <Money fen={fenOfUfen(item.floor_ufen)} />
      {item.cap_ufen > 0 && <span className="muted"> · {t('mode.cap')} <Money fen={fenOfUfen(item.cap_ufen)} /></span>}
    </span>
  )
}
