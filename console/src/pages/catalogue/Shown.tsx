import { Switch } from 'antd'
import type { Row } from '@/api/client'
import { useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { ErrorView } from '@/ui/ErrorView'

/** Whether our own customers see it. */
export function Shown({ product }: { product: Pick<Row<'products_list'>, 'id' | 'name' | 'shown'> }) {
  const t = useT()
  const { can } = useSession()
  const show = useWrite('products_show')
  if (!can('products_show')) return <>{t(product.shown ? 'yes' : 'no')}</>
  return (
    <span className="row" onClick={(event) => event.stopPropagation()}>
      <Switch
        size="small" checked={product.shown} loading={show.isPending} aria-label={t('product.shown.name', { name: product.name })}
        onChange={(shown) => show.mutate({ id: product.id, shown })}
      />
      <span className="small">{t(product.shown ? 'product.shown.yes' : 'product.shown.no')}</span>
      <ErrorView error={show.error} />
    </span>
  )
}
