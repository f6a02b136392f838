// The attributes of each kind of product, version by version: read as a table, written as JSON Schema.
import { Button, Input, Modal, Segmented } from 'antd'
import { useState } from 'react'
import type { In } from '@/api/client'
import { useRead, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useI18n } from '@/i18n'
import { recordOf } from '@/lib/loose'
import { Card } from '@/ui/Card'
import { ErrorView } from '@/ui/ErrorView'
import { Page } from '@/ui/Page'
import { PlainTable } from '@/ui/PlainTable'
import { attrsOf, kinds, type Kind } from '@/ui/schema'
import { Time } from '@/ui/Time'

export function Schemas() {
  const { t, lang } = useI18n()
  const { can } = useSession()
  const [kind, choose] = useState<Kind>('ai')
  const [open, setOpen] = useState(false)
  const read = useRead('attr_schemas_list', {})
  const schema = read.data?.items.find((one) => one.kind === kind)
  const props = recordOf(recordOf(schema?.body)['properties'])
  return (
    <Page
      title={t('menu.schemas')} sub={t('schema.sub')}
      actions={can('attr_schemas_put') && schema && <Button type="primary" onClick={() => setOpen(true)} data-testid="schema.edit">{t('schema.edit')}</Button>}
    >
      <ErrorView error={read.error} again={() => void read.refetch()} />
      <div className="kb-scroll-x"><Segmented aria-label={t('col.kind')} value={kind} onChange={choose} options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))} /></div>
      {schema && (
        <Card title={t('schema.of', { kind: t(`kind.${kind}`), n: schema.version })} extra={schema.created_ms > 0 && <span className="muted small"><Time ms={schema.created_ms} /></span>} pad={false}>
          <PlainTable
            label={t(`kind.${kind}`)} rows={attrsOf(schema.body)} rowKey={(attr) => attr.name}
            columns={[
              { key: 'label', title: t('col.name'), cell: (attr) => <span className="strong">{lang === 'zh' ? attr.zh : attr.en}</span> },
              { key: 'name', title: t('schema.key'), cell: (attr) => <code>{attr.name}</code> },
              { key: 'type', title: t('col.kind'), cell: (attr) => t(`schema.type.${attr.type}`) },
              { key: 'unit', title: t('schema.unit'), cell: (attr) => attr.unit || '—', minor: true },
              { key: 'range', title: t('schema.range'), cell: (attr) => <Range attr={attr} />, minor: true },
              { key: 'required', title: t('schema.required'), cell: (attr) => t(attr.required ? 'yes' : 'no'), minor: true },
              { key: 'better', title: t('schema.better'), cell: (attr) => (attr.better ? t(`schema.better.${attr.better}`) : '—') },
              { key: 'weight', title: t('schema.weight'), align: 'right', cell: (attr) => <span className="num">{(recordOf(props[attr.name])['x-weight'] as number | undefined)?.toLocaleString('en-US') ?? '—'}</span>, minor: true },
            ]}
          />
        </Card>
      )}
      {open && schema && <Editor kind={kind} body={schema.body} close={() => setOpen(false)} />}
    </Page>
  )
}

function Range({ attr }: { attr: ReturnType<typeof attrsOf>[number] }) {
  const { t } = useI18n()
  if (attr.type === 'integer') return <span className="num nowrap">{attr.min ?? '…'} – {attr.max?.toLocaleString('en-US') ?? '…'}</span>
  return <>{attr.words.length > 0 ? attr.words.join('、') : attr.max ? t('schema.chars', { n: attr.max }) : '—'}</>
}

function Editor(props: { kind: Kind; body: unknown; close: () => void }) {
  const { t } = useI18n()
  const put = useWrite('attr_schemas_put')
  const [text, setText] = useState(() => JSON.stringify(props.body, null, 2))
  const [wrong, setWrong] = useState('')
  const save = async () => {
    let body: unknown
    try {
      body = JSON.parse(text)
    } catch (thrown) {
      setWrong(String(thrown instanceof Error ? thrown.message : thrown))
      return
    }
    setWrong('')
    await put.mutateAsync({ kind: props.kind, body } as In<'attr_schemas_put'>).then(props.close, () => undefined)
  }
  return (
    <Modal open width={860} title={t('schema.edit.title', { kind: t(`kind.${props.kind}`) })} okText={t('schema.save')} cancelText={t('cancel')} confirmLoading={put.isPending} onOk={() => void save()} onCancel={props.close}>
      <div className="stack">
        <p className="muted">{t('schema.edit.lead')}</p>
        <ErrorView error={put.error} />
        {wrong && <p className="bad-text" role="alert">{t('schema.json')} {wrong}</p>}
        <Input.TextArea className="mono" aria-label="JSON Schema" rows={20} value={text} onChange={(event) => setText(event.target.value)} spellCheck={false} />
      </div>
    </Modal>
  )
}
