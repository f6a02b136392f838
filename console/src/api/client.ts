// The one way to the server: openapi-fetch with the acting organisation, idempotency keys and errors as
// ApiError. An operation is called by its id and one flat input, as kbossd's own shapes are.
import createClient from 'openapi-fetch'
import { operations } from './operations'
import type { operations as Schemas, paths } from './schema'

export type Op = keyof typeof operations & keyof Schemas
type Part<T, K extends string> = T extends { [key in K]?: infer V } ? (V extends undefined ? never : NonNullable<V>) : never
type Params<O extends Op> = Schemas[O]['parameters']
type Merge<T> = [T] extends [never] ? object : string extends keyof T ? object : T
type Body<O extends Op> = Schemas[O] extends { requestBody?: infer B }
  ? NonNullable<B> extends { content: { 'application/json': infer J } } ? J : never
  : never
export type In<O extends Op> = Merge<Part<Params<O>, 'path'>> & Merge<Part<Params<O>, 'query'>> & Merge<Body<O>>
export type Out<O extends Op> = Schemas[O] extends {
  responses: { 200: { content: { 'application/json': infer J } } }
} ? J : never
export type ListOp = { [O in Op]: Out<O> extends { items: unknown[]; next: string } ? O : never }[Op]
export type Row<O extends ListOp> = Out<O> extends { items: (infer R)[] } ? R : never

export interface ErrorBody {
  code: string
  reason: string
  field: string
  text: string
  request_id: string
  text_zh?: string
  advice?: string
  advice_zh?: string
  retry_after_ms?: number
}

/** A refusal by the server, or a failure to reach it (status 0, reason net.down). */
export class ApiError extends Error {
  readonly status: number
  readonly body: ErrorBody

  constructor(status: number, body: ErrorBody) {
    super(body.text || body.reason)
    this.name = 'ApiError'
    this.status = status
    this.body = body
  }
}

const client = createClient<paths>({ baseUrl: location.origin, credentials: 'same-origin' })

let onUnsigned: (() => void) | undefined

/** Called when a request came back 401 although somebody was signed in. */
export function whenUnsigned(run: () => void): () => void {
  onUnsigned = run
  return () => {
    if (onUnsigned === run) onUnsigned = undefined
  }
}

function split(op: Op, input: Record<string, unknown>) {
  const route = operations[op]
  const path: Record<string, unknown> = {}
  const query: Record<string, unknown> = {}
  const body: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined) continue
    if ((route.inPath as readonly string[]).includes(name)) path[name] = value
    else if (route.method === 'get') query[name] = value
    else body[name] = value
  }
  return { path, query, body }
}

function bodyOf(status: number, error: unknown): ErrorBody {
  if (error && typeof error === 'object' && 'reason' in error) return error as ErrorBody
  return { code: 'unavailable', reason: 'net.answer', field: '', text: `HTTP ${status}`, request_id: '' }
}

const AFTER_LOGIN = new Set<Op>(['login', 'me_get'])

export interface CallOptions {
  org?: string
  key?: string
  signal?: AbortSignal
}

export async function call<O extends Op>(op: O, input: In<O>, options: CallOptions = {}): Promise<Out<O>> {
  const route = operations[op]
  const { path, query, body } = split(op, input as Record<string, unknown>)
  const headers: Record<string, string> = {}
  if (options.org) headers['X-Kboss-Org'] = options.org
  if (options.key) headers['Idempotency-Key'] = options.key
  // The document's own path and method: the types above already tied input and output to the operation.
  const request = client.request as (method: string, path: string, init: object) => Promise<{
    data?: unknown; error?: unknown; response: Response
  }>
  const init = { params: { path, query }, headers, signal: options.signal, ...(route.method === 'get' ? {} : { body }) }
  let answer
  try {
    answer = await request(route.method, route.path, init)
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown
    throw new ApiError(0, { code: 'unavailable', reason: 'net.down', field: '', text: String(thrown), request_id: '' })
  }
  if (answer.response.ok) return answer.data as Out<O>
  if (answer.response.status === 401 && !AFTER_LOGIN.has(op)) onUnsigned?.()
  throw new ApiError(answer.response.status, bodyOf(answer.response.status, answer.error))
}

export interface Reason { reason: string; zh: string; en: string; zh_advice: string; en_advice: string }

/** The dictionary of reason words: a document of the server's, not an operation. */
export async function readReasons(signal?: AbortSignal): Promise<Reason[]> {
  const answer = await fetch('/v1/reasons', { signal })
  if (!answer.ok) throw new ApiError(answer.status, bodyOf(answer.status, await answer.json().catch(() => null)))
  return ((await answer.json()) as { items: Reason[] }).items
}

/** The same list as CSV, by the server, as a file for the browser. */
export async function csvOf(op: ListOp, input: Record<string, unknown>, org: string): Promise<Blob> {
  const { path, query } = split(op, input)
  const url = new URL(operations[op].path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path[name]))), location.origin)
  for (const [name, value] of Object.entries(query)) if (value) url.searchParams.set(name, String(value))
  const answer = await fetch(url, { headers: { Accept: 'text/csv', 'X-Kboss-Org': org } })
  if (!answer.ok) throw new ApiError(answer.status, bodyOf(answer.status, await answer.json().catch(() => null)))
  return answer.blob()
}
