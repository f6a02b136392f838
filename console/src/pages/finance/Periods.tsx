// The months of the book: what stands in the way of closing one, and the two people who close or reopen it.
import { Link, useParams } from 'react-router'
import type { Out } from '@/api/client'
import { useRead } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useI18n, usePick, useT } from '@/i18n'
import { Card } from '@/ui/Card'
import { Deed } from '@/ui/Deed'
import { ErrorView } from '@/ui/ErrorView'
import { FirstPaint } from '@/ui/FirstPaint'
import { useStaffNames } from '@/ui/names'
import { Page } from '@/ui/Page'
import { PlainTable } from '@/ui/PlainTable'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'
import { monthText } from './months'

export function Periods() {
  const t = useT()
  const { org } = useSession()
  const person = useStaffNames()
  const read = useRead('periods_list', {})
  if (!read.data) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  return (
    <Page title={t('menu.periods')} sub={t('period.sub')}>
      <Card pad={false} testid="periods">
        <PlainTable
          label={t('menu.periods')} rows={read.data.items} rowKey={(row) => String(row.month)} empty={t('periods.none')}
          columns={[
            { key: 'month', title: t('period.month'), cell: (row) => <Link className="num strong" to={`/o/${org.id}/fin/periods/${row.month}`}>{monthText(row.month)}</Link> },
            { key: 'state', title: t('col.state'), cell: (row) => <StateTag kind="period" value={row.state} /> },
            { key: 'days', title: t('period.days'), minor: true, cell: (row) => <span className="num">{row.first_day} – {row.last_day}</span> },
            { key: 'no', title: t('period.closed_no'), align: 'right', cell: (row) => <span className="num">{row.closed_no || '—'}</span> },
            { key: 'by', title: t('period.asked'), minor: true, cell: (row) => (row.asked_ms ? <>{person(row.asked_by)} <Time ms={row.asked_ms} /></> : '—') },
            { key: 'why', title: t('col.reason'), minor: true, cell: (row) => row.reason || '—' },
          ]}
        />
      </Card>
    </Page>
  )
}

type Check = Out<'periods_get'>['checks'][number]

/** What forbids closing first, then what one should know of, then what is in order. */
function inOrder(checks: readonly Check[]): Check[] {
  const rank = (check: Check) => (check.ok ? 2 : check.blocking ? 0 : 1)
  return [...checks].sort((a, b) => rank(a) - rank(b))
}

export function Period() {
  const t = useT()
  const { has } = useI18n()
  const pick = usePick()
  const { month: asked = '' } = useParams()
  const { org, me } = useSession()
  const read = useRead('periods_get', { month: Number(asked) })
  const period = read.data
  if (!period) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  const { month, state } = period
  const name = monthText(month)
  const own = period.asked_by === me.user.id
  const blocked = period.checks.some((check) => check.blocking && !check.ok)
  const step = (word: string) => {
    const key = `period.step.${word}`
    return has(key) ? t(key) : word
  }
  return (
    <Page
      title={t('period.of', { month: name })} mark={<StateTag kind="period" value={state} />} sub={<span className="num">{period.first_day} – {period.last_day}</span>}
      actions={(
        <>
          <Deed op="periods_close" input={{ month }} verb={t('period.close')} name={name} typed={name} effects={[t('period.close.effect'), t('period.second')]} primary hidden={state !== 'open'} why={blocked && t('period.blocked')} />
          <Deed op="periods_reopen" input={{ month }} verb={t('period.reopen')} name={name} effects={[t('period.reopen.effect'), t('period.second')]} reasonAs="reason" danger hidden={state !== 'closed'} />
          <Deed op="periods_confirm" input={{ month }} verb={t(state === 'closing' ? 'period.confirm.close' : 'period.confirm.reopen')} name={name} effects={[period.reason || t('period.close.effect')]} primary hidden={state !== 'closing' && state !== 'reopening'} why={own && t('period.own')} />
          <Deed op="periods_withdraw" input={{ month }} verb={t('period.withdraw')} name={name} effects={[t('period.withdraw.effect')]} hidden={state !== 'closing' && state !== 'reopening'} />
        </>
      )}
    >
      <Card title={t('period.checks')} pad={false} testid="period.checks">
        <PlainTable
          label={t('period.checks')} rows={inOrder(period.checks)} rowKey={(check) => check.name}
          columns={[
            { key: 'name', title: t('verify.check'), cell: (check) => (check.where ? <Link to={`/o/${org.id}${check.where}`}>{pick(check.title_zh, check.title_en)}</Link> : pick(check.title_zh, check.title_en)) },
            { key: 'ok', title: t('col.verdict'), cell: (check) => <span className={check.ok ? 'good-text' : check.blocking ? 'bad-text strong' : 'strong'}>{check.ok ? `✓ ${t('check.pass')}` : check.blocking ? `✕ ${t('period.blocking')}` : `! ${t('period.warning')}`}</span> },
            { key: 'n', title: t('period.count'), align: 'right', cell: (check) => <span className="num">{check.count || '—'}</span> },
            { key: 'text', title: t('col.detail'), minor: true, cell: (check) => check.text || '—' },
          ]}
        />
      </Card>
      <Card title={t('period.history')} pad={false}>
        <PlainTable
          label={t('period.history')} rows={period.steps} rowKey={(_, i) => String(i)} empty={t('period.history.none')}
          columns={[
            { key: 'at', title: t('col.time'), cell: (row) => <Time ms={row.at_ms} /> },
            { key: 'step', title: t('period.step'), cell: (row) => step(row.step) },
            { key: 'who', title: t('entry.by'), cell: (row) => row.user_name },
            { key: 'why', title: t('col.reason'), cell: (row) => row.reason || '—' },
          ]}
        />
      </Card>
    </Page>
  )
}
