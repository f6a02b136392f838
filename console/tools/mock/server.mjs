// Stands in for kbossd where only pages are looked at: dist/ under the real CSP header with a nonce per
// request, and the API of openapi.json out of a small world in memory. Every answer is checked against
// the document. Not a model of the business: money and machines are kbossd's.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname, extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WebSocketServer } from 'ws'
import { refused, shaped } from './check.mjs'
import { handlers, Refusal } from './handlers.mjs'
import { id } from './ids.mjs'
import * as world from './world.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const console_ = join(here, '..', '..')
const dist = join(console_, 'dist')
const document = JSON.parse(readFileSync(join(console_, 'openapi.json'), 'utf8'))
const csp = readFileSync(join(console_, 'CSP.txt'), 'utf8').trim()
const reasons = readReasons(join(console_, '..', 'base', 'reasons.def'))
const sessions = new Map()
const quotes = new Map()
const live = new Set()

function readReasons(path) {
  const rows = existsSync(path) ? readFileSync(path, 'utf8').matchAll(/^KB_REASON\((".*")\)/gm) : []
  return [...rows].map(([, list]) => {
    const [reason, zh, en, zh_advice, en_advice] = JSON.parse(`[${list}]`)
    return { reason, zh, en, zh_advice, en_advice }
  })
}

function told(reason) {
  const row = reasons.find((one) => one.reason === reason)
  return row ? { text_zh: row.zh, advice_zh: row.zh_advice, advice: row.en_advice } : {}
}

const routes = Object.entries(document.paths).flatMap(([path, verbs]) => Object.entries(verbs).map(([method, operation]) => ({
  method: method.toUpperCase(),
  op: operation.operationId,
  names: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
  pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '([^/]+)')}$`),
  who: operation['x-kboss-who'],
  list: operation['x-kboss-list'],
  out: operation.responses[200].content['application/json'].schema,
})))

const rolesOf = (user, org) => (user.roles[org.id] ?? []).map((role) => `${org.kind}:${role}`)
const orgOf = (user, org) => ({ id: org.id, kind: org.kind, parent_id: org.parent_id, name: org.name, role_bits: 0, roles: user.roles[org.id] })
const orgsOf = (user) => world.orgs.filter((org) => user.roles[org.id]).map((org) => orgOf(user, org))
const may = (who, mine) => who.some((word) => word === 'anyone' || word === 'signed-in' || mine.includes(word))

function push(topic, object) {
  for (const socket of live) socket.send(JSON.stringify({ topic, id: object }))
}

function me(c) {
  const mine = c.org ? rolesOf(c.user, c.org) : []
  return {
    user: { id: c.user.id, name: c.user.name, login: c.user.login },
    org: c.org ? orgOf(c.user, c.org) : null,
    orgs: orgsOf(c.user),
    operations: routes.filter((one) => may(one.who, mine)).map((one) => one.op), server_ms: Date.now(),
  }
}

function login(input, response) {
  const user = world.users.find((one) => one.login === input.login)
  if (!user || input.password !== world.password) throw new Refusal(401, 'login.wrong', 'login or password is wrong')
  const session = id('ses')
  sessions.set(session, user)
  response.setHeader('Set-Cookie', `kboss=${session}; HttpOnly; SameSite=Strict; Path=/`)
  return { user: { id: user.id, name: user.name, login: user.login }, orgs: orgsOf(user) }
}

function answer(request, url, body, response) {
  const route = routes.find((one) => one.method === request.method && one.pattern.test(url.pathname))
  if (!route) throw new Refusal(404, 'request.route', 'no such route')
  const session = /kboss=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
  const user = sessions.get(session)
  const org = world.orgs.find((one) => one.id === request.headers['x-kboss-org'])
  const values = route.pattern.exec(url.pathname).slice(1)
  const input = { ...Object.fromEntries(url.searchParams), ...body, ...Object.fromEntries(route.names.map((name, i) => [name, values[i]])) }
  if (!user && !route.who.includes('anyone')) throw new Refusal(401, 'session.none', 'sign in first')
  const c = { user, org, session, quotes }
  if (user && org && !may(route.who, rolesOf(user, org))) throw new Refusal(403, 'role.missing', `${route.op} is not for your role`)
  if (route.op === 'login') return [route, login(input, response)]
  if (route.op === 'logout') return [route, (sessions.delete(session), { ok: true })]
  if (route.op === 'me_get') return [route, me(c)]
  const handler = handlers[route.op]
  if (!handler) throw new Refusal(503, 'mock.missing', `the mock has no ${route.op}`)
  return [route, handler(c, input, push)]
}

function send(response, status, type, text) {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' })
  response.end(text)
}

const csv = (rows) => `\ufeff${[Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))].map((cells) => cells.map((cell) => JSON.stringify(cell)).join(',')).join('\r\n')}`

async function api(request, url, response) {
  if (url.pathname === '/v1/reasons') return send(response, 200, 'application/json', JSON.stringify({ items: reasons }))
  let text = ''
  for await (const chunk of request) text += chunk
  try {
    const [route, value] = answer(request, url, text ? JSON.parse(text) : {}, response)
    const out = shaped(route.out, value)
    const wrong = refused(route.out, out)
    if (wrong) throw new Refusal(500, 'mock.shape', `${route.op} ${wrong}`)
    if (route.list && request.headers.accept === 'text/csv') return send(response, 200, 'text/csv; charset=utf-8', csv(out.items))
    send(response, 200, 'application/json', JSON.stringify(out))
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) console.error(thrown)
    const { status = 500, reason = 'internal', field = '' } = thrown
    if (status >= 500) console.error(thrown.message)
    send(response, status, 'application/json', JSON.stringify({ code: 'refused', reason, field, text: thrown.message, ...told(reason), request_id: id('req') }))
  }
}

const types = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' }

function page(url, request, response) {
  const path = normalize(join(dist, url.pathname))
  if (path.startsWith(dist) && extname(path) && existsSync(path)) {
    const gz = existsSync(`${path}.gz`) && /gzip/.test(request.headers['accept-encoding'] ?? '')
    response.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'application/octet-stream', ...(gz ? { 'Content-Encoding': 'gzip' } : {}) })
    return response.end(readFileSync(gz ? `${path}.gz` : path))
  }
  const nonce = randomBytes(16).toString('base64')
  response.setHeader('Content-Security-Policy', csp.replaceAll('__KBOSS_NONCE__', nonce))
  send(response, 200, 'text/html; charset=utf-8', readFileSync(join(dist, 'index.html'), 'utf8').replaceAll('__KBOSS_NONCE__', nonce))
}

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://mock')
  if (url.pathname.startsWith('/v1/')) void api(request, url, response)
  else page(url, request, response)
})
const sockets = new WebSocketServer({ noServer: true })
server.on('upgrade', (request, socket, head) => {
  if (request.url !== '/v1/ws/live') return socket.destroy()
  sockets.handleUpgrade(request, socket, head, (open) => {
    live.add(open)
    open.on('close', () => live.delete(open))
  })
})
const port = Number(process.env.PORT ?? 8611)
server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`))
