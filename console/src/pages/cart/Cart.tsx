// What an organisation wants to buy, from any supplier: priced by the server as of now, paid in parts.
import { Button, Checkbox, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { Out } from '@/api/client'
import { useRead, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { fenSum } from '@/lib/money'
import { Card } from '@/ui/Card'
import { Empty } from '@/ui/Empty'
import { ErrorView } from '@/ui/ErrorView'
import { Bones } from '@/ui/FirstPaint'
import { Money } from '@/ui/Money'
import type { CycleWord } from '@/ui/Offer'
import { Page } from '@/ui/Page'
import { PlainTable } from '@/ui/PlainTable'
import { useReasonText } from '@/ui/reasons'
import { usePhone } from '@/ui/usePhone'

type Line = Out<'cart_get'>['items'][number]

export function Cart() {
  const t = useT()
  const { org } = useSession()
  const cart = useRead('cart_get', {}, { pollMs: 60_000 })
  const [left, leave] = useState<ReadonlySet<string>>(new Set())
  const rows = cart.data?.items ?? []
  const chosen = rows.filter((line) => !line.problem && !left.has(line.id))
  const choose = (ids: string[], on: boolean) =>
    leave((old) => new Set(on ? [...old].filter((id) => !ids.includes(id)) : [...old, ...ids]))
  return (
    <Page title={t('menu.cart')} sub={t('cart.sub')}>
      <ErrorView error={cart.error} again={() => void cart.refetch()} />
      {cart.isPending && <div className="kb-card"><Bones lines={5} /></div>}
      {cart.data && rows.length === 0 && <div className="kb-card"><Empty text={t('cart.none')} action={<Link to={`/o/${org.id}/shop`}>{t('orders.shop')}</Link>} /></div>}
      {rows.length > 0 && (
        <div className="two">
          <Lines rows={rows} chosen={new Set(chosen.map((line) => line.id))} choose={choose} />
          <div className="sticky"><Settle chosen={chosen} /></div>
        </div>
      )}
    </Page>
  )
}

function Lines(props: { rows: Line[]; chosen: ReadonlySet<string>; choose: (ids: string[], on: boolean) => void }) {
  const t = useT()
  const { org } = useSession()
  const reason = useReasonText()
  const drop = useWrite('cart_drop')
  const phone = usePhone()
  const remove = (line: Line) => <Button size="small" aria-label={t('cart.drop.name', { name: line.sku })} onClick={() => drop.mutate({ id: line.id })}>{t('cart.drop')}</Button>
  const payable = props.rows.filter((line) => !line.problem)
  const all = payable.length > 0 && payable.every((line) => props.chosen.has(line.id))
  return (
    <Card
      pad={false} testid="cart"
      title={(
        <Checkbox checked={all} indeterminate={!all && props.chosen.size > 0} disabled={payable.length === 0} onChange={(event) => props.choose(payable.map((line) => line.id), event.target.checked)}>
          {t('cart.all')}
        </Checkbox>
      )}
    >
      <ErrorView error={drop.error} />
      <PlainTable
        label={t('menu.cart')} rows={props.rows} rowKey={(line) => line.id}
        columns={[
          {
            key: 'pick', title: t('cart.pick'), cell: (line) => (
              <Checkbox aria-label={t('cart.pick.name', { name: line.sku })} checked={props.chosen.has(line.id)} disabled={line.problem !== ''} onChange={(event) => props.choose([line.id], event.target.checked)} />
            ),
          },
          {
            key: 'what', title: t('col.product'), cell: (line) => (
              <div>
                <Link className="strong" to={`/o/${org.id}/shop/p/${line.sku_id}`}>{line.alias || line.sku}</Link>
                <p className="muted small">{line.alias ? `${line.sku} · ` : ''}{line.product}</p>
                {line.problem && <p className="bad-text small">{reason(line.problem)}</p>}
                {phone && <div className="row kb-under"><Amount line={line} />{remove(line)}</div>}
              </div>
            ),
          },
          ...(phone ? [] : [{ key: 'n', title: t('cart.amount'), cell: (line: Line) => <Amount line={line} /> }]),
          {
            key: 'price', title: t('col.amount'), align: 'right', cell: (line) => (
              <div>
                <Money fen={line.problem ? undefined : line.price_fen} strong />
                {!line.problem && line.list_fen > line.price_fen && <p className="muted small"><s><Money fen={line.list_fen} /></s></p>}
              </div>
            ),
          },
          ...(phone ? [] : [{ key: 'drop', title: t('col.action'), cell: remove }]),
        ]}
      />
    </Card>
  )
}

function Amount({ line }: { line: Line }) {
  const t = useT()
  const change = useWrite('cart_change')
  const cycle = line.cycle as CycleWord
  return (
    <div className="stack tight">
      <span className="row kb-cart-n">
        <InputNumber
          size="small" min={1} max={20} precision={0} value={line.quantity} aria-label={`${t('shop.quantity')} ${line.sku}`} suffix={t('cart.pieces')} changeOnWheel={false}
          onChange={(quantity) => quantity && quantity !== line.quantity && change.mutate({ id: line.id, quantity })}
        />
        {cycle !== 'once' && cycle !== 'usage' && (
          <InputNumber
            size="small" min={1} max={120} precision={0} value={line.periods} aria-label={`${t('shop.period')} ${line.sku}`} suffix={t(`cycle.${cycle}`)} changeOnWheel={false}
            onChange={(periods) => periods && periods !== line.periods && change.mutate({ id: line.id, periods })}
          />
        )}
      </span>
      <ErrorView error={change.error} />
    </div>
  )
}

/** Pay for what is chosen; the rest stays in the cart. */
function Settle({ chosen }: { chosen: Line[] }) {
  const t = useT()
  const { org } = useSession()
  const navigate = useNavigate()
  const [coupon, setCoupon] = useState('')
  const go = () => {
    const query = new URLSearchParams({ lines: chosen.map((line) => line.id).join(',') })
    if (coupon.trim()) query.set('coupon', coupon.trim().toUpperCase())
    void navigate(`/o/${org.id}/checkout?${query}`)
  }
  return (
    <Card title={t('cart.settle')}>
      <div className="stack">
        <p className="row apart"><span className="muted">{t('cart.chosen')}</span><span className="num">{t('cart.n', { n: chosen.length })}</span></p>
        <label className="kb-label">
          <span>{t('shop.coupon')}</span>
          <Input className="mono" value={coupon} maxLength={32} onChange={(event) => setCoupon(event.target.value)} data-testid="cart.coupon" />
        </label>
        <p className="row apart kb-total"><span>{t('cart.sum')}</span><span className="kb-total-sum"><Money fen={fenSum(chosen.map((line) => line.price_fen))} /></span></p>
        <Button type="primary" size="large" block disabled={chosen.length === 0} onClick={go} data-testid="cart.checkout">{t('cart.checkout')}</Button>
        <p className="muted small">{t('cart.note')}</p>
      </div>
    </Card>
  )
}
