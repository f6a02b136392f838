// A new SKU: the form of its attributes is made from the schema of its kind.
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useNavigate, useParams } from 'react-router'
import type { ApiError, In } from '@/api/client'
import { useList, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useI18n } from '@/i18n'
import { Card } from '@/ui/Card'
import { ErrorView } from '@/ui/ErrorView'
import { Fields, showAtField, valuesOf, type FieldSpec } from '@/ui/Fields'
import { FirstPaint } from '@/ui/FirstPaint'
import { Page } from '@/ui/Page'
import { useSchemas, type Attr } from '@/ui/schema'

const SPEC = 'spec.'

export function NewSku() {
  const { t, lang } = useI18n()
  const { id = '' } = useParams()
  const { org } = useSession()
  const navigate = useNavigate()
  const products = useList('products_list', {}, { limit: 200 })
  const product = products.rows.find((row) => row.id === id)
  const attrs = useSchemas().find((one) => one.kind === product?.kind)?.attrs ?? []
  const create = useWrite('skus_create')
  const [form] = Form.useForm<Record<string, unknown>>()
  const fields: FieldSpec[] = [
    { name: 'name', label: t('col.name'), required: true, max: 120 },
    { name: 'driver', label: t('sku.how'), type: 'select', required: true, initial: 'libvirt', options: (['libvirt', 'manual', 'sim'] as const).map((value) => ({ value, label: t(`driver.${value}`) })) },
    { name: 'ready_s', label: t('sku.ready_s'), type: 'integer', min: 0, max: 604_800 },
    { name: 'unit', label: t('sku.unit'), max: 24, help: t('sku.unit.help') },
  ]
  const prices: FieldSpec[] = (['month', 'year', 'hour', 'once', 'usage'] as const).map((cycle) => ({ name: `price.${cycle}`, label: t(`per.${cycle}`), type: 'money' as const }))
  if (!product) return products.error ? <ErrorView error={products.error} page again={products.again} /> : <FirstPaint />
  const send = async (typed: Record<string, unknown>) => {
    const spec = Object.fromEntries(attrs.flatMap((attr) => {
      const value = typed[SPEC + attr.name]
      return value === undefined || value === null || value === '' ? [] : [[attr.name, value] as const]
    }))
    const money = Object.entries(valuesOf(prices, typed)).map(([name, price_fen]) => ({ cycle: name.slice('price.'.length), price_fen }))
    try {
      await create.mutateAsync({ product_id: id, ...valuesOf(fields, typed), spec, prices: money } as unknown as In<'skus_create'>)
      await navigate(`/o/${org.id}/products/${id}`)
    } catch (thrown) {
      place(thrown as ApiError)
    }
  }
  /** A refusal names spec.gpu, or says the attribute's name in its text. */
  const place = ({ body }: ApiError) => {
    const text = (lang === 'zh' && body.text_zh) || body.text
    const attr = attrs.find((one) => body.field === SPEC + one.name || (body.field === 'spec' && new RegExp(`\\b${one.name}\\b`).test(body.text)))
    if (attr) form.setFields([{ name: SPEC + attr.name, errors: [text] }])
    else showAtField(form, [...fields, ...prices], body.field.startsWith('prices') ? 'price.month' : body.field, text)
  }
  return (
    <Page title={t('sku.new')} sub={`${product.name} · ${t(`kind.${product.kind}`)}`}>
      <Form form={form} layout="vertical" onFinish={(typed) => void send(typed)} scrollToFirstError={{ focus: true }}>
        <div className="stack kb-form-page">
          <ErrorView error={create.error} />
          <Card title={t('sku.basics')}><div className="kb-form-two"><Fields fields={fields} /></div></Card>
          <Card title={t('sku.attrs')}>
            <div className="kb-form-two">{attrs.map((attr) => <AttrField key={attr.name} attr={attr} />)}</div>
          </Card>
          <Card title={t('price.list')}>
            <p className="muted small kb-lead">{t('sku.prices.help')}</p>
            <div className="kb-form-three"><Fields fields={prices} /></div>
          </Card>
          <div className="row">
            <Button type="primary" htmlType="submit" loading={create.isPending} data-testid="sku.create">{t('create')}</Button>
            <Button onClick={() => void navigate(-1)}>{t('cancel')}</Button>
          </div>
        </div>
      </Form>
    </Page>
  )
}

function AttrField({ attr }: { attr: Attr }) {
  const { t, lang } = useI18n()
  const label = lang === 'zh' ? attr.zh : attr.en
  const name = SPEC + attr.name
  const rules = [
    ...(attr.required ? [{ required: true, message: t('field.required', { what: label }) }] : []),
    ...(attr.type === 'integer' ? [{ type: 'number' as const, min: attr.min, max: attr.max, message: t('field.range', { min: attr.min ?? 0, max: attr.max ?? '∞' }) }] : []),
  ]
  return (
    <Form.Item name={name} label={label} rules={rules} valuePropName={attr.type === 'boolean' ? 'checked' : 'value'}>
      {attr.type === 'integer'
        ? <InputNumber className="kb-wide" min={attr.min} max={attr.max} precision={0} suffix={attr.unit} data-testid={`field.${name}`} />
        : attr.type === 'boolean'
          ? <Checkbox>{label}</Checkbox>
          : attr.words.length > 0
            ? <Select allowClear options={attr.words.map((value) => ({ value, label: value }))} />
            : <Input maxLength={attr.max} autoComplete="off" data-testid={`field.${name}`} />}
    </Form.Item>
  )
}
