// One clock for all pages: corrected to the server's, ticking once a second while somebody looks.
import { useSyncExternalStore } from 'react'

let skewMs = 0
let nowMs = Date.now()
let timer: number | undefined
const listeners = new Set<() => void>()

export function setSkew(ms: number): void {
  skewMs = ms
}

export function serverNow(): number {
  return Date.now() + skewMs
}

function tick() {
  nowMs = Math.floor(serverNow() / 1000) * 1000
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= window.setInterval(tick, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || timer === undefined) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The server's time to the second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => nowMs)
}
