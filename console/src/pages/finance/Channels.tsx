// The platform's accounts at payment channels, and what the channels paid to the bank.
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Out } from '@/api/client'
import { useRead } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { bpPercent, fenDiff, fenYuan } from '@/lib/money'
import { Card } from '@/ui/Card'
import { Deed } from '@/ui/Deed'
import { ErrorView } from '@/ui/ErrorView'
import { FirstPaint } from '@/ui/FirstPaint'
import { SecretText } from '@/ui/Id'
import { useWord } from '@/ui/JobView'
import { ListPage } from '@/ui/ListPage'
import { Money } from '@/ui/Money'
import { useStaffNames } from '@/ui/names'
import { Page } from '@/ui/Page'
import { PlainTable } from '@/ui/PlainTable'
import { StateTag } from '@/ui/StateTag'
import { Time } from '@/ui/Time'

type Account = Out<'pay_accounts_list'>['items'][number]

/** What the API can be asked to set up. */
const channels = ['simulator'] as const
const percentOf = (bp: number) => bpPercent(bp).slice(0, -1)
const heldBy = (account: Account) => fenDiff(fenDiff(account.collected_fen, account.paid_out_fen), account.back_fen)

export function PayAccounts() {
  const t = useT()
  const word = useWord()
  const { org } = useSession()
  const read = useRead('pay_accounts_list', {})
  const [secret, show] = useState('')
  if (!read.data) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  const rows = read.data.items
  const free = channels.filter((channel) => !rows.some((row) => row.channel === channel))
  const shown = (done: unknown) => show((done as Out<'pay_accounts_put'>).secret_once)
  return (
    <Page
      title={t('menu.pay_accounts')} sub={t('pay_account.sub')}
      actions={(
        <>
          <Link to={`/o/${org.id}/fin/payouts`}>{t('menu.payouts')}</Link>
          <Deed
            op="pay_accounts_put" input={{}} verb={t('pay_account.new')} name="" primary hidden={free.length === 0} then={shown}
            lead={<p className="kb-notice kb-notice-wait">{t('pay_account.test')}</p>}
            fields={[
              { name: 'channel', label: t('channel'), type: 'select', required: true, options: free.map((value) => ({ value, label: word('channel', value) })) },
              { name: 'fee_bp', label: t('pay_account.fee'), type: 'percent', required: true, initial: '0.60', help: t('pay_account.fee.help') },
            ]}
          />
        </>
      )}
    >
      <ErrorView error={read.error} again={() => void read.refetch()} />
      {rows.some((row) => row.channel === 'simulator' && row.enabled) && <p className="kb-notice kb-notice-wait">{t('pay_account.test')}</p>}
      <Card pad={false} testid="pay_accounts">
        <PlainTable
          label={t('menu.pay_accounts')} rows={rows} rowKey={(row) => row.id} empty={t('pay_accounts.none')}
          columns={[
            { key: 'channel', title: t('channel'), cell: (row) => <span className="strong">{word('channel', row.channel)}</span> },
            { key: 'state', title: t('col.state'), cell: (row) => <StateTag kind="pay_account" value={row.enabled ? 'on' : 'off'} /> },
            { key: 'fee', title: t('pay_account.fee'), align: 'right', minor: true, cell: (row) => <span className="num">{bpPercent(row.fee_bp)}</span> },
            { key: 'in', title: t('pay_account.collected'), align: 'right', minor: true, cell: (row) => <Money fen={row.collected_fen} /> },
            { key: 'out', title: t('pay_account.paid_out'), align: 'right', minor: true, cell: (row) => <Money fen={row.paid_out_fen} /> },
            { key: 'back', title: t('pay_account.back'), align: 'right', minor: true, cell: (row) => <Money fen={row.back_fen} /> },
            { key: 'left', title: t('pay_account.left'), align: 'right', cell: (row) => <Money fen={heldBy(row)} strong /> },
            { key: 'at', title: t('col.created'), minor: true, cell: (row) => <Time ms={row.created_ms} /> },
            { key: 'act', title: t('col.action'), cell: (row) => <Change account={row} shown={shown} /> },
          ]}
        />
      </Card>
      <Modal open={secret !== ''} title={t('pay_account.once')} mask={{ closable: false }} onCancel={() => show('')} footer={<Button type="primary" onClick={() => show('')}>{t('done')}</Button>}>
        <div className="stack">
          <p className="kb-notice kb-notice-wait">{t('pay_account.once.text')}</p>
          {secret && <SecretText text={secret} label={t('pay_account.once')} />}
        </div>
      </Modal>
    </Page>
  )
}

/** What is not said in a change goes back to its first value, so everything is said each time. */
function Change({ account, shown }: { account: Account; shown: (done: unknown) => void }) {
  const t = useT()
  const name = useWord()('channel', account.channel)
  const { channel, fee_bp, enabled } = account
  const state = { channel: channel as (typeof channels)[number], disabled: !enabled }
  return (
    <span className="row">
      <Deed
        op="pay_accounts_put" input={state} verb={t('pay_account.edit')} name={name} small
        fields={[{ name: 'fee_bp', label: t('pay_account.fee'), type: 'percent', required: true, initial: percentOf(fee_bp), help: t('pay_account.fee.help') }]}
      />
      <Deed op="pay_accounts_put" input={{ ...state, fee_bp, new_secret: true }} verb={t('pay_account.secret')} name={name} effects={[t('pay_account.secret.effect'), t('pay_account.secret.once')]} danger small then={shown} />
      <Deed
        op="pay_accounts_put" input={{ ...state, fee_bp, disabled: enabled }} verb={t(enabled ? 'pay_account.disable' : 'pay_account.enable')} name={name} danger={enabled} small
        effects={enabled ? [t('pay_account.disable.effect'), t('pay_account.disable.open')] : [t('pay_account.enable.effect')]}
      />
    </span>
  )
}

export function Payouts() {
  const t = useT()
  const word = useWord()
  const person = useStaffNames()
  const { can, org } = useSession()
  const read = useRead('pay_accounts_list', {}, { enabled: can('pay_accounts_list') })
  const accounts = read.data?.items ?? []
  return (
    <ListPage
      title={t('menu.payouts')}
      op="payouts_list"
      rowKey={(row) => row.id}
      sub={accounts.map((one) => <span key={one.id}>{t('payout.left', { channel: word('channel', one.channel), sum: fenYuan(heldBy(one)) })} </span>)}
      above={<ErrorView error={read.error} again={() => void read.refetch()} />}
      actions={(
        <>
          {can('pay_accounts_list') && <Link to={`/o/${org.id}/fin/pay-accounts`}>{t('menu.pay_accounts')}</Link>}
          <Deed
            op="payouts_create" input={{}} verb={t('payout.new')} name="" primary lead={<p className="muted">{t('payout.lead')}</p>}
            fields={[
              { name: 'channel', label: t('channel'), type: 'select', required: true, initial: accounts[0]?.channel, options: accounts.map((one) => ({ value: one.channel, label: `${word('channel', one.channel)} · ${t('pay_account.left')} ${fenYuan(heldBy(one))}` })) },
              { name: 'amount_fen', label: t('payout.amount'), type: 'money', required: true },
              { name: 'fee_known', label: t('payout.fee.known'), type: 'yes', help: t('payout.fee.help') },
              { name: 'fee_fen', label: t('payout.fee'), type: 'money', help: t('payout.fee.none'), when: (typed) => typed['fee_known'] === true },
              { name: 'bank_ref', label: t('payout.ref'), required: true, max: 80, mono: true },
            ]}
          />
        </>
      )}
      columns={[
        { key: 'at', title: t('col.created'), width: 150, cell: (row) => <Time ms={row.created_ms} /> },
        { key: 'channel', title: t('channel'), width: 200, grow: true, cell: (row) => word('channel', row.channel) },
        { key: 'sum', title: t('col.amount'), width: 150, align: 'right', cell: (row) => <Money fen={row.amount_fen} /> },
        { key: 'fee', title: t('payout.kept'), width: 140, align: 'right', cell: (row) => <Money fen={row.fee_fen} /> },
        { key: 'net', title: t('payout.net'), width: 150, align: 'right', cell: (row) => <Money fen={fenDiff(row.amount_fen, row.fee_fen)} strong /> },
        { key: 'ref', title: t('payout.ref'), width: 200, grow: true, cell: (row) => <span className="mono">{row.bank_ref}</span> },
        { key: 'by', title: t('entry.by'), width: 110, cell: (row) => person(row.created_by) },
      ]}
      card={(row) => (
        <div className="kb-linkcard">
          <span className="row apart"><span className="strong">{word('channel', row.channel)}</span><Time ms={row.created_ms} /></span>
          <span className="row apart"><span className="muted">{t('payout.net')}</span><Money fen={fenDiff(row.amount_fen, row.fee_fen)} strong /></span>
          <span className="mono muted">{row.bank_ref}</span>
        </div>
      )}
      empty={{ text: t('payouts.none'), hint: t('payouts.none.hint') }}
    />
  )
}
