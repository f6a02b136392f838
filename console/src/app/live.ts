// The live channel: the server says which object changed, the page reads it again. Nothing but an object's
// id comes by push, so replies stay the only truth. While the channel is down, pages poll.
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { call } from '@/api/client'
import { opsTouchedBy } from '@/api/topics'

const GATHER_MS = 250
const POLL_MS = 15_000
const RETRY_MS = [1000, 2000, 4000, 8000, 15_000] as const

export interface LiveState { up: boolean; sinceMs: number }

type Push = { topic: string; id: string }

export function readPush(text: string): Push | null {
  try {
    const push: unknown = JSON.parse(text)
    if (!push || typeof push !== 'object') return null
    const { topic, id } = push as Partial<Push>
    return typeof topic === 'string' ? { topic, id: typeof id === 'string' ? id : '' } : null
  } catch {
    return null
  }
}

/** One connection for one acting organisation, until stop(). */
export class Live {
  private socket: WebSocket | undefined
  private timers = new Set<number>()
  private topics = new Set<string>()
  private gathering = false
  private failures = 0
  private stopped = false
  private listeners = new Set<() => void>()
  private org: string
  private queries: QueryClient
  state: LiveState = { up: true, sinceMs: Date.now() }

  constructor(org: string, queries: QueryClient) {
    this.org = org
    this.queries = queries
    document.addEventListener('visibilitychange', this.seen)
    void this.open()
    this.poll()
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  stop() {
    this.stopped = true
    document.removeEventListener('visibilitychange', this.seen)
    for (const timer of this.timers) clearTimeout(timer)
    this.socket?.close()
  }

  private later(ms: number, run: () => void) {
    const timer = window.setTimeout(() => {
      this.timers.delete(timer)
      run()
    }, ms)
    this.timers.add(timer)
  }

  private become(up: boolean) {
    if (this.state.up === up) return
    this.state = { up, sinceMs: Date.now() }
    for (const listener of this.listeners) listener()
  }

  private async open() {
    try {
      const { ticket, url, protocol } = await call('live_tickets_create', {}, { org: this.org })
      if (this.stopped) return
      const at = new URL(url, location.href)
      at.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:'
      const socket = new WebSocket(at, protocol)
      this.socket = socket
      socket.onopen = () => {
        socket.send(JSON.stringify({ ticket, org: this.org }))
        if (this.failures > 0) this.readAgain(undefined)
        this.failures = 0
        this.become(true)
      }
      socket.onmessage = (event) => {
        const push = typeof event.data === 'string' ? readPush(event.data) : null
        if (push) this.gather(push.topic)
      }
      socket.onclose = () => this.lost()
    } catch {
      this.lost()
    }
  }

  private lost() {
    if (this.stopped) return
    const wait = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)] ?? 15_000
    this.failures += 1
    if (this.failures > 1) this.become(false)
    this.later(wait * (0.75 + Math.random() / 2), () => void this.open())
  }

  private gather(topic: string) {
    this.topics.add(topic)
    if (this.gathering || document.hidden) return
    this.gathering = true
    this.later(GATHER_MS, () => {
      this.gathering = false
      const topics = [...this.topics]
      this.topics.clear()
      this.readAgain(topics)
    })
  }

  private seen = () => {
    if (document.hidden || this.topics.size === 0) return
    const [first] = this.topics
    if (first) this.gather(first)
  }

  private readAgain(topics: string[] | undefined) {
    const ops = topics && new Set(topics.flatMap((topic) => [...opsTouchedBy(topic)]))
    void this.queries.invalidateQueries({
      predicate: (query) => query.queryKey[0] !== 'me_get' && (!ops || ops.has(String(query.queryKey[0]))),
    })
  }

  private poll() {
    this.later(POLL_MS * (0.9 + Math.random() / 5), () => {
      if (!this.state.up && !document.hidden) this.readAgain(undefined)
      this.poll()
    })
  }
}

/** Keeps the channel of this organisation open while the component lives. */
export function useLive(org: string): LiveState {
  const queries = useQueryClient()
  const [live, setLive] = useState<Live | null>(null)
  useEffect(() => {
    const made = new Live(org, queries)
    setLive(made)
    return () => made.stop()
  }, [org, queries])
  return useSyncExternalStore(live?.subscribe ?? never, () => live?.state ?? UP)
}

const UP: LiveState = { up: true, sinceMs: 0 }
const never = () => () => undefined
