import { Button } from 'antd'
import { useState } from 'react'
import { bookFile } from '@/api/book'
import type { ApiError } from '@/api/client'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { ErrorView } from '@/ui/ErrorView'

const formats = ['hledger', 'beancount'] as const
const suffix = { hledger: 'journal', beancount: 'beancount' }

/** The whole book for another program: one button a format. */
export function ExportBook() {
  const t = useT()
  const { org, can } = useSession()
  const [busy, setBusy] = useState('')
  const [error, setError] = useState<ApiError | null>(null)
  const save = async (format: (typeof formats)[number]) => {
    setBusy(format)
    setError(null)
    try {
      const url = URL.createObjectURL(await bookFile(format, org.id))
      const link = document.createElement('a')
      link.href = url
      link.download = `${org.name}.${suffix[format]}`
      link.click()
      URL.revokeObjectURL(url)
    } catch (thrown) {
      setError(thrown as ApiError)
    }
    setBusy('')
  }
  if (!can('book_export')) return null
  return (
    <>
      {formats.map((format) => <Button key={format} loading={busy === format} disabled={busy !== ''} onClick={() => void save(format)} data-testid={`export.${format}`}>{t('export.as', { format })}</Button>)}
      <ErrorView error={error} />
    </>
  )
}
