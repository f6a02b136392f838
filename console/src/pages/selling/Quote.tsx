// One quote of ours: every step of its price, and what it would cost and earn us.
import { Link, useParams } from 'react-router'
import { useRead } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { Card } from '@/ui/Card'
import { ErrorView } from '@/ui/ErrorView'
import { FirstPaint } from '@/ui/FirstPaint'
import { useWord } from '@/ui/JobView'
import { Money } from '@/ui/Money'
import { useCustomerOptions } from '@/ui/names'
import { ObjectPage } from '@/ui/ObjectPage'
import { QuoteSteps, QuoteSum } from '@/ui/QuotePanel'
import { StateTag } from '@/ui/StateTag'
import { Deadline } from '@/ui/Time'

export function QuotePage() {
  const t = useT()
  const { id = '' } = useParams()
  const { can } = useSession()
  const customers = useCustomerOptions()
  const read = useRead('quotes_get', { id })
  const quote = read.data
  if (!quote) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  const customer = customers.find((one) => one.value === quote.customer_id)?.label
  return (
    <ObjectPage
      title={quote.lines.map((line) => line.sku).join('、')} id={quote.id} tag={<StateTag kind="quote" value={quote.state} />}
      sub={customer && <>{t('quote.for')} {customer}</>}
      strip={{
        now: t(`quote.now.${quote.state as 'open'}`),
        next: quote.state === 'open' ? <>{t('quote.next')} <Deadline ms={quote.expires_ms} /></> : undefined,
      }}
      tabs={{
        overview: (
          <div className="two">
            <Card title={t('quote.title')} testid="quote"><QuoteSteps what lines={quote.lines} /><QuoteSum quote={quote} /></Card>
            {can('quotes_margin') && quote.state === 'open' && <Margin id={quote.id} />}
          </div>
        ),
      }}
    />
  )
}

/** What it would cost and earn us, line by line. */
function Margin({ id }: { id: string }) {
  const t = useT()
  const word = useWord()
  const { org } = useSession()
  const read = useRead('quotes_margin', { id })
  return (
    <Card title={t('margin')} testid="quote.margin">
      <ErrorView error={read.error} again={() => void read.refetch()} />
      {read.data && (
        <div className="stack">
          {read.data.lines.map((line, i) => (
            <dl key={i} className="kb-sums">
              <div><dt className="strong">{line.sku}</dt><dd>{line.mode ? word('mode', line.mode) : '—'}</dd></div>
              <div><dt>{t('sales.price')}</dt><dd><Money fen={line.price_fen} /></dd></div>
              {line.coupon_fen > 0 && <div><dt>{t('quote.coupon')}</dt><dd>−<Money fen={line.coupon_fen} /></dd></div>}
              <div><dt>{t('sales.cost')}</dt><dd><Money fen={line.cost_fen} /></dd></div>
              {line.commission_fen > 0 && <div><dt>{t('sales.commission')}</dt><dd><Money fen={line.commission_fen} /></dd></div>}
              <div><dt>{t('sales.margin')}</dt><dd><Money fen={line.margin_fen} out={line.margin_fen < 0} strong /></dd></div>
              {line.agreement_id && <div><dt>{t('margin.by')}</dt><dd><Link to={`/o/${org.id}/agreements/${line.agreement_id}`}>{t('agreement.n', { n: line.agreement_version })}</Link></dd></div>}
            </dl>
          ))}
          <p className="row apart kb-total"><span>{t('margin.sum')}</span><span className="kb-total-sum"><Money fen={read.data.margin_fen} out={read.data.margin_fen < 0} /></span></p>
        </div>
      )}
    </Card>
  )
}
