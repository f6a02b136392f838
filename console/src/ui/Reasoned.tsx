import { Button, type ButtonProps } from 'antd'
import { useId } from 'react'

/** A button that the present state may forbid: then it is dead and says why in words. */
export function Reasoned(props: ButtonProps & { why?: string | false }) {
  const { why, ...rest } = props
  const id = useId()
  return (
    <span className="kb-reasoned">
      <Button {...rest} disabled={Boolean(why) || rest.disabled} aria-describedby={why ? id : undefined} />
      {why && <span id={id} className="kb-why">{why}</span>}
    </span>
  )
}
