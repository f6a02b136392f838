// What the own book is set to, and where it stands.
import { useRead } from '@/api/hooks'
import { useT } from '@/i18n'
import { fenText } from '@/lib/money'
import { offsetName } from '@/lib/time'
import { Card, Facts } from '@/ui/Card'
import { Deed } from '@/ui/Deed'
import { ErrorView } from '@/ui/ErrorView'
import { FirstPaint } from '@/ui/FirstPaint'
import { CopyText } from '@/ui/Id'
import { Money } from '@/ui/Money'
import { Page } from '@/ui/Page'
import { Time } from '@/ui/Time'
import { monthText } from './months'

export function Book() {
  const t = useT()
  const read = useRead('book_get', {})
  const book = read.data
  if (!book) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  const zone = offsetName(book.utc_offset_min)
  return (
    <Page title={t('menu.book')} sub={t('book.sub')}>
      <ErrorView error={read.error} again={() => void read.refetch()} />
      <Card
        title={t('book.limit')} testid="book.limit"
        extra={(
          <Deed
            op="book_limit" input={{}} verb={t('book.limit.change')} name="" small lead={<p className="muted">{t('book.limit.lead')}</p>}
            fields={[{ name: 'entry_limit_fen', label: t('book.limit.field'), type: 'money', required: true, zero: true, initial: fenText(book.entry_limit_fen).replaceAll(',', '') }]}
          />
        )}
      >
        <p>{book.entry_limit_fen > 0 ? <>{t('book.limit.above')} <Money fen={book.entry_limit_fen} strong /></> : <span className="strong">{t('book.limit.every')}</span>}</p>
      </Card>
      <Card
        title={t('book.zone')} testid="book.zone"
        extra={(
          <Deed
            op="book_zone" input={{}} verb={t('book.zone.change')} name="" small why={book.last_no > 0 && t('book.zone.used')} lead={<p className="muted">{t('book.zone.lead')}</p>}
            fields={[{ name: 'utc_offset_min', label: t('book.zone.field'), type: 'integer', required: true, min: -840, max: 840, initial: book.utc_offset_min, help: t('book.zone.help') }]}
          />
        )}
      >
        <p>{t('book.zone.days')} <span className="num strong">{zone}</span></p>
      </Card>
      <Card title={t('book.state')}>
        <Facts items={[
          { label: t('book.last_no'), value: <span className="num">{book.last_no || '—'}</span> },
          { label: t('book.last_date'), value: <span className="num">{book.last_date || '—'}</span> },
          { label: t('book.closed_to'), value: book.closed_to ? <span className="num">{monthText(book.closed_to)}</span> : t('book.closed_to.none') },
          { label: t('book.opened'), value: <Time ms={book.opened_ms} /> },
          { label: t('book.head'), value: book.head_hash ? <CopyText block text={book.head_hash} label={t('book.head')} /> : '—', wide: true },
        ]} />
        <p className="muted small">{t('book.head.help')}</p>
      </Card>
    </Page>
  )
}
