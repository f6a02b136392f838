import { Input } from 'antd'
import { useState } from 'react'
import { useI18n } from '@/i18n'
import { Card } from './Card'
import { ErrorView } from './ErrorView'
import { PlainTable } from './PlainTable'
import { useReasons } from './reasons'

/** The dictionary of errors: every reason word with its sentence and what to do. */
export function ReasonTable() {
  const { t, lang } = useI18n()
  const reasons = useReasons()
  const [text, setText] = useState('')
  const rows = (reasons.data ?? [])
    .map((item) => ({
      word: item.reason,
      title: lang === 'zh' ? item.zh : item.en,
      advice: lang === 'zh' ? item.zh_advice : item.en_advice,
    }))
    .filter((row) => `${row.word} ${row.title} ${row.advice}`.toLowerCase().includes(text.trim().toLowerCase()))
  return (
    <Card
      title={t('help.reasons')} pad={false}
      extra={<Input allowClear placeholder={t('help.find')} aria-label={t('help.find')} value={text} onChange={(event) => setText(event.target.value)} />}
    >
      <ErrorView error={reasons.error} again={() => void reasons.refetch()} />
      <PlainTable
        label={t('help.reasons')}
        rows={rows}
        rowKey={(row) => row.word}
        empty={t('list.filtered')}
        columns={[
          { key: 'word', title: t('error.reason'), cell: (row) => <code>{row.word}</code> },
          { key: 'title', title: t('help.meaning'), cell: (row) => row.title },
          { key: 'advice', title: t('help.advice'), cell: (row) => row.advice },
        ]}
      />
    </Card>
  )
}
