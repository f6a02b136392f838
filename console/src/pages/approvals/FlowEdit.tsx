// The levels of one kind: by role or by name, how many of them, from which amount on.
import { Button, Form, Input, InputNumber, Modal, Radio, Select } from 'antd'
import type { In } from '@/api/client'
import { useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { fenOfText, fenText } from '@/lib/money'
import { ErrorView } from '@/ui/ErrorView'
import { useStaffOptions } from '@/ui/names'
import type { Flow } from './Flows'

interface Typed { by: 'role' | 'people'; role?: string; people?: string[]; need: number; min?: string }

export default function FlowEdit({ flow, close }: { flow: Flow; close: () => void }) {
  const t = useT()
  const put = useWrite('approval_flows_put')
  const { org } = useSession()
  const [form] = Form.useForm<{ levels: Typed[] }>()
  const levels = Form.useWatch('levels', form)
  const people = useStaffOptions()
  const roles = org.kind === 'supplier' ? (['admin', 'finance', 'delivery'] as const) : (['admin', 'finance', 'sales', 'operator', 'tech'] as const)
  const send = async (typed: { levels?: Typed[] }) => {
    const body = {
      kind: flow.kind, channel: flow.channel || undefined,
      levels: (typed.levels ?? []).map((level) => ({
        ...(level.by === 'role' ? { role: level.role } : { people: (level.people ?? []).map((user_id) => ({ user_id })) }),
        need: level.need, min_fen: level.min ? (fenOfText(level.min) ?? 0) : 0,
      })),
    }
    await put.mutateAsync(body as In<'approval_flows_put'>).then(close, () => undefined)
  }
  const initial: Typed[] = flow.levels.map((level) => ({
    by: level.role ? 'role' : 'people', role: level.role || undefined, people: level.people.map((one) => one.user_id), need: level.need, min: level.min_fen > 0 ? fenText(level.min_fen) : undefined,
  }))
  return (
    <Modal open width={720} title={`${t('flow.edit')} · ${t(`flow.${flow.kind as 'recharge'}`)}`} okText={t('save')} cancelText={t('cancel')} confirmLoading={put.isPending} onOk={() => form.submit()} onCancel={close}>
      <div className="stack">
        <p className="muted">{t('flow.lead')}</p>
        <ErrorView error={put.error} />
        <Form form={form} layout="vertical" initialValues={{ levels: initial }} onFinish={(typed) => void send(typed)}>
          <Form.List name="levels">
            {(rows, { add, remove }) => (
              <div className="kb-lines kb-lines-in">
                {rows.map((row, i) => (
                  <fieldset key={row.key} className="kb-lines-row">
                    <legend className="vh">{t('flow.level', { n: i + 1 })}</legend>
                    <div className="kb-lines-fields">
                    <Form.Item name={[row.name, 'by']} label={t('flow.level', { n: i + 1 })}>
                      <Radio.Group optionType="button" options={[{ value: 'role', label: t('flow.by.role') }, { value: 'people', label: t('flow.by.people') }]} />
                    </Form.Item>
                    {levels?.[row.name]?.by === 'people'
                      ? <Form.Item name={[row.name, 'people']} label={t('flow.who')} rules={[{ required: true, message: t('field.required', { what: t('flow.who') }) }]}><Select mode="multiple" options={people} /></Form.Item>
                      : <Form.Item name={[row.name, 'role']} label={t('flow.who')} rules={[{ required: true, message: t('field.required', { what: t('flow.who') }) }]}><Select options={roles.map((value) => ({ value, label: t(`role.${value}`) }))} /></Form.Item>}
                    <Form.Item name={[row.name, 'need']} label={t('flow.need')}><InputNumber className="kb-wide" min={1} max={10} precision={0} /></Form.Item>
                    <Form.Item name={[row.name, 'min']} label={t('flow.min')} rules={[{ validator: (_, typed?: string) => (!typed || fenOfText(typed) !== null ? Promise.resolve() : Promise.reject(new Error(t('field.money')))) }]}>
                      <Input prefix="¥" inputMode="decimal" className="num" placeholder={t('flow.min.any')} />
                    </Form.Item>
                    </div>
                    <Button className="kb-lines-drop" onClick={() => remove(row.name)} aria-label={`${t('cart.drop')} ${t('flow.level', { n: i + 1 })}`}>{t('cart.drop')}</Button>
                  </fieldset>
                ))}
                <div><Button onClick={() => add({ by: 'role', role: 'admin', need: 1 })} disabled={rows.length >= 5}>{t('flow.add')}</Button></div>
              </div>
            )}
          </Form.List>
        </Form>
      </div>
    </Modal>
  )
}
