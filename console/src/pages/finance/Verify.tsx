import { Button } from 'antd'
import { useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useI18n } from '@/i18n'
import { Card } from '@/ui/Card'
import { Empty } from '@/ui/Empty'
import { ErrorView } from '@/ui/ErrorView'
import { Page } from '@/ui/Page'
import { PlainTable } from '@/ui/PlainTable'

/** Recompute the books: balances, mirrors between neighbours, the hash chain. */
export function Verify() {
  const { t, has } = useI18n()
  const { org } = useSession()
  const verify = useWrite('books_verify')
  const name = (word: string) => {
    const key = `verify.${word}`
    return has(key) ? t(key) : word
  }
  const run = <Button type="primary" loading={verify.isPending} onClick={() => verify.mutate({ all: org.kind === 'platform' })} data-testid="verify.run">{t('verify.run')}</Button>
  return (
    <Page title={t('menu.verify')} sub={t('verify.sub')} actions={run}>
      <ErrorView error={verify.error} />
      {!verify.data && <div className="kb-card"><Empty text={t('verify.none')} hint={t('verify.none.hint')} /></div>}
      {verify.data && (
        <>
          <div className={verify.data.ok ? 'kb-notice kb-notice-good' : 'kb-error'} role="status" data-testid="verify.verdict">
            <span className="strong">{verify.data.ok ? `✓ ${t('verify.ok')}` : `✕ ${t('verify.bad')}`}</span>
            <span>{t('verify.counted', { vouchers: verify.data.vouchers, lines: verify.data.lines })}</span>
          </div>
          <Card pad={false}>
            <PlainTable
              label={t('menu.verify')} rows={verify.data.checks} rowKey={(row) => row.name}
              columns={[
                { key: 'name', title: t('verify.check'), cell: (row) => name(row.name) },
                { key: 'ok', title: t('col.verdict'), cell: (row) => <span className={row.ok ? 'good-text strong' : 'bad-text strong'}>{row.ok ? `✓ ${t('check.pass')}` : `✕ ${t('check.fail')}`}</span> },
                { key: 'text', title: t('col.detail'), cell: (row) => row.text || (row.ok ? '' : t('verify.failures', { n: row.failures })) },
              ]}
            />
          </Card>
        </>
      )}
    </Page>
  )
}
