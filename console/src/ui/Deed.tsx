// One thing a person may do to an object, as data: its button, what it asks or what it says will happen,
// and the operation that does it. Absent when the role lacks the operation, dead with a reason by state.
import { useState, type ReactNode } from 'react'
import type { In, Op } from '@/api/client'
import { useWrite } from '@/api/hooks'
import { useSession } from '@/app/session'
import { ConfirmPlan } from './ConfirmPlan'
import type { FieldSpec } from './Fields'
import { FormDialog } from './FormDialog'
import { Reasoned } from './Reasoned'

interface Props<O extends Op> {
  op: O
  /** what is sent in any case: the id, and what the page knows */
  input: Partial<In<O>>
  verb: string
  /** what it is done to */
  name: string
  /** asked for in a form; without them a plan is confirmed */
  fields?: FieldSpec[]
  effects?: ReactNode[]
  lead?: ReactNode
  /** the field of the operation that takes a reason; asked for with the plan */
  reasonAs?: string
  typed?: string
  danger?: boolean
  primary?: boolean
  small?: boolean
  why?: string | false
  /** said differently than by the operation alone */
  hidden?: boolean
  then?: (done: unknown) => void
}

export function Deed<O extends Op>(props: Props<O>) {
  const { can } = useSession()
  return can(props.op) && !props.hidden ? <Offered {...props} /> : null
}

function Offered<O extends Op>(props: Props<O>) {
  const [open, setOpen] = useState(false)
  const write = useWrite(props.op)
  const close = () => {
    setOpen(false)
    write.reset()
  }
  const send = async (more: Record<string, unknown>) => {
    const done = await write.mutateAsync({ ...props.input, ...more } as unknown as In<O>)
    props.then?.(done)
  }
  // A click inside the dialog is not a click on the row the button stands in.
  return (
    <span onClick={(event) => event.stopPropagation()}>
      <Reasoned
        size={props.small ? 'small' : 'middle'} type={props.primary ? 'primary' : 'default'} danger={props.danger} why={props.why}
        aria-label={props.small ? `${props.verb} ${props.name}` : undefined} onClick={() => setOpen(true)} data-testid={`deed.${props.op}`}
      >
        {props.verb}
      </Reasoned>
      {props.fields
        ? (
          <FormDialog
            open={open} close={close} title={props.small ? `${props.verb} ${props.name}` : props.verb} verb={props.verb} fields={props.fields}
            lead={props.lead} busy={write.isPending} error={write.error} send={send}
          />
        )
        : (
          <ConfirmPlan
            open={open} close={close} verb={props.verb} name={props.name} effects={props.effects ?? []} typed={props.typed}
            askReason={props.reasonAs !== undefined} danger={props.danger} busy={write.isPending} error={write.error}
            run={(reason) => send(props.reasonAs ? { [props.reasonAs]: reason } : {})}
          />
        )}
    </span>
  )
}
