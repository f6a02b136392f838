// What each operation answers out of the world.
import { hex, id } from './ids.mjs'
import { reports } from './reports.mjs'
import * as w from './world.mjs'

export class Refusal extends Error {
  constructor(status, reason, text, field = '') {
    super(text)
    Object.assign(this, { status, reason, field })
  }
}

const t = w.tables
const found = (list, wanted) => list.find((one) => one.id === wanted) ?? (() => { throw new Refusal(404, 'not_found', 'no such object') })()
const page = (items) => ({ items, next: '' })
const sells = (c) => c.org.kind !== 'customer'
const ownBook = (c) => t.vouchers.filter((one) => one.book === c.org.id)
const wallet = (c) => found(w.orgs, c.org.id)
const moved = (list, wanted) => (c, input) => Object.assign(found(list, input.id), { state: wanted })

const add = (list, make) => (c, input) => {
  const made = { org_id: w.platform.id, created_ms: Date.now(), ...make(input) }
  list.unshift(made)
  return made
}

function orderPage(one) {
  const n = (state) => one.lines.filter((line) => line.state === state).length
  const head = { ...one, lines_n: one.lines.length, active_n: n('active'), held_n: n('held') }
  return { order: head, lines: one.lines, timeline: one.job.log.map((entry) => ({ at_ms: entry.at_ms, line_id: one.lines[0].id, text: entry.text })) }
}

function resourcePage(res) {
  const next = res.state !== 'active' ? [] : [
    { at_ms: res.end_ms, kind: 'suspend', text_zh: '到期未续费则停用', text_en: 'suspended unless renewed' },
    { at_ms: res.end_ms + 7 * w.DAY, kind: 'close', text_zh: '宽限期后关闭并清除数据', text_en: 'closed and erased after the grace period' },
  ]
  const terminals = res.state !== 'active' ? [] : res.driver === 'libvirt' ? ['shell', 'console'] : ['shell']
  return { resource: res, access: { resource_id: res.id, driver: res.driver, access: res.access, ssh_key: '' }, next, terminals }
}

const jobPage = (job) => ({ job, device: w.placeOf(found(t.devices, job.device_id)), log: job.log, result: job.result })
const workPage = (order) => ({ work_order: order, device: w.placeOf(order.of), fields: order.fields })

function trial(c, input) {
  const rows = new Map()
  for (const line of ownBook(c).flatMap((one) => one.lines)) {
    const party = input.by === 'subject' ? '' : line.party
    const key = `${line.subject}.${party}`
    const row = rows.get(key) ?? { code: line.subject, name: line.name, name_en: line.name_en, side: ['1002', '1122', '6401'].includes(line.subject) ? 'D' : 'C', party, party_name: party ? line.party_name : '', dr_fen: 0, cr_fen: 0, balance_fen: 0 }
    row.dr_fen += line.dr_fen
    row.cr_fen += line.cr_fen
    row.balance_fen = row.side === 'D' ? row.dr_fen - row.cr_fen : row.cr_fen - row.dr_fen
    rows.set(key, row)
  }
  const items = [...rows.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
  const sum = (name) => items.reduce((total, row) => total + row[name], 0)
  const closing = (side) => items.filter((row) => row.side === side).reduce((total, row) => total + row.balance_fen, 0)
  return { as_of: Date.now(), last_no: ownBook(c).length, items, total_dr_fen: sum('dr_fen'), total_cr_fen: sum('cr_fen'), opening_balanced: true, closing_dr_fen: closing('D'), closing_cr_fen: closing('C'), closing_balanced: closing('D') === closing('C'), balanced: sum('dr_fen') === sum('cr_fen') }
}

function numbers(c) {
  const n = (key, value, href) => ({ key, value, href })
  const mine = w.resources.filter((one) => one.org_id === c.org.id && one.state === 'active')
  if (!sells(c)) return [
    n('resources_running', mine.length, 'resources?state=active'),
    n('resources_expiring', mine.filter((one) => one.end_ms - Date.now() < 7 * w.DAY).length, 'resources'),
    n('resources_troubled', 0, 'resources'),
  ]
  return [
    n('jobs_open', w.jobs.filter((one) => !one.ended_ms).length, 'jobs'),
    n('work_orders_open', t.workOrders.filter((one) => !one.ended_ms).length, 'workorders'),
    n('recharges_waiting', w.recharges.filter((one) => one.state === 'waiting').length, 'fin/arrivals?state=waiting'),
    n('slots_free', 27, 'devices'),
  ]
}

function quoteOf(c, input) {
  const sku = found(w.skus, input.sku_id ?? found(w.resources, input.resource_id).sku_id)
  const quantity = input.quantity ?? 1
  const list = sku.list_fen * (input.periods ?? 1) * quantity
  const off = Math.trunc((list * 5) / 100)
  const quote = {
    id: id('quo'), sku_id: sku.id, resource_id: input.resource_id ?? '', quantity, months: input.periods ?? 1, price_fen: list - off, coupon_fen: 0, total_fen: list - off, expires_ms: Date.now() + 15 * w.MIN,
    lines: [{ sku_id: sku.id, sku: sku.name, steps: [
      { text_zh: `目录价 × ${input.periods ?? 1} 个月 × ${quantity}`, text_en: `List price × ${input.periods ?? 1} months × ${quantity}`, amount_fen: list },
      { text_zh: '客户折扣 95.00%', text_en: 'Customer discount 95.00%', amount_fen: list - off },
    ] }],
  }
  c.quotes.set(quote.id, quote)
  return quote
}

function pay(c, input, kind, alias) {
  const quote = c.quotes.get(input.quote_id)
  if (!quote) throw new Refusal(404, 'quote.expired', 'the quote is gone')
  const who = wallet(c)
  if (who.available_fen < quote.total_fen) throw new Refusal(409, 'ledger.balance_short', 'the balance is too low')
  who.available_fen -= quote.total_fen
  who.frozen_fen += quote.total_fen
  const sku = found(w.skus, quote.sku_id)
  const made = w.order(sku, who, alias, quote.months, quote.total_fen, Date.now(), kind)
  w.flow(who, 'hold', `${sku.name} 冻结`, `${sku.name} held`, { held_fen: quote.total_fen }, made.id)
  return { quote, who, sku, made }
}

function settle({ quote, who, made }) {
  w.finish(made, Date.now(), quote.months)
  who.frozen_fen -= quote.total_fen
  w.book('capture', who, quote.total_fen, made.id)
  w.flow(who, 'capture', '开通确认', 'Opening captured', { out_fen: quote.total_fen }, made.id)
}

function buy(c, input, push) {
  const paid = pay(c, input, 'new', input.alias)
  setTimeout(() => {
    settle(paid)
    push('order', paid.made.id)
  }, 2500)
  return orderPage(paid.made)
}

function renew(c, input, push) {
  const res = found(w.resources, input.id)
  const paid = pay(c, input, 'renew', res.alias)
  settle(paid)
  w.resources.splice(w.resources.findIndex((one) => one.id === paid.made.lines[0].resource_id), 1)
  paid.made.lines[0].resource_id = res.id
  res.end_ms += paid.quote.months * 30 * w.DAY
  push('resource', res.id)
  return orderPage(paid.made)
}

function fill(c, input, push) {
  const order = found(t.workOrders, input.id)
  order.state = 'verifying'
  order.form = { host: input.host, port: input.port, user: input.user }
  setTimeout(() => {
    const ok = input.password !== 'wrong'
    const check = (name, passed, text, ms) => ({ name, ok: passed, text, ms })
    order.state = ok ? 'done' : 'returned'
    order.ended_ms = ok ? Date.now() : 0
    order.result = { checks: [check('reach', true, `${input.host} port ${input.port} answers`, 2), check('handshake', true, 'SSH-2.0-OpenSSH_9.2p1', 36), check('login', ok, ok ? `user ${input.user}` : `${input.user}: the password was refused`, 212)] }
    push('work_order', order.id)
  }, 1500)
  return workPage(order)
}

const decide = (state) => (c, input, push) => {
  const claim = found(w.recharges, input.id)
  if (claim.state !== 'waiting') throw new Refusal(409, 'state.move', `the recharge is ${claim.state}`)
  Object.assign(claim, { state, reason: input.reason ?? '', decided_by: c.user.id, decided_ms: Date.now() })
  if (state === 'confirmed') {
    const who = found(w.orgs, claim.customer_id)
    who.available_fen += claim.amount_fen
    w.book('recharge', who, claim.amount_fen)
    w.flow(who, 'recharge', '线下充值到账', 'Recharge by transfer', { in_fen: claim.amount_fen })
  }
  push('recharge', claim.id)
  return claim
}

const jobDo = (phase) => (c, input, push) => {
  const job = Object.assign(found(w.jobs, input.id), { phase })
  if (phase === 'failed') Object.assign(job, { ended_ms: Date.now(), reason: 'job.given_up', text: input.reason })
  w.note(job, Date.now(), phase)
  push('job', job.id)
  return job
}

const profile = { staff_id: '', staff: '', department_id: '', department: '', department_set: false, contact_name: '', contact_phone: '', contact_email: '', tags: [], note: '', source: 'direct' }
const customers = () => [w.customer, w.person].map((one) => ({ ...profile, updated_ms: one.created_ms, ...one }))
const members = (c) => w.users.filter((one) => one.roles[c.org.id]).map((one) => ({ ...one, department_id: '', department: '', roles: one.roles[c.org.id] }))

const rooms = {
  regions_list: () => page(t.regions),
  regions_create: add(t.regions, (input) => ({ id: id('reg'), ...input })),
  rooms_list: () => page(t.rooms),
  rooms_create: add(t.rooms, (input) => ({ id: id('rom'), region: found(t.regions, input.region_id).name, agents_online: 0, devices: 0, address: '', ...input })),
  racks_list: (c, input) => page(t.racks.filter((one) => !input.room_id || one.room_id === input.room_id)),
  racks_create: add(t.racks, (input) => ({ id: id('rck'), room: found(t.rooms, input.room_id).name, ...input })),
  models_list: () => page(t.models),
  models_create: add(t.models, (input) => ({ id: id('mdl'), attrs: {}, ...input })),
  devices_list: (c, input) => page(t.devices.filter((one) => ['stage', 'room_id'].every((name) => !input[name] || one[name] === input[name]) && one.asset_tag.includes(input.text ?? ''))),
  devices_get: (c, input) => {
    const device = found(t.devices, input.id)
    return { device, endpoints: device.endpoints, slots: device.slots, jobs: w.jobs.filter((one) => one.device_id === device.id) }
  },
  devices_create: add(t.devices, (input) => {
    const rack = found(t.racks, input.rack_id)
    const model = found(t.models, input.model_id)
    return { id: id('dev'), serial: '', model: model.name, kind: model.kind, rack: rack.name, room: rack.room, room_id: rack.room_id, stage: 'draft', flags: 0, flag_reason: '', observed: {}, observed_ms: 0, endpoints: [], slots: [], ...input }
  }),
  devices_verify: (c, input) => w.job('observe', 'running', found(t.devices, input.id), Date.now(), { driver: input.driver }),
  devices_flag: (c, input) => {
    const device = found(t.devices, input.id)
    const bit = { maintenance: 1, protected: 2, fault: 4 }[input.flag]
    Object.assign(device, { flags: input.on ? device.flags | bit : device.flags & ~bit, flag_reason: input.on ? input.reason : '' })
    w.change('device', device.id, input.flag, c.user.name, input.reason)
    return device
  },
  devices_load: (c, input) => ({ device_id: input.id, sku_id: input.sku_id, slots: input.slots }),
  devices_endpoint: (c, input) => {
    const made = { id: id('end'), device_id: input.id, driver: input.driver, target: input.target, has_secret: Boolean(input.secret), created_ms: Date.now() }
    found(t.devices, input.id).endpoints.push(made)
    return made
  },
  slots_list: () => page(t.devices.flatMap((one) => one.slots)),
  changes_list: (c, input) => page(t.changes.filter((one) => (!input.object || one.object === input.object) && (!input.id || one.object_ref === input.id))),
  jobs_list: (c, input) => page(w.jobs.filter((one) => ['phase', 'room_id'].every((name) => !input[name] || one[name] === input[name]))),
  jobs_get: (c, input) => jobPage(found(w.jobs, input.id)),
  jobs_retry: jobDo('queued'),
  jobs_give_up: jobDo('failed'),
  agents_list: () => page(t.agents),
  agents_create: (c, input) => {
    const room = found(t.rooms, input.room_id)
    const made = { ...t.agents[0], id: id('agt'), name: input.name, room: room.name, room_id: room.id, fingerprint: '', key_hex: '', state: 'waiting', link: 'never', seen_ms: 0, version: '', created_ms: Date.now() }
    t.agents.unshift(made)
    return { id: made.id, name: made.name, code: `${hex(4)}-${hex(4)}-${hex(4)}`, server_key: hex(64), controller: 'tcp://127.0.0.1:7780', stream: 'tcp://127.0.0.1:7781', expires_ms: Date.now() + 15 * w.MIN }
  },
  agents_revoke: moved(t.agents, 'revoked'),
  work_orders_list: (c, input) => page(t.workOrders.filter((one) => (!input.state || one.state === input.state) && (!input.open || !one.ended_ms))),
  work_orders_get: (c, input) => workPage(found(t.workOrders, input.id)),
  work_orders_accept: (c, input, push) => {
    const order = Object.assign(found(t.workOrders, input.id), { state: 'accepted', assignee: c.user.name })
    push('work_order', order.id)
    return workPage(order)
  },
  work_orders_fill: fill,
  work_orders_cancel: (c, input) => workPage(Object.assign(found(t.workOrders, input.id), { state: 'canceled', ended_ms: Date.now() })),
  orders_placement: (c, input) => ({
    items: [{
      line_id: found(w.orders, input.id).lines[0].id,
      body: { candidates: t.devices.map((one, i) => ({ device: one.asset_tag, room: one.room, free: i < 2 ? 16 - i * 2 : 0, verdict: i === 0 ? 'chosen' : i === 1 ? 'fits' : 'refused', reason_zh: i < 2 ? '可用' : one.flags ? '设备处于维护、保护或故障状态' : '没有空闲名额', reason_en: i < 2 ? 'fits' : one.flags ? 'the device is flagged' : 'no free slot', score: i < 2 ? 16 - i * 2 : 0 })) },
    }],
  }),
}

const buying = {
  shop_list: () => ({ items: w.skus.map((one) => ({ ...one, sku_id: one.id, prices: [{ cycle: 'month', list_ufen: one.list_fen * 1e6, price_ufen: one.list_fen * 1e6 }], places: [], automatic: one.driver !== 'manual' })) }),
  quotes_create: quoteOf,
  orders_create: buy,
  orders_list: (c) => page(w.orders.filter((one) => one.owner === c.org.id).map((one) => orderPage(one).order)),
  orders_get: (c, input) => orderPage(found(w.orders, input.id)),
  resources_list: (c, input) => page(w.resources.filter((one) => one.org_id === c.org.id && (!input.state || one.state === input.state))),
  resources_get: (c, input) => resourcePage(found(w.resources, input.id)),
  resources_renew: renew,
  resources_rename: (c, input) => resourcePage(Object.assign(found(w.resources, input.id), { alias: input.alias })),
  resources_close: (c, input, push) => {
    const res = found(w.resources, input.id)
    if (input.confirm !== res.alias) throw new Refusal(400, 'request.field', 'the name does not match', 'confirm')
    res.state = 'closed'
    push('resource', res.id)
    return resourcePage(res)
  },
  balance_get: (c) => wallet(c),
  flow_list: (c) => page(t.flows.filter((one) => one.owner === c.org.id)),
  terminals_create: () => ({ id: id('trm'), ticket: hex(32), url: '/v1/ws/term', protocol: 'kboss.term.1', expires_ms: Date.now() + 30_000 }),
  terminals_list: () => page([]),
}

const selling = {
  recharges_list: (c, input) => page(w.recharges.filter((one) => (sells(c) || one.customer_id === c.org.id) && (!input.state || one.state === input.state))),
  recharges_create: (c, input, push) => {
    const who = found(w.orgs, input.customer_id || c.org.id)
    const made = { id: id('rch'), org_id: w.distributor.id, customer_id: who.id, customer: who.name, amount_fen: input.amount_fen, payer: input.payer, memo: input.memo ?? '', state: 'waiting', reason: '', created_by: c.user.id, decided_by: '', created_ms: Date.now(), decided_ms: 0 }
    w.recharges.unshift(made)
    push('recharge', made.id)
    return made
  },
  recharges_confirm: decide('confirmed'),
  recharges_reject: decide('rejected'),
  vouchers_list: (c) => page(ownBook(c)),
  vouchers_get: (c, input) => found(ownBook(c), input.id),
  trial_balance_get: trial,
  books_verify: (c) => ({ ok: true, vouchers: ownBook(c).length, lines: ownBook(c).length * 2, checks: ['vouchers_balance', 'numbers_gapless', 'hash_chains', 'balances_equal_lines', 'mirrors_agree', 'templates_proved'].map((name) => ({ name, ok: true, text: '', failures: 0, book_id: '', voucher_id: '' })) }),
  customers_list: (c, input) => page(customers().filter((one) => one.name.includes(input.text ?? ''))),
  customer_balances_list: () => page(customers()),
  distributors_list: () => page([w.distributor]),
  orgs_state: (c, input) => Object.assign(found(w.orgs, input.id), { state: input.state }),
  products_list: () => page(t.products),
  products_create: add(t.products, (input) => ({ id: id('prd'), summary: '', state: 'on', ...input })),
  products_state: (c, input) => Object.assign(found(t.products, input.id), { state: input.state }),
  skus_list: () => page(w.skus),
  skus_create: add(w.skus, (input) => ({ id: id('sku'), ready_s: 30, free: 0, state: 'on', kind: found(t.products, input.product_id).kind, product: found(t.products, input.product_id).name, ...input })),
  agreements_list: () => page(w.agreements),
}

const own = {
  home_get: (c) => ({ items: numbers(c), as_of_ms: Date.now() }),
  members_list: (c) => page(members(c)),
  api_keys_list: () => page(w.keys),
  api_keys_create: (c, input) => {
    const made = { ...w.keys[0], id: id('key'), name: input.name, roles: input.roles, created_ms: Date.now() }
    w.keys.unshift(made)
    return { ...made, secret: `kb_${hex(40)}` }
  },
  api_keys_revoke: (c, input) => (w.keys.splice(w.keys.findIndex((one) => one.id === input.id), 1), { ok: true }),
  sessions_list: (c) => page([{ id: c.session, user_id: c.user.id, peer: '127.0.0.1', created_ms: Date.now() - w.HOUR, seen_ms: Date.now(), current: true }]),
  sessions_revoke: () => ({ ok: true }),
  password_change: () => ({ ok: true }),
  live_tickets_create: () => ({ id: id('trm'), ticket: hex(32), url: '/v1/ws/live', protocol: 'kboss.live.1', expires_ms: Date.now() + 30_000 }),
  messages_list: (c, input) => {
    const mine = t.messages.filter((one) => one.owner === c.org.id)
    return { ...page(mine.filter((one) => !input.unread || !one.read)), unread: mine.filter((one) => !one.read).length }
  },
  messages_read: (c, input) => {
    found(t.messages, input.id).read = true
    return { unread: t.messages.filter((one) => one.owner === c.org.id && !one.read).length }
  },
  messages_seen: (c) => {
    for (const one of t.messages) if (one.owner === c.org.id) one.read = true
    return { unread: 0 }
  },
}

export const handlers = { ...rooms, ...buying, ...selling, ...own, ...reports }
