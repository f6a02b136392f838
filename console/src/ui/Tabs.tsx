// Ant Design's tabs with the role of a list of tabs on what holds only tabs: when they do not all fit, there
// is a button for the rest beside them, which such a list must not have in it.
import { Tabs as AntTabs, type TabsProps } from 'antd'
import { useLayoutEffect, useRef } from 'react'

export function Tabs(props: TabsProps) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const nav = box.current?.querySelector('.ant-tabs-nav[role="tablist"]')
    for (const name of ['role', 'aria-orientation']) {
      const value = nav?.getAttribute(name)
      if (!nav || !value) continue
      nav.querySelector('.ant-tabs-nav-list')?.setAttribute(name, value)
      nav.removeAttribute(name)
    }
  })
  return <div ref={box}><AntTabs {...props} /></div>
}
