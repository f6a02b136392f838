// /term: terminals of several machines in tabs. Which are open stands in the URL (?r=res_…,res_…).
import { Link, useSearchParams } from 'react-router'
import { useList } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { Empty } from '@/ui/Empty'
import { ErrorView } from '@/ui/ErrorView'
import { Page } from '@/ui/Page'
import { StateTag } from '@/ui/StateTag'
import { Tabs } from '@/ui/Tabs'
import { TerminalPane } from '@/ui/TerminalPane'

export function Terminals() {
  const t = useT()
  const { org } = useSession()
  const [search, setSearch] = useSearchParams()
  const active = useList('resources_list', { state: 'active' })
  const open = (search.get('r') ?? '').split(',').filter(Boolean)
  const shown = search.get('at') ?? open.at(-1) ?? ''
  const rows = active.rows.filter((row) => row.driver !== 'sim')
  const nameOf = (id: string) => active.rows.find((row) => row.id === id)?.alias ?? id
  const go = (ids: string[], at: string) => setSearch(ids.length > 0 ? { r: ids.join(','), at } : {}, { replace: true })
  const close = (id: string) => {
    const left = open.filter((one) => one !== id)
    go(left, shown === id ? (left.at(-1) ?? '') : shown)
  }
  return (
    <Page title={t('menu.term')} fill sub={t('term.sub')}>
      <ErrorView error={active.error} again={active.again} />
      <nav className="row" aria-label={t('term.choose')}>
        {rows.filter((row) => !open.includes(row.id)).map((row) => (
          <button key={row.id} type="button" className="kb-button" onClick={() => go([...open, row.id], row.id)} data-testid="term.open">
            {t('term.open', { name: row.alias })}
          </button>
        ))}
      </nav>
      {open.length === 0 && !active.pending && (
        <div className="kb-card">
          {rows.length > 0
            ? <Empty text={t('term.none')} hint={t('term.none.hint')} />
            : <Empty text={t('term.empty')} action={<Link to={`/o/${org.id}/resources`}>{t('menu.resources')}</Link>} />}
        </div>
      )}
      {open.length > 0 && (
        <Tabs
          type="editable-card" hideAdd activeKey={shown}
          onChange={(at) => go(open, at)}
          onEdit={(key) => typeof key === 'string' && close(key)}
          items={open.map((id) => {
            const row = active.rows.find((one) => one.id === id)
            return {
              key: id,
              label: <span className="row">{nameOf(id)}{row && <StateTag kind="resource" value={row.state} />}</span>,
              children: <TerminalPane resource={id} kind="shell" name={nameOf(id)} full />,
            }
          })}
        />
      )}
    </Page>
  )
}
