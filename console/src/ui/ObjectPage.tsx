// One component for every object: header, the strip now / next / why, and tabs in one order.
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { useT, usePick, type Key } from '@/i18n'
import { Card } from './Card'
import { Id } from './Id'
import { Page } from './Page'
import { Tabs } from './Tabs'
import { Time } from './Time'

export type TabKey = 'overview' | 'next' | 'history' | 'related' | 'money' | 'jobs'
const order: TabKey[] = ['overview', 'next', 'history', 'related', 'money', 'jobs']

interface Props {
  title: string
  id: string
  tag: ReactNode
  sub?: ReactNode
  actions?: ReactNode
  strip: { now: ReactNode; next?: ReactNode; why?: ReactNode }
  above?: ReactNode
  tabs: Partial<Record<TabKey, ReactNode>>
}

export function ObjectPage(props: Props) {
  const t = useT()
  const [search, setSearch] = useSearchParams()
  const shown = order.filter((key) => props.tabs[key] !== undefined && props.tabs[key] !== false)
  const asked = search.get('tab') as TabKey | null
  const active = asked && shown.includes(asked) ? asked : 'overview'
  const choose = (key: string) =>
    setSearch((old) => {
      old.set('tab', key)
      return old
    }, { replace: true })
  return (
    <Page
      title={props.title}
      mark={<>{props.tag}<Id id={props.id} /></>}
      sub={props.sub}
      actions={props.actions}
    >
      <Strip {...props.strip} />
      {props.above}
      {shown.length > 1
        ? <Tabs
            activeKey={active}
            onChange={choose}
            items={shown.map((key) => ({ key, label: t(`tab.${key}` as Key), children: <div className="stack">{props.tabs[key]}</div> }))}
          />
        : props.tabs.overview}
    </Page>
  )
}

export function Strip(props: { now: ReactNode; next?: ReactNode; why?: ReactNode }) {
  const t = useT()
  return (
    <dl className="kb-strip">
      <div><dt>{t('strip.now')}</dt><dd>{props.now}</dd></div>
      {props.next && <div><dt>{t('strip.next')}</dt><dd>{props.next}</dd></div>}
      {props.why && <div><dt>{t('strip.why')}</dt><dd>{props.why}</dd></div>}
    </dl>
  )
}

export interface Coming { at_ms: number; text_zh: string; text_en: string }

/** What will happen, in order of time. */
export function NextList(props: { items: readonly Coming[] }) {
  const t = useT()
  const pick = usePick()
  return (
    <Card>
      {props.items.length === 0
        ? <p className="muted">{t('next.none')}</p>
        : (
          <ol className="kb-timeline">
            {props.items.map((item) => (
              <li key={`${item.at_ms}${item.text_en}`} className="kb-line-future">
                <span className="kb-line-time"><Time ms={item.at_ms} /> <span className="muted small"><Time ms={item.at_ms} relative /></span></span>
                <span>{pick(item.text_zh, item.text_en)}</span>
              </li>
            ))}
          </ol>
        )}
    </Card>
  )
}
