import { useSyncExternalStore } from 'react'

const narrow = window.matchMedia('(max-width: 700px)')

function subscribe(listener: () => void) {
  narrow.addEventListener('change', listener)
  return () => narrow.removeEventListener('change', listener)
}

/** Whether there is only room for one column. */
export function usePhone(): boolean {
  return useSyncExternalStore(subscribe, () => narrow.matches)
}
