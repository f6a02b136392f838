import { useRouteError } from 'react-router'
import { ApiError } from '@/api/client'
import { useT } from '@/i18n'
import { ErrorView } from '@/ui/ErrorView'

/** A page that does not exist, or one that broke: said in place, with a way out. */
export function RouteError(props: { missing?: boolean }) {
  const t = useT()
  const thrown = useRouteError()
  const reason = props.missing ? 'page.missing' : 'page.broken'
  const error = thrown instanceof ApiError
    ? thrown
    : new ApiError(0, { code: 'internal', reason, field: '', text: thrown instanceof Error ? thrown.message : '', request_id: '' })
  return (
    <div className="kb-page">
      <h1 className="vh">{t('error.title')}</h1>
      <ErrorView error={error} page again={() => location.reload()} />
    </div>
  )
}
