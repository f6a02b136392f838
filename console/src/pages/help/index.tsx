import { useT } from '@/i18n'
import { Page } from '@/ui/Page'
import { ReasonTable } from '@/ui/ReasonTable'

export function Help() {
  const t = useT()
  return <Page title={t('help.title')} sub={t('help.sub')}><ReasonTable /></Page>
}
