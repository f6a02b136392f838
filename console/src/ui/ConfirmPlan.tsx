import { useState } from 'react'
import type { ConfirmPlanProps } from './ConfirmPlanBody'
import { late } from './late'

const Body = late(() => import('./ConfirmPlanBody'))

/** Asks before something that cannot simply be taken back; its code comes when it is first opened. */
export function ConfirmPlan(props: ConfirmPlanProps) {
  const [wanted, want] = useState(props.open)
  if (props.open && !wanted) want(true)
  return wanted ? <Body {...props} /> : null
}
