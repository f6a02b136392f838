// Dialogs and drawers whose code comes when they are first wanted. Not React.lazy: what waited in a Suspense
// may be rendered, dropped and rendered anew, and Ant Design notes an open dialog while it renders; those that
// never came to be would keep the Escape key for themselves.
import { useEffect, useState, type ComponentType } from 'react'

export function late<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): ComponentType<P> {
  let known: ComponentType<P> | undefined
  return function Late(props: P) {
    const [Part, setPart] = useState(() => known)
    useEffect(() => {
      if (Part) return
      void load().then((module) => {
        known = module.default
        setPart(() => module.default)
      })
    }, [Part])
    return Part ? <Part {...props} /> : null
  }
}
