import type { ApiError } from '@/api/client'
import { operations } from '@/api/operations'
import { useI18n } from '@/i18n'
import { Id } from './Id'
import { useAdvice } from './reasons'

interface Props {
  error: ApiError | null | undefined
  again?: () => void
  /** in place of the page's content instead of a strip above it */
  page?: boolean
}

/** Said once, by the dialog that asks for the password, and not by every part of the page. */
function isSignedOut(error: ApiError): boolean {
  return error.status === 401 && error.body.reason === 'session.none'
}

/** An error as its sentence, what to do, and what support needs. It stays until the cause is gone. */
export function ErrorView({ error, again, page }: Props) {
  const { t, lang } = useI18n()
  const told = useAdvice(error ?? null)
  if (!error || !told || isSignedOut(error)) return null
  const facts = error.body.text && error.body.text !== told.title ? error.body.text : ''
  return (
    <div className={page ? 'kb-error kb-error-page' : 'kb-error'} role="alert" data-testid="error">
      <span className="kb-error-mark" aria-hidden="true">!</span>
      <div className="grow stack tight">
        <p className="strong">{told.title}</p>
        {told.advice && <p>{told.advice}</p>}
        {error.status === 403 && <WhoMay lang={lang} reason={error.body.text} />}
        <details className="small">
          <summary>{t('error.details')}</summary>
          <dl className="kb-error-facts">
            <dt>{t('error.reason')}</dt><dd className="mono">{error.body.reason}</dd>
            {error.body.field && (<><dt>{t('error.field')}</dt><dd className="mono">{error.body.field}</dd></>)}
            {facts && (<><dt>{t('error.facts')}</dt><dd>{facts}</dd></>)}
            {error.body.request_id && (<><dt>{t('error.request')}</dt><dd><Id id={error.body.request_id} full /></dd></>)}
          </dl>
        </details>
      </div>
      {again && <button type="button" className="kb-button" onClick={again}>{t('error.again')}</button>}
    </div>
  )
}

function WhoMay(props: { lang: string; reason: string }) {
  const { t } = useI18n()
  const op = Object.keys(operations).find((id) => props.reason.includes(id)) as keyof typeof operations | undefined
  if (!op) return null
  return <p className="small">{t('error.who', { who: operations[op].who.join(props.lang === 'zh' ? '、' : ', ') })}</p>
}
