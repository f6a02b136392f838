import { useSearchParams } from 'react-router'
import { useT } from '@/i18n'
import { Day } from '@/ui/Day'

/** The days a report is about, from the address. */
export function useSpan(): { from?: string; to?: string } {
  const [search] = useSearchParams()
  const from = search.get('from')
  const to = search.get('to')
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) }
}

export function Span() {
  const t = useT()
  const [search, setSearch] = useSearchParams()
  const set = (name: 'from' | 'to', value: string) =>
    setSearch((old) => {
      if (value) old.set(name, value)
      else old.delete(name)
      return old
    }, { replace: true })
  return (
    <span className="row no-print">
      {(['from', 'to'] as const).map((name) => (
        <label key={name} className="row">
          <span className="muted small">{t(name === 'from' ? 'span.from' : 'span.to')}</span>
          <Day only="days" className="kb-date" aria-label={t(name === 'from' ? 'span.from' : 'span.to')} value={search.get(name) ?? ''} onChange={(day) => set(name, day)} />
        </label>
      ))}
    </span>
  )
}
