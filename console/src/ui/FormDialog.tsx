import { useState } from 'react'
import type { FormDialogProps } from './FormDialogBody'
import { late } from './late'

const Body = late(() => import('./FormDialogBody'))

/** A dialog with a form; its code comes when it is first opened. */
export function FormDialog(props: FormDialogProps) {
  const [wanted, want] = useState(props.open)
  if (props.open && !wanted) want(true)
  return wanted ? <Body {...props} /> : null
}
