import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Out } from '@/api/client'
import { useActing } from '@/api/acting'
import { useRead } from '@/api/hooks'
import { useI18n, type Key } from '@/i18n'
import { fenYuan } from '@/lib/money'
import { ErrorView } from './ErrorView'
import { Time } from './Time'

type Item = Out<'home_get'>['items'][number]

function shown(item: Item): string {
  return item.key.endsWith('_fen') ? fenYuan(item.value) : String(item.value)
}

/** The numbers a role looks at first; each leads to what is behind it. */
export function Numbers(props: { first?: ReactNode; only?: readonly string[] }) {
  const { t, has } = useI18n()
  const org = useActing()
  const home = useRead('home_get', {})
  const items = (home.data?.items ?? []).filter((item) => !props.only || props.only.includes(item.key))
  return (
    <section aria-label={t('numbers')}>
      <ErrorView error={home.error} again={() => void home.refetch()} />
      <ul className="kb-numbers">
        {props.first && <li>{props.first}</li>}
        {items.map((item) => {
          const key = `number.${item.key}`
          return (
            <li key={item.key}>
              <Link to={`/o/${org}/${item.href}`} className="kb-number" data-testid={`number.${item.key}`}>
                <span className="kb-number-name">{has(key) ? t(key as Key) : item.key}</span>
                <span className="kb-number-value num">{shown(item)}</span>
                <span className="muted small">{t('as_of')} <Time ms={home.data?.as_of_ms} /></span>
              </Link>
            </li>
          )
        })}
        {home.isPending && [1, 2, 3].map((n) => <li key={n} className="kb-number kb-number-wait" aria-hidden="true" />)}
      </ul>
    </section>
  )
}
