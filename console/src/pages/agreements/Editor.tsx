// Writing terms: with whom, the lines, how they are settled, and the contract's text or file.
import { Button, Form, Input, Radio, Select, Upload } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { ApiError, In, Out } from '@/api/client'
import { useRead, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useI18n } from '@/i18n'
import { localOfMs } from '@/lib/time'
import { Card } from '@/ui/Card'
import { ErrorView } from '@/ui/ErrorView'
import { askedFor, Fields, showAtField, valuesOf, type FieldSpec } from '@/ui/Fields'
import { FirstPaint } from '@/ui/FirstPaint'
import { useDistributorOptions, useSupplierOptions } from '@/ui/names'
import { Page } from '@/ui/Page'
import { itemsOf, Lines, typedOf } from './Lines'

type Page_ = Out<'agreements_get'>
const TEXT_MAX = 262_144

export function AgreementNew() {
  const [search] = useSearchParams()
  const from = search.get('from') ?? ''
  const read = useRead('agreements_get', { id: from }, { enabled: from !== '' })
  if (from && !read.data) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  return <Editor before={read.data} id="" />
}

export function AgreementEdit() {
  const { id = '' } = useParams()
  const read = useRead('agreements_get', { id })
  if (!read.data) return read.error ? <ErrorView error={read.error} page again={() => void read.refetch()} /> : <FirstPaint />
  return <Editor before={read.data} id={id} />
}

function useTermFields(before: Page_['agreement'] | undefined): FieldSpec[] {
  const { t } = useI18n()
  const moment = (ms: number | undefined) => (ms ? localOfMs(ms) : undefined)
  return [
    { name: 'title', label: t('agreement.title'), required: true, max: 120, initial: before?.title },
    {
      name: 'settle_cycle', label: t('agreement.settle'), type: 'select', required: true, initial: before?.settle_cycle || 'month',
      options: (['day', 'week', 'month', 'quarter'] as const).map((value) => ({ value, label: t(`settle.${value}`) })),
    },
    { name: 'settle_day', label: t('agreement.settle_day'), type: 'integer', min: 0, max: 31, initial: before?.settle_day || undefined, help: t('agreement.settle_day.help') },
    {
      name: 'refund_policy', label: t('agreement.refund'), type: 'select', required: true, initial: before?.refund_policy || 'prorata',
      options: (['prorata', 'none', 'days'] as const).map((value) => ({ value, label: t(`refund_policy.${value}`) })),
    },
    { name: 'refund_days', label: t('agreement.refund_days'), type: 'integer', min: 1, max: 3650, required: true, initial: before?.refund_days || undefined, when: (typed) => typed['refund_policy'] === 'days' },
    {
      name: 'wind_policy', label: t('agreement.wind'), type: 'select', required: true, initial: before?.wind_policy || 'renew',
      options: (['renew', 'expire'] as const).map((value) => ({ value, label: t(`wind_policy.${value}`) })),
    },
    { name: 'valid_from_ms', label: t('agreement.valid_from'), type: 'moment', initial: moment(before?.valid_from_ms), help: t('price.from.help') },
    { name: 'valid_to_ms', label: t('agreement.valid_to'), type: 'moment', initial: moment(before?.valid_to_ms), help: t('agreement.valid_to.help') },
  ]
}

interface Contract { name: string; media: string; text: string }

const contractOf = (before: Page_ | undefined): Contract =>
  before?.text ? { name: before.text.name, media: before.text.media, text: before.text.body } : { name: '', media: '', text: '' }

/** Saving: a draft anew, or the next version. Where it then stands. */
function useSave(before: Page_ | undefined, id: string) {
  const { org } = useSession()
  const create = useWrite('agreements_create')
  const edit = useWrite('agreements_edit')
  const save = async (typed: Record<string, unknown>, fields: FieldSpec[], file: Contract): Promise<string> => {
    const text = file.text ? { text: file.text, text_media: file.media || 'text/plain', text_name: file.name } : {}
    const body = { ...valuesOf(fields, typed), items: itemsOf(typed['items']), ...text }
    const made = id
      ? await edit.mutateAsync({ id, ...body } as unknown as In<'agreements_edit'>)
      : await create.mutateAsync({ ...sideOf(before?.agreement, typed, org.id), ...body } as unknown as In<'agreements_create'>)
    return made.agreement?.id ?? id
  }
  return { save, busy: create.isPending || edit.isPending, error: create.error ?? edit.error }
}

const sides: FieldSpec[] = [{ name: 'buyer_id', label: '' }, { name: 'supplier_id', label: '' }]

function Editor({ before, id }: { before: Page_ | undefined; id: string }) {
  const { t, lang } = useI18n()
  const { org } = useSession()
  const navigate = useNavigate()
  const { save, busy, error } = useSave(before, id)
  const [form] = Form.useForm<Record<string, unknown>>()
  const fields = useTermFields(before?.agreement)
  const typedNow = Form.useWatch((values: Record<string, unknown>) => values, form)
  const [file, setFile] = useState(() => contractOf(before))
  const send = async (typed: Record<string, unknown>) => {
    try {
      await navigate(`/o/${org.id}/agreements/${await save(typed, fields, file)}`, { replace: true })
    } catch (thrown) {
      const { body: refused } = thrown as ApiError
      if (refused?.field) showAtField(form, [...fields, ...sides], refused.field, (lang === 'zh' && refused.text_zh) || refused.text)
    }
  }
  const ofItems = error?.body.field === 'items'
  return (
    <Page title={t(id ? 'agreement.edit' : 'agreement.new')} sub={before?.agreement && `${before.agreement.seller} → ${before.agreement.buyer}`}>
      <Form form={form} layout="vertical" onFinish={(typed) => void send(typed)} scrollToFirstError={{ focus: true }} initialValues={{ with: 'buyer', items: typedOf(before?.items) }}>
        <div className="stack kb-form-page">
          {!before && <Other typed={typedNow} />}
          <Card title={t('agreement.items')} pad={false}>
            <p className="muted small kb-card-body">{t('agreement.items.help')}</p>
            {ofItems && <div className="kb-card-body"><ErrorView error={error} /></div>}
            <Lines />
          </Card>
          <Card title={t('agreement.terms')}><div className="kb-form-two"><Fields fields={askedFor(fields, typedNow ?? { refund_policy: before?.agreement?.refund_policy })} /></div></Card>
          <ContractCard file={file} put={setFile} />
          {!ofItems && <ErrorView error={error} />}
          <div className="row">
            <Button type="primary" htmlType="submit" loading={busy} data-testid="agreement.save">{t('agreement.save')}</Button>
            <Button onClick={() => void navigate(-1)}>{t('cancel')}</Button>
          </div>
        </div>
      </Form>
    </Page>
  )
}

/** With whom: of a next version the same as before. */
function sideOf(before: Page_['agreement'] | undefined, typed: Record<string, unknown>, me: string) {
  if (before) return before.buyer_id === me ? { supplier_id: before.seller_id } : { buyer_id: before.buyer_id }
  return typed['with'] === 'supplier' ? { supplier_id: typed['supplier_id'] } : { buyer_id: typed['buyer_id'] }
}

function Other({ typed }: { typed: Record<string, unknown> | undefined }) {
  const { t } = useI18n()
  const [search] = useSearchParams()
  const distributors = useDistributorOptions()
  const suppliers = useSupplierOptions()
  const { org } = useSession()
  const supplier = typed?.['with'] === 'supplier'
  const pick = (name: string, label: string, options: { value: string; label: string }[]) => (
    <Form.Item name={name} label={label} rules={[{ required: true, message: t('field.required', { what: label }) }]} initialValue={search.get(name) ?? undefined}>
      <Select options={options} showSearch={{ optionFilterProp: 'label' }} data-testid={`field.${name}`} />
    </Form.Item>
  )
  return (
    <Card title={t('agreement.other')}>
      {org.kind === 'platform' && (
        <Form.Item name="with" label={t('agreement.with')}>
          <Radio.Group options={[{ value: 'buyer', label: t('agreement.with.buyer') }, { value: 'supplier', label: t('agreement.with.supplier') }]} />
        </Form.Item>
      )}
      {supplier ? pick('supplier_id', t('col.supplier'), suppliers) : pick('buyer_id', t('agreement.buyer'), distributors)}
    </Card>
  )
}

/** Typed or taken from a file; what is not text goes as base64. */
function ContractCard(props: { file: Contract; put: (file: Contract) => void }) {
  const { t } = useI18n()
  const [wrong, setWrong] = useState('')
  const { file } = props
  const typed = !file.media || file.media === 'text/plain'
  const take = async (picked: File) => {
    const plain = picked.type.startsWith('text/')
    const text = plain ? await picked.text() : await base64Of(picked)
    if (text.length > TEXT_MAX) return setWrong(t('agreement.file.large'))
    setWrong('')
    props.put({ name: picked.name, media: picked.type || 'application/octet-stream', text })
  }
  return (
    <Card title={t('agreement.text')}>
      <div className="stack">
        <div className="row">
          <Upload showUploadList={false} beforeUpload={(picked) => { void take(picked); return false }}><Button>{t('agreement.file.take')}</Button></Upload>
          {file.name && <span>{file.name}</span>}
          {file.text && <Button type="link" onClick={() => props.put({ name: '', media: '', text: '' })}>{t('agreement.file.drop')}</Button>}
        </div>
        {wrong && <p className="bad-text" role="alert">{wrong}</p>}
        {typed && (
          <Input.TextArea
            rows={6} aria-label={t('agreement.text')} value={file.text} maxLength={20_000} placeholder={t('agreement.text.help')}
            onChange={(event) => props.put({ ...file, media: 'text/plain', text: event.target.value })}
          />
        )}
        <p className="muted small">{t('agreement.hash.help')}</p>
      </div>
    </Card>
  )
}

function base64Of(picked: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error ?? new Error(picked.name))
    reader.readAsDataURL(picked)
  })
}
