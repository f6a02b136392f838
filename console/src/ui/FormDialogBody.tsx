import { Form, Modal } from 'antd'
import type { ReactNode } from 'react'
import type { ApiError } from '@/api/client'
import { useT } from '@/i18n'
import { ErrorView } from './ErrorView'
import { askedFor, Fields, showAtField, valuesOf, type FieldSpec } from './Fields'

export interface FormDialogProps {
  open: boolean
  title: string
  verb: string
  fields: FieldSpec[]
  lead?: ReactNode
  wide?: boolean
  busy: boolean
  error: ApiError | null
  send: (values: Record<string, unknown>) => Promise<unknown>
  close: () => void
}

/** A dialog that asks for a few things and sends them; what the server refuses stays in the dialog. */
export default function FormDialogBody(props: FormDialogProps) {
  const t = useT()
  const [form] = Form.useForm<Record<string, unknown>>()
  const typedNow = Form.useWatch((values: Record<string, unknown>) => values, form)
  const fields = askedFor(props.fields, typedNow ?? Object.fromEntries(props.fields.map((field) => [field.name, field.initial])))
  const send = async (typed: Record<string, unknown>) => {
    try {
      await props.send(valuesOf(props.fields, typed))
      form.resetFields()
      props.close()
    } catch (thrown) {
      const error = thrown as ApiError
      if (error.body?.field) showAtField(form, props.fields, error.body.field, error.body.text_zh && t('lang') === 'zh' ? error.body.text_zh : error.body.text)
    }
  }
  return (
    <Modal
      width={props.wide ? 720 : undefined}
      open={props.open} title={props.title} okText={props.verb} cancelText={t('cancel')} destroyOnHidden
      confirmLoading={props.busy} onOk={() => form.submit()} onCancel={props.close}
      okButtonProps={{ 'data-testid': 'dialog.send' }}
    >
      <div className="stack">
        {props.lead}
        <ErrorView error={props.error} />
        <Form form={form} layout="vertical" className={props.wide ? 'kb-form-two' : undefined} onFinish={(typed) => void send(typed)} scrollToFirstError={{ focus: true }}>
          <Fields fields={fields} />
        </Form>
      </div>
    </Modal>
  )
}
