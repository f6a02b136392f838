// What was used of one resource, by the hour or by the day: bars for the eye, numbers below.
import { Segmented } from 'antd'
import { useParams, useSearchParams } from 'react-router'
import type { Out } from '@/api/client'
import { useRead } from '@/api/hooks'
import { useT } from '@/i18n'
import { milliText, ufenYuan } from '@/lib/money'
import { dateText, localOfMs, timeFull } from '@/lib/time'
import { Card } from '@/ui/Card'
import { Chart } from '@/ui/Chart'
import { ErrorView } from '@/ui/ErrorView'
import { FirstPaint } from '@/ui/FirstPaint'
import { Page } from '@/ui/Page'
import { PlainTable } from '@/ui/PlainTable'
import { Time } from '@/ui/Time'
import { everySpan, HOUR_MS, useUnit } from './units'

export function Usage() {
  const t = useT()
  const unit = useUnit()
  const { id = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const by = search.get('by') === 'day' ? 'day' : 'hour'
  const read = useRead('resources_usage', { id, by }, { keep: true })
  const bill = useRead('bills_list', { resource_id: id, limit: 1 })
  const usage = read.data
  if (!usage) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  const known = bill.data?.items[0]
  return (
    <Page
      title={known ? t('metered.usage.of', { name: known.alias || known.sku }) : t('metered.usage')}
      sub={<>{t(by === 'day' ? 'metered.month' : 'metered.last_day')} · <span className="num strong">{milliText(usage.units_milli)}</span> {unit(usage.unit)}</>}
      actions={(
        <Segmented
          aria-label={t('metered.by')} value={by} onChange={(value) => setSearch({ by: value }, { replace: true })}
          options={[{ value: 'hour', label: t('metered.by.hour') }, { value: 'day', label: t('metered.by.day') }]}
        />
      )}
    >
      <ErrorView error={read.error} again={() => void read.refetch()} />
      {usage.spans.length > 0 && <Card title={t('metered.usage')}><UsageChart usage={usage} by={by} /></Card>}
      <Card pad={false} testid="metered.usage">
        <PlainTable
          label={t('metered.usage')} rows={usage.spans} rowKey={(span) => String(span.from_ms)} empty={t('metered.usage.none')}
          columns={[
            { key: 'at', title: t('col.time'), cell: (span) => (by === 'day' ? <span className="num">{dateText(span.from_ms)}</span> : <span title={timeFull(span.from_ms)}><Time ms={span.from_ms} /></span>) },
            { key: 'units', title: t('metered.units'), align: 'right', cell: (span) => <span className="num">{milliText(span.units_milli)}</span> },
            { key: 'billed', title: t('metered.billed'), align: 'right', cell: (span) => <span className="num">{milliText(span.billed_milli)}</span> },
            { key: 'price', title: t('metered.price'), align: 'right', minor: true, cell: (span) => (span.unit_ufen ? <span className="num">{ufenYuan(span.unit_ufen)}</span> : '—') },
          ]}
        />
      </Card>
    </Page>
  )
}

/** Every hour or day has its place; of those that nobody reported nothing is drawn. */
function UsageChart({ usage, by }: { usage: Out<'resources_usage'>; by: 'hour' | 'day' }) {
  const t = useT()
  const unit = useUnit()
  const spans = everySpan(usage.spans, by === 'day' ? 24 * HOUR_MS : HOUR_MS)
  const name = (ms: number) => (by === 'day' ? dateText(ms).slice(5) : localOfMs(ms).slice(5).replace('T', ' '))
  return (
    <Chart
      bare label={t('metered.usage')} head={t('col.time')} at={spans.map((span) => name(span.from_ms))} text={milliText}
      series={[
        { key: 'units', name: t('metered.units'), kind: 'bar', values: spans.map((span) => span.units_milli) },
        { key: 'billed', name: t('metered.billed'), kind: 'bar', values: spans.map((span) => span.billed_milli) },
      ]}
      axis={() => ({ unit: unit(usage.unit), text: milliText })}
    />
  )
}
