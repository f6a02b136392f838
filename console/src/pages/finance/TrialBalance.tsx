import { Button, Segmented } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { useRead } from '@/api/hooks'
import { useSession } from '@/app/session'
import { usePick, useT } from '@/i18n'
import { fenSum } from '@/lib/money'
import { Card } from '@/ui/Card'
import { ErrorView } from '@/ui/ErrorView'
import { FirstPaint } from '@/ui/FirstPaint'
import { Money } from '@/ui/Money'
import { Page } from '@/ui/Page'
import { PlainTable } from '@/ui/PlainTable'
import { Time } from '@/ui/Time'
import { ExportBook } from './ExportBook'
import { Span, useSpan } from './Span'

const sideOf = (side: string): 'debit' | 'credit' => (side === 'D' ? 'debit' : 'credit')

/** The acting organisation's trial balance; another organisation's is behind the switch in the header. */
export function TrialBalance() {
  const t = useT()
  const { org } = useSession()
  const pick = usePick()
  const [search, setSearch] = useSearchParams()
  const by = search.get('by') === 'subject' ? 'subject' : 'party'
  const span = useSpan()
  const read = useRead('trial_balance_get', { by, ...span }, { keep: true })
  const tb = read.data
  if (!tb) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  const side = (want: 'debit' | 'credit') => fenSum(tb.items.filter((row) => sideOf(row.side) === want).map((row) => row.balance_fen))
  const checks = [
    { key: 'movement', ok: tb.total_dr_fen === tb.total_cr_fen, text: t('tb.check.movement') },
    { key: 'lines', ok: fenSum(tb.items.map((row) => row.dr_fen)) === tb.total_dr_fen && fenSum(tb.items.map((row) => row.cr_fen)) === tb.total_cr_fen, text: t('tb.check.lines') },
    { key: 'opening', ok: tb.opening_balanced, text: t('tb.check.opening') },
    { key: 'closing', ok: tb.closing_balanced && side('debit') === side('credit'), text: t('tb.check.closing') },
  ]
  return (
    <Page
      title={t('menu.trial_balance')} sub={<>{org.name} · {t('as_of')} <Time ms={tb.as_of} /></>}
      mark={<span className={tb.balanced ? 'kb-tag kb-tone-good' : 'kb-tag kb-tone-bad'} data-testid="tb.verdict">{tb.balanced ? `✓ ${t('tb.balanced')}` : `✕ ${t('tb.unbalanced')}`}</span>}
      actions={(
        <>
          <Span />
          <Segmented
            aria-label={t('tb.by')} value={by} onChange={(value) => setSearch({ ...span, by: value }, { replace: true })}
            options={[{ value: 'party', label: t('tb.by.party') }, { value: 'subject', label: t('tb.by.subject') }]}
          />
          <ExportBook />
          <Button onClick={() => window.print()}>{t('print')}</Button>
        </>
      )}
    >
      <ErrorView error={read.error} again={() => void read.refetch()} />
      <Card>
        <ul className="row loose">
          {checks.map((check) => <li key={check.key} className={check.ok ? 'good-text' : 'bad-text strong'}>{check.ok ? '✓' : '✕'} {check.text}</li>)}
        </ul>
      </Card>
      <Card pad={false} testid="tb.table">
        <PlainTable
          label={t('menu.trial_balance')} rows={tb.items} rowKey={(row) => `${row.code}.${row.party}`} empty={t('tb.none')}
          columns={[
            { key: 'code', title: t('tb.code'), cell: (row) => <Link className="num" to={`/o/${org.id}/fin/ledger/${row.code}`}>{row.code}</Link> },
            { key: 'name', title: t('tb.name'), cell: (row) => pick(row.name, row.name_en) },
            { key: 'party', title: t('tb.party'), cell: (row) => row.party_name || '—', minor: true },
            { key: 'side', title: t('tb.side'), cell: (row) => t(sideOf(row.side) === 'debit' ? 'tb.side.debit' : 'tb.side.credit'), minor: true },
            { key: 'opening', title: t('ledger.opening'), align: 'right', cell: (row) => <Money fen={row.opening_fen} />, minor: true },
            { key: 'dr', title: t('tb.debit'), align: 'right', cell: (row) => <Money fen={row.dr_fen} /> },
            { key: 'cr', title: t('tb.credit'), align: 'right', cell: (row) => <Money fen={row.cr_fen} /> },
            { key: 'balance', title: t('tb.balance'), align: 'right', cell: (row) => <Money fen={row.balance_fen} strong /> },
          ]}
          foot={[t('sum'), '', '', '', '', <Money key="dr" fen={tb.total_dr_fen} />, <Money key="cr" fen={tb.total_cr_fen} />, '']}
        />
      </Card>
    </Page>
  )
}
