import { useEffect, useRef, type ReactNode } from 'react'
import { useI18n } from '@/i18n'

interface Props {
  title: string
  /** beside the title: tags, id */
  mark?: ReactNode
  sub?: ReactNode
  actions?: ReactNode
  children: ReactNode
  fill?: boolean
}

let first = true

/** One page: its h1 takes the focus after a change of route, so that screen readers say where one is. */
export function Page(props: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { t } = useI18n()
  useEffect(() => {
    document.title = `${props.title} · ${t('brand')}`
  }, [props.title, t])
  useEffect(() => {
    if (!first) heading.current?.focus({ preventScroll: true })
    first = false
  }, [])
  return (
    <div className={props.fill ? 'kb-page kb-page-fill' : 'kb-page'}>
      <div className="kb-page-head">
        <div className="grow">
          <div className="row loose">
            <h1 ref={heading} tabIndex={-1}>{props.title}</h1>
            {props.mark}
          </div>
          {props.sub && <div className="muted kb-page-sub">{props.sub}</div>}
        </div>
        {props.actions && <div className="row no-print">{props.actions}</div>}
      </div>
      {props.children}
    </div>
  )
}
