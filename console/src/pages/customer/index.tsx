// The customer's first page: numbers, what expires, what is being opened, what was told.
import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import { useList, useRead } from '@/api/hooks'
import { useSession } from '@/app/session'
import { usePick, useT } from '@/i18n'
import { Card } from '@/ui/Card'
import { Empty } from '@/ui/Empty'
import { ErrorView } from '@/ui/ErrorView'
import { Money } from '@/ui/Money'
import { Numbers } from '@/ui/Numbers'
import { useOrderTitle } from '@/ui/orders'
import { Page } from '@/ui/Page'
import { PlainTable } from '@/ui/PlainTable'
import { orderState } from '@/ui/state'
import { StateTag } from '@/ui/StateTag'
import { Deadline, Time } from '@/ui/Time'

export function Home() {
  const t = useT()
  const { me, org, can } = useSession()
  const navigate = useNavigate()
  return (
    <Page
      title={t('home.hello', { name: me.user.name })}
      sub={org.name}
      actions={(
        <>
          {can('recharges_create') && <Button onClick={() => void navigate(`/o/${org.id}/cost`)}>{t('recharge.new')}</Button>}
          {can('quotes_create') && <Button type="primary" onClick={() => void navigate(`/o/${org.id}/shop`)}>{t('orders.shop')}</Button>}
        </>
      )}
    >
      <Numbers first={can('balance_get') && <BalanceNumber />} />
      <MyResources />
      <div className="grid fit">
        <MyOrders />
        {can('messages_list') && <MyMessages />}
      </div>
    </Page>
  )
}

function BalanceNumber() {
  const t = useT()
  const { org } = useSession()
  const balance = useRead('balance_get', {})
  return (
    <Link to={`/o/${org.id}/cost`} className="kb-number" data-testid="number.balance">
      <span className="kb-number-name">{t('balance.available')}</span>
      <span className="kb-number-value"><Money fen={balance.data?.available_fen} /></span>
      <span className="muted small">{t('balance.frozen')} <Money fen={balance.data?.frozen_fen} /></span>
    </Link>
  )
}

function MyResources() {
  const t = useT()
  const { org, can } = useSession()
  const list = useList('resources_list', {}, { limit: 20 })
  const rows = list.rows.filter((row) => row.state !== 'closed').slice(0, 6)
  const shop = can('quotes_create') && <Link className="kb-linkbutton" to={`/o/${org.id}/shop`}>{t('orders.shop')}</Link>
  return (
    <Card title={t('menu.resources')} pad={false} extra={<Link to={`/o/${org.id}/resources`}>{t('all')}</Link>}>
      <ErrorView error={list.error} again={list.again} />
      {!list.pending && rows.length === 0
        ? <Empty text={t('resources.none')} hint={t('resources.none.hint')} action={shop} />
        : (
          <PlainTable
            label={t('menu.resources')}
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              { key: 'alias', title: t('col.alias'), cell: (row) => <Link className="strong" to={`/o/${org.id}/resources/${row.id}`}>{row.alias}</Link> },
              { key: 'state', title: t('col.state'), cell: (row) => <StateTag kind="resource" value={row.state} /> },
              { key: 'sku', title: t('col.product'), cell: (row) => row.sku, minor: true },
              { key: 'end', title: t('col.expires'), cell: (row) => <Deadline ms={row.end_ms} />, minor: true },
              {
                key: 'term', title: t('menu.term'), cell: (row) => row.state === 'active' && can('terminals_create')
                  ? <Link to={`/o/${org.id}/term?r=${row.id}`} aria-label={`${t('term.enter')} ${row.alias}`}>{t('term.enter')}</Link>
                  : <span className="muted">—</span>,
              },
            ]}
          />
        )}
    </Card>
  )
}

function MyOrders() {
  const t = useT()
  const title = useOrderTitle()
  const { org } = useSession()
  const list = useList('orders_list', {}, { limit: 5 })
  return (
    <Card title={t('home.orders')} pad={false} extra={<Link to={`/o/${org.id}/orders`}>{t('all')}</Link>}>
      <ErrorView error={list.error} again={list.again} />
      <PlainTable
        label={t('home.orders')}
        rows={list.rows.slice(0, 5)}
        rowKey={(row) => row.id}
        empty={t('orders.none')}
        columns={[
          { key: 'what', title: t('col.content'), cell: (row) => <Link to={`/o/${org.id}/orders/${row.id}`}>{title(row)}</Link> },
          { key: 'state', title: t('col.state'), cell: (row) => <StateTag kind="order" value={orderState(row)} /> },
          { key: 'at', title: t('col.created'), cell: (row) => <Time ms={row.created_ms} />, minor: true },
        ]}
      />
    </Card>
  )
}

function MyMessages() {
  const t = useT()
  const pick = usePick()
  const { org } = useSession()
  const list = useList('messages_list', {}, { limit: 5 })
  return (
    <Card title={t('menu.messages')} extra={<Link to={`/o/${org.id}/messages`}>{t('all')}</Link>}>
      <ErrorView error={list.error} again={list.again} />
      {list.rows.length === 0 && <p className="muted">{t('messages.none')}</p>}
      <ul className="stack tight">
        {list.rows.slice(0, 5).map((row) => (
          <li key={row.id} className="row apart"><span className="grow">{pick(row.text_zh, row.text_en)}</span><Time ms={row.created_ms} /></li>
        ))}
      </ul>
    </Card>
  )
}
