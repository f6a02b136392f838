import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { call, type ApiError } from '@/api/client'
import { useT } from '@/i18n'
import { ErrorView } from '@/ui/ErrorView'

/** The session ended while a page was open: sign in again here, and nothing on the page is lost. */
export default function Relogin(props: { login: string; done: () => void }) {
  const t = useT()
  const [form] = Form.useForm<{ password: string }>()
  const [error, setError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  const send = async ({ password }: { password: string }) => {
    setBusy(true)
    try {
      await call('login', { login: props.login, password })
      props.done()
    } catch (thrown) {
      setError(thrown as ApiError)
    }
    setBusy(false)
  }
  return (
    <Modal
      open title={t('relogin.title')} okText={t('login.send')} confirmLoading={busy} onOk={() => form.submit()}
      cancelText={t('relogin.other')} onCancel={() => location.assign('/login')} mask={{ closable: false }}
    >
      <div className="stack">
        <p>{t('relogin.text', { login: props.login })}</p>
        <ErrorView error={error} />
        <Form form={form} layout="vertical" onFinish={(typed) => void send(typed)}>
          <Form.Item name="password" label={t('login.password')} rules={[{ required: true, message: t('field.required', { what: t('login.password') }) }]}>
            <Input.Password autoComplete="current-password" autoFocus />
          </Form.Item>
        </Form>
      </div>
    </Modal>
  )
}
