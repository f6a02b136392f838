import { useState } from 'react'

/** One dialog at a time: which is open, and the two things done with it. */
export function useDialog<K extends string>(first?: K) {
  const [open, setOpen] = useState<K | ''>(first ?? '')
  return { is: (name: K) => open === name, show: (name: K) => setOpen(name), close: () => setOpen('') }
}
