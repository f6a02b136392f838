// A small business in memory: one platform, one distributor, customers, a room with devices, orders, jobs,
// work orders and books. Made the same every time, moves on by itself a little when something is bought.
import { hex, id } from './ids.mjs'

export const MIN = 60_000
export const HOUR = 60 * MIN
export const DAY = 24 * HOUR
const now = Date.now()

export const password = 'kboss-demo-1'
const org = (name, kind, parent) => ({ id: id('org'), name, kind, parent_id: parent?.id ?? '', form: 'company', level: parent ? 1 : 0, own_devices: false, state: 'active', created_ms: now - 90 * DAY })
export const platform = org('开元云', 'platform')
export const distributor = org('华东智算', 'distributor', platform)
export const customer = { ...org('清江材料研究所', 'customer', distributor), available_fen: 486_250_00, frozen_fen: 0 }
export const person = { ...org('陈默', 'customer', distributor), form: 'person', available_fen: 1_280_00, frozen_fen: 0 }
export const orgs = [platform, distributor, customer, person]

const user = (login, name, roles) => ({ id: id('usr'), login, name, roles, role_bits: 0, state: 'active', created_ms: now - 80 * DAY })
export const users = [
  user('admin', '周岚', { [platform.id]: ['admin', 'finance', 'sales', 'operator', 'tech'] }),
  user('tech', '李工', { [platform.id]: ['tech'] }),
  user('finance', '吴静', { [platform.id]: ['finance'], [distributor.id]: ['finance'] }),
  user('operator', '孙悦', { [platform.id]: ['operator'] }),
  user('sales', '郑凯', { [distributor.id]: ['admin', 'sales'] }),
  user('customer', '何青', { [customer.id]: ['admin'] }),
  user('student', '林可', { [customer.id]: ['user'] }),
]

const region = { id: id('reg'), org_id: platform.id, name: '华东一区', created_ms: now - 80 * DAY }
const roomOf = (name, address, devices, agents_online) => ({
  id: id('rom'), org_id: platform.id, region_id: region.id, region: region.name, name, address, devices, agents_online, created_ms: now - 80 * DAY,
})
const room = roomOf('上海临港机房', '上海市浦东新区云鹃路 88 号', 9, 1)
const room2 = roomOf('杭州余杭机房', '杭州市余杭区文一西路 1818 号', 0, 0)
const rackOf = (name) => ({ id: id('rck'), org_id: platform.id, room_id: room.id, room: room.name, name, height_u: 12, created_ms: now - 79 * DAY })
const rackA = rackOf('A-01')
const rackB = rackOf('A-02')
const modelOf = (name, kind) => ({ id: id('mdl'), org_id: platform.id, name, kind, attrs: {}, height_u: 2, created_ms: now - 79 * DAY })
const hyper = modelOf('浪潮 NF5280M6', 'hypervisor')
const server = modelOf('超聚变 2288H V7', 'server')

const productOf = (kind, name, summary) => ({ id: id('prd'), org_id: platform.id, kind, name, summary, state: 'on', created_ms: now - 70 * DAY })
const vm = productOf('vm', '通用云主机', '秒级开通，适合开发测试与网站')
const ai = productOf('ai', '智算实例', '整卡直通，含驱动与常用框架')
const metal = productOf('device', '整机租用', '独享物理机，技术员现场交付')
const hpc = productOf('hpc', '超算核时包月', '按核包月，低延迟互联')
const skuOf = (of, name, spec, driver, list_fen, ready_s, free) => ({
  id: id('sku'), product_id: of.id, product: of.name, kind: of.kind, name, spec, driver, list_fen, prices: [{ cycle: 'month', price_fen: list_fen, price_ufen: list_fen * 1e6, from_ms: 1 }], ready_s, free, state: 'on', created_ms: now - 60 * DAY,
})
export const skus = [
  skuOf(vm, '云主机 S1', { vcpu: 1, memory_mib: 256, disk_gib: 1, template: 'kboss-guest' }, 'libvirt', 29_00, 4, 14),
  skuOf(vm, '云主机 S4', { vcpu: 4, memory_mib: 8192, disk_gib: 80, template: 'kboss-guest' }, 'libvirt', 268_00, 6, 8),
  skuOf(ai, '智算 L40S 单卡', { vcpu: 16, gpu: 'L40S', gpus: 1, memory_mib: 131_072, disk_gib: 500 }, 'sim', 5_980_00, 45, 3),
  skuOf(ai, '智算 H20 八卡', { vcpu: 192, gpu: 'H20', gpus: 8, memory_mib: 2_097_152, disk_gib: 15_360 }, 'sim', 78_600_00, 90, 0),
  skuOf(metal, '物理机 2288H', { cores: 64, memory_mib: 524_288, disk_gib: 7680, bandwidth_mbps: 100 }, 'manual', 4_200_00, 0, 2),
  skuOf(hpc, '超算 256 核', { cores: 256, memory_mib: 1_048_576, network: 'RoCE 200G' }, 'sim', 32_000_00, 30, 1),
]

const deviceOf = (asset_tag, of, rack, u, stage, flags, flag_reason = '') => ({
  id: id('dev'), asset_tag, serial: `CN0${hex(7).toUpperCase()}`, model_id: of.id, model: of.name, kind: of.kind, room_id: room.id, room: room.name,
  rack_id: rack.id, rack: rack.name, u, stage, flags, flag_reason, created_ms: now - 60 * DAY,
  attrs: { memory_gib: 512, nic: '2x25G', firmware: '3.12' },
  observed: stage === 'draft' ? {} : { memory_gib: u === 5 ? 480 : 512, nic: '2x25G', firmware: '3.12', power: 'on' },
  observed_ms: stage === 'draft' ? 0 : now - u * 7 * MIN, endpoints: [], slots: [],
})
const devices = [
  deviceOf('HV-LG-01', hyper, rackA, 1, 'in_use', 0),
  deviceOf('HV-LG-02', hyper, rackA, 3, 'free', 2, '月底前保留给演示'),
  deviceOf('BM-LG-11', server, rackA, 5, 'in_use', 0),
  deviceOf('BM-LG-12', server, rackA, 7, 'opening', 0),
  deviceOf('BM-LG-13', server, rackA, 9, 'free', 0),
  deviceOf('BM-LG-14', server, rackB, 1, 'free', 1, '更换电源模块'),
  deviceOf('BM-LG-15', server, rackB, 3, 'verified', 0),
  deviceOf('BM-LG-16', server, rackB, 5, 'free', 4, '登录被拒绝'),
  deviceOf('BM-LG-17', server, rackB, 7, 'draft', 0),
]
for (const one of devices.slice(0, 8)) {
  const hv = one.kind === 'hypervisor'
  one.endpoints = [{ id: id('end'), device_id: one.id, driver: hv ? 'libvirt' : 'ssh', target: hv ? { uri: 'qemu:///system' } : { host: `10.20.1.${one.u}`, port: 22, user: 'root' }, has_secret: !hv, created_ms: now - 50 * DAY }]
  const of = hv ? skus[0] : skus[4]
  one.slots = Array.from({ length: hv ? 3 : 1 }, (_, n) => ({
    id: id('slt'), sku_id: of.id, device_id: one.id, n: n + 1, stage: hv ? ['in_use', 'free', 'free'][n] : one.stage === 'verified' ? 'free' : one.stage, resource_id: '', since_ms: now - 40 * DAY,
  }))
}

const agentOf = (name, of, link, seen_ms) => ({
  id: id('agt'), org_id: platform.id, room_id: of.id, name, room: of.name, key_hex: hex(64), fingerprint: `SHA256:${hex(43)}`, state: 'enrolled', link, version: '0.1.0', seen_ms, code_expires_ms: 0, created_ms: now - 60 * DAY,
})
const agents = [agentOf('lingang-1', room, 'online', now - 2000), agentOf('yuhang-1', room2, 'lost', now - 26 * MIN)]

export const orders = []
export const resources = []
export const jobs = []
const workOrders = []
const vouchers = []
const flows = []
const messages = []
const changes = []

export function job(verb, phase, device, at, extra = {}) {
  const one = {
    id: id('job'), org_id: platform.id, room_id: room.id, agent_id: agents[0].id, device_id: device.id, slot_id: '', resource_id: '', verb, driver: 'libvirt', phase,
    attempt: 1, epoch: 1, accepted: 1, lost: 0, lease_ms: at + MIN, next_ms: at + 30_000, deadline_ms: at + 15 * MIN, on_deadline: 'degrade', reason: '', text: '',
    created_ms: at, ended_ms: phase === 'done' || phase === 'failed' ? at + 4000 : 0, log: [], result: {}, ...extra,
  }
  note(one, at, 'queued')
  if (phase !== 'held') note(one, at + 200, 'running')
  if (phase !== 'running') note(one, at + 900, phase)
  jobs.unshift(one)
  return one
}

export function note(one, at_ms, text) {
  one.log.push({ id: one.log.length + 1, at_ms, text })
}

export function placeOf(device) {
  return { device_id: device.id, room_id: device.room_id, asset_tag: device.asset_tag, serial: device.serial, model: device.model, region: region.name, room: device.room, rack: device.rack, u: device.u }
}

const names = { '1002': ['银行存款', 'Bank'], '1122': ['应收分销商', 'Due from distributors'], '2202': ['应付平台', 'Due to the platform'], '2203': ['客户预存款', 'Customers’ deposits'], '6001': ['主营业务收入', 'Revenue'], '6401': ['主营业务成本', 'Cost of sales'] }
const events = { recharge: ['客户充值', 'Customer recharge'], capture: ['开通确认', 'Opening captured'] }
const line = (subject, party, dr_fen, cr_fen) => ({ n: 0, subject, name: names[subject][0], name_en: names[subject][1], party: party?.id ?? '', party_name: party?.name ?? '', dr_fen, cr_fen })

function voucher(owner, event, lines, order_id = '') {
  const mine = vouchers.filter((one) => one.book === owner.id)
  const total_fen = lines.reduce((sum, one) => sum + one.dr_fen, 0)
  vouchers.unshift({
    id: id('vou'), no: mine.length + 1, book: owner.id, acct_date: new Date(Date.now() + 8 * HOUR).toISOString().slice(0, 10), event, event_zh: events[event][0], event_en: events[event][1],
    role: owner.kind, mode: '', version: 1, total_fen, order_id, prev_hash: mine[0]?.hash ?? '', hash: hex(64), created_ms: Date.now(), lines: lines.map((one, i) => ({ ...one, n: i + 1 })),
  })
}

export function book(event, who, fen, order_id = '') {
  const cost = Math.trunc((fen * 85) / 100)
  if (event === 'recharge') voucher(distributor, event, [line('1002', null, fen, 0), line('2203', who, 0, fen)])
  if (event !== 'capture') return
  voucher(distributor, event, [line('2203', who, fen, 0), line('6001', null, 0, fen), line('6401', null, cost, 0), line('2202', platform, 0, cost)], order_id)
  voucher(platform, event, [line('1122', distributor, cost, 0), line('6001', null, 0, cost)], order_id)
}

export function flow(who, kind, text, text_en, amounts, order_id = '') {
  flows.unshift({
    id: id('vou'), owner: who.id, kind, text, text_en, order_id, in_fen: 0, out_fen: 0, held_fen: 0, balance_fen: who.available_fen + who.frozen_fen,
    available_fen: who.available_fen, frozen_fen: who.frozen_fen, created_ms: Date.now(), ...amounts,
  })
}

export function tell(owner, kind, text_zh, text_en, object, object_ref) {
  messages.unshift({ id: id('msg'), owner, kind, object, object_ref, text_zh, text_en, read: false, created_ms: Date.now() })
}

export function change(object, object_ref, verb, actor, detail = '') {
  changes.unshift({ id: id('chg'), at_ms: Date.now(), object, object_ref, verb, detail, actor, agent_id: '', request_id: `req_${hex(12)}` })
}

export function order(of, owner, alias, months, fen, at = Date.now(), kind = 'new') {
  const one = { id: id('ord'), owner: owner.id, seller_id: distributor.id, kind, price_fen: fen, coupon_fen: 0, total_fen: fen, created_ms: at, lines: [], timeline: [] }
  const device = of.driver === 'manual' ? devices[3] : devices[0]
  const res = {
    id: id('res'), org_id: owner.id, seller_id: distributor.id, sku_id: of.id, sku: of.name, kind: of.kind, driver: of.driver, slot_id: device.slots[0].id, device_id: device.id,
    room_id: room.id, alias: alias || `${of.name}-${hex(4)}`, state: 'opening', start_ms: 0, end_ms: 0, next_ms: 0, created_ms: at, access: {},
  }
  resources.unshift(res)
  const doing = job('open', of.driver === 'manual' ? 'held' : 'running', device, at, { resource_id: res.id, driver: of.driver, on_deadline: of.driver === 'manual' ? 'give_up' : 'degrade' })
  one.job = doing
  one.lines.push({
    id: id('lin'), sku_id: of.id, sku: of.name, resource_id: res.id, alias: res.alias, resource_state: 'opening', job_id: doing.id, cycle: 'month', periods: months, coupon_fen: 0, back_fen: 0, price_fen: fen, state: 'held', reason: '',
    created_ms: at, ended_ms: 0, job_phase: doing.phase, deadline_ms: doing.deadline_ms, on_deadline: doing.on_deadline,
  })
  orders.unshift(one)
  return one
}

export function finish(one, at = Date.now(), months = 1) {
  const res = resources.find((row) => row.id === one.lines[0].resource_id)
  note(one.job, at - 100, 'accepted')
  note(one.job, at, 'done')
  Object.assign(one.job, { phase: 'done', ended_ms: at, result: { domain: 'kboss-1', address: '10.20.3.17', ssh_port: 22, host_key: `SHA256:${hex(40)}` } })
  Object.assign(one.lines[0], { state: 'active', resource_state: 'active', ended_ms: at })
  Object.assign(res, { state: 'active', start_ms: at, end_ms: at + months * 30 * DAY, next_ms: at + months * 30 * DAY, access: { host: '10.20.3.17', port: 22, user: 'kboss', host_key: `SHA256:${hex(40)}` } })
}

/** What is in the world when it begins. */
function past() {
  finish(order(skus[2], customer, 'gpu-sim-01', 1, skus[2].list_fen, now - 12 * DAY), now - 12 * DAY + 41_000)
  finish(order(skus[0], customer, 'build-box', 1, skus[0].list_fen, now - 27 * DAY), now - 27 * DAY + 3200)
  order(skus[4], customer, 'metal-07', 1, skus[4].list_fen, now - 2 * HOUR).job.deadline_ms = now + 4 * HOUR
  const lost = order(skus[5], customer, 'hpc-cfd', 1, skus[5].list_fen, now - 40 * MIN)
  Object.assign(lost.job, { phase: 'unknown', lost: 1, reason: 'job.lease_over', text: 'the agent did not report in time', next_ms: now + 5 * MIN, deadline_ms: now + 20 * MIN })
  note(lost.job, now - 25 * MIN, 'unknown')
  for (const one of [orders[0], orders[1]]) Object.assign(one.lines[0], { job_phase: one.job.phase, deadline_ms: one.job.deadline_ms })
  job('observe', 'failed', devices[7], now - 3 * HOUR, { reason: 'ssh.login', text: 'root: the password was refused', driver: 'ssh', on_deadline: 'give_up' })
  job('observe', 'done', devices[4], now - 5 * HOUR, { driver: 'ssh', on_deadline: 'give_up', result: { host_key: `SHA256:${hex(40)}`, login_ms: 120 } })
}

const fields = [
  ['host', 'host', '地址', 'Address', true, false], ['port', 'port', '端口', 'Port', true, false], ['user', 'text', '用户', 'User', true, false],
  ['password', 'text', '密码', 'Password', false, true], ['note', 'text', '备注', 'Note', false, false],
].map(([name, type, label_zh, label_en, required, secret]) => ({ name, type, label_zh, label_en, required, secret }))

function work(kind, state, device, due_ms, alias, result = {}) {
  workOrders.push({
    id: id('wo'), org_id: platform.id, job_id: jobs[0].id, kind, device_id: device.id, room_id: room.id, resource_id: '', alias, reason: '', state, assignee_id: state === 'open' ? '' : users[1].id,
    assignee: state === 'open' ? '' : users[1].name, check_job_id: '', due_ms, form: state === 'returned' ? { host: '10.20.1.5', port: 22, user: 'root' } : {}, result, created_ms: now - 2 * HOUR, ended_ms: state === 'done' ? now - HOUR : 0,
    of: device, device: device.asset_tag, room: device.room, fields: kind === 'open' ? fields : [{ name: 'note', type: 'text', label_zh: '做了什么', label_en: 'What was done', required: true, secret: false }],
  })
}

past()
const check = (name, ok, text, ms) => ({ name, ok, text, ms })
work('open', 'accepted', devices[3], now + 2 * HOUR, 'metal-07')
work('open', 'open', devices[4], now + 5 * HOUR, 'metal-09')
work('open', 'returned', devices[7], now - 12 * MIN, 'metal-03', { checks: [check('reach', true, '10.20.1.5 port 22 answers', 3), check('handshake', true, 'SSH-2.0-OpenSSH_9.2p1', 41), check('host_key', true, 'SHA256:9c1e…', 0), check('login', false, 'root: the password was refused', 380)] })
work('close', 'done', devices[2], now - DAY, 'metal-01', { checks: [check('reach', true, '10.20.1.3 port 22 answers', 2), check('handshake', true, 'SSH-2.0-OpenSSH_9.2p1', 38), check('login', true, 'user root, with the password', 120)] })

const claim = (who, amount_fen, payer, memo, state, age) => ({
  id: id('rch'), org_id: distributor.id, customer_id: who.id, customer: who.name, amount_fen, payer, memo, state, reason: '', created_by: users[5].id, decided_by: '', created_ms: now - age, decided_ms: 0,
})
export const recharges = [
  claim(customer, 50_000_00, '清江材料研究所', 'KB20261123', 'waiting', 18 * MIN),
  claim(person, 500_00, '陈默', '', 'waiting', 55 * MIN),
  claim(customer, 500_000_00, '清江材料研究所', '', 'confirmed', 20 * DAY),
  claim(person, 1_280_00, '陈默', '', 'confirmed', 8 * DAY),
]
for (const one of recharges.slice(2)) book('recharge', orgs.find((who) => who.id === one.customer_id), one.amount_fen)
flow({ ...customer, available_fen: 500_000_00, frozen_fen: 0 }, 'recharge', '线下充值到账', 'Recharge by transfer', { in_fen: 500_000_00 })
for (const one of [...orders].reverse().slice(0, 2)) {
  book('capture', customer, one.total_fen, one.id)
  flow(customer, 'capture', `${one.lines[0].sku} 开通`, `${one.lines[0].sku} opened`, { out_fen: one.total_fen }, one.id)
}
customer.frozen_fen = orders.filter((one) => one.lines[0].state === 'held').reduce((sum, one) => sum + one.total_fen, 0)
resources.find((one) => one.alias === 'build-box').end_ms = now + 3 * DAY
tell(customer.id, 'suspended', 'build-box 将在 3 天后到期，请续费', 'build-box expires in 3 days, renew it', 'resource', resources.find((one) => one.alias === 'build-box').id)
tell(customer.id, 'opened', 'gpu-sim-01 已开通，可以使用', 'gpu-sim-01 is open and ready', 'resource', resources.find((one) => one.alias === 'gpu-sim-01').id)
tell(platform.id, 'work_order', '有新的机房工单', 'There is a new work order', 'work_order', workOrders[1].id)
for (const one of devices.slice(0, 4)) {
  change('device', one.id, 'created', '周岚')
  change('device', one.id, 'verified', '')
}

export const tables = { regions: [region], rooms: [room, room2], racks: [rackA, rackB], models: [hyper, server], devices, agents, products: [vm, ai, metal, hpc], workOrders, vouchers, flows, messages, changes }
export const agreements = [{ id: id('agr'), seller_id: platform.id, buyer_id: distributor.id, kind: 'distribution', title: '分销协议', state: 'active', version: 1, created_ms: now - 60 * DAY, seller: platform.name, buyer: distributor.name }]
export const keys = [{ id: id('key'), name: 'ci', user_id: users[0].id, role_bits: 1, roles: ['admin'], created_ms: now - 9 * DAY, secret: '' }]
