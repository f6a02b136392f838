import { Link } from 'react-router'
import { useList, useRead } from '@/api/hooks'
import { useSession } from '@/app/session'
import { usePick, useT } from '@/i18n'
import { Card } from '@/ui/Card'
import { ErrorView } from '@/ui/ErrorView'
import { Money } from '@/ui/Money'
import { Numbers } from '@/ui/Numbers'
import { Page } from '@/ui/Page'
import { PlainTable } from '@/ui/PlainTable'
import { Time } from '@/ui/Time'

export function Finance() {
  const t = useT()
  return (
    <Page title={t('menu.fin')} sub={t('fin.sub')}>
      <Numbers only={['recharges_waiting', 'customers']} />
      <Balanced />
      <div className="grid fit">
        <Waiting />
        <Latest />
      </div>
    </Page>
  )
}

function Balanced() {
  const t = useT()
  const { org } = useSession()
  const read = useRead('trial_balance_get', {})
  if (!read.data) return <ErrorView error={read.error} again={() => void read.refetch()} />
  const { balanced, total_dr_fen, total_cr_fen, as_of } = read.data
  return (
    <div className={balanced ? 'kb-notice kb-notice-good' : 'kb-error'}>
      <span className="strong">{balanced ? `✓ ${t('tb.balanced')}` : `✕ ${t('tb.unbalanced')}`}</span>
      <span>{t('tb.debit')} <Money fen={total_dr_fen} /> · {t('tb.credit')} <Money fen={total_cr_fen} /></span>
      <span className="small">{t('as_of')} <Time ms={as_of} /></span>
      <span className="grow" />
      <Link to={`/o/${org.id}/fin/trial-balance`}>{t('menu.trial_balance')}</Link>
    </div>
  )
}

function Waiting() {
  const t = useT()
  const { org } = useSession()
  const list = useList('recharges_list', { state: 'waiting' }, { limit: 8 })
  return (
    <Card title={t('fin.waiting')} pad={false} extra={<Link to={`/o/${org.id}/fin/arrivals`}>{t('all')}</Link>}>
      <ErrorView error={list.error} again={list.again} />
      <PlainTable
        label={t('fin.waiting')} rows={list.rows} rowKey={(row) => row.id} empty={t('arrivals.none')}
        columns={[
          { key: 'who', title: t('col.customer'), cell: (row) => row.customer },
          { key: 'sum', title: t('col.amount'), align: 'right', cell: (row) => <Money fen={row.amount_fen} /> },
          { key: 'at', title: t('col.time'), cell: (row) => <Time ms={row.created_ms} />, minor: true },
        ]}
      />
    </Card>
  )
}

function Latest() {
  const t = useT()
  const pick = usePick()
  const { org } = useSession()
  const list = useList('vouchers_list', {}, { limit: 8 })
  return (
    <Card title={t('fin.latest')} pad={false} extra={<Link to={`/o/${org.id}/fin/vouchers`}>{t('all')}</Link>}>
      <ErrorView error={list.error} again={list.again} />
      <PlainTable
        label={t('fin.latest')} rows={list.rows.slice(0, 8)} rowKey={(row) => row.id} empty={t('vouchers.none')}
        columns={[
          { key: 'no', title: t('voucher.no'), cell: (row) => <Link className="num" to={`/o/${org.id}/fin/vouchers/${row.id}`}>{row.no}</Link> },
          { key: 'event', title: t('voucher.event'), cell: (row) => pick(row.event_zh, row.event_en) },
          { key: 'sum', title: t('col.amount'), align: 'right', cell: (row) => <Money fen={row.total_fen} /> },
        ]}
      />
    </Card>
  )
}
