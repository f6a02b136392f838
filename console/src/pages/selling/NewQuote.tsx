// A quote for a customer: what, how long, how many; the price is the server's.
import { Form, Input, InputNumber, Modal, Select } from 'antd'
import { useNavigate } from 'react-router'
import type { In } from '@/api/client'
import { useList, useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { ErrorView } from '@/ui/ErrorView'
import { useSkuOptions } from '@/ui/names'

interface Asked { customer_id: string; sku_id: string; cycle?: 'month'; periods: number; quantity: number; coupon?: string }

export default function NewQuote(props: { customer: string; customers: { value: string; label: string }[]; close: () => void }) {
  const t = useT()
  const { org } = useSession()
  const navigate = useNavigate()
  const create = useWrite('quotes_create')
  const skus = useSkuOptions()
  const list = useList('skus_list', {}, { limit: 200 })
  const [form] = Form.useForm<Asked>()
  const chosen = Form.useWatch('sku_id', form) as string | undefined
  const cycles = list.rows.find((row) => row.id === chosen)?.prices.map((price) => price.cycle) ?? (['month'] as const)
  const need = (what: string) => [{ required: true, message: t('field.required', { what }) }]
  const send = async (asked: Asked) => {
    try {
      const made = await create.mutateAsync({ ...asked, coupon: asked.coupon?.trim().toUpperCase() || undefined } as In<'quotes_create'>)
      await navigate(`/o/${org.id}/quotes/${made.id}`)
    } catch {
      // shown in the dialog
    }
  }
  return (
    <Modal open title={t('quote.new')} okText={t('quote.make')} cancelText={t('cancel')} onCancel={props.close} onOk={() => form.submit()} confirmLoading={create.isPending} okButtonProps={{ 'data-testid': 'dialog.send' }}>
      <div className="stack">
        <ErrorView error={create.error} />
        <Form form={form} layout="vertical" onFinish={(asked) => void send(asked)} initialValues={{ customer_id: props.customer || undefined, periods: 1, quantity: 1 }}>
          <Form.Item name="customer_id" label={t('col.customer')} rules={need(t('col.customer'))}><Select options={props.customers} showSearch={{ optionFilterProp: 'label' }} data-testid="field.customer_id" /></Form.Item>
          <Form.Item name="sku_id" label={t('col.sku')} rules={need(t('col.sku'))}><Select options={skus} showSearch={{ optionFilterProp: 'label' }} data-testid="field.sku_id" /></Form.Item>
          <div className="kb-form-three">
            <Form.Item name="cycle" label={t('col.cycle')}><Select allowClear placeholder={t('per.month')} options={cycles.map((value) => ({ value, label: t(`per.${value}`) }))} /></Form.Item>
            <Form.Item name="periods" label={t('shop.period')}><InputNumber className="kb-wide" min={1} max={120} precision={0} /></Form.Item>
            <Form.Item name="quantity" label={t('shop.quantity')}><InputNumber className="kb-wide" min={1} max={20} precision={0} /></Form.Item>
          </div>
          <Form.Item name="coupon" label={t('shop.coupon')}><Input className="mono" maxLength={32} /></Form.Item>
        </Form>
      </div>
    </Modal>
  )
}
