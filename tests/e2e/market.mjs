// A market for people to look at and work in, made through the public API alone: suppliers with products of
// every kind, two distributors one below the other, customers with money, orders, refunds, prices of their
// own, promotions, coupons, codes, quotes, departments, and something that waits for an approval.
import { Person, until } from './api.mjs'

const day = 86_400_000

/** What is sold: supplier, product, SKUs as [name, attributes, price per month in fen, made-up machines, place, other prices]. */
const goods = [
  { by: 'dawn', kind: 'ai', name: '星图智算云', summary: 'GPU 资源池，训练与推理', skus: [
    ['A800 八卡训练机', { gpu: 8, gpu_model: 'A800', gpu_memory_gib: 80, tflops: 2496, vcpu: 112, memory_mib: 1_048_576, disk_gib: 7680, network: 'IB HDR 200G' }, 8_600_000, 2, 0, [['hour', 16_800]]],
    ['RTX 4090 单卡推理机', { gpu: 1, gpu_model: 'RTX 4090', gpu_memory_gib: 24, tflops: 330, vcpu: 16, memory_mib: 131_072, disk_gib: 1000, network: '25G 以太网' }, 239_900, 4, 1, [['year', 2_590_000]]],
  ] },
  { by: 'river', kind: 'ai', name: '江河算力', summary: '国产加速卡，预装训练框架', skus: [
    ['昇腾 910B 八卡机', { gpu: 8, gpu_model: '昇腾 910B', gpu_memory_gib: 64, tflops: 2504, vcpu: 192, memory_mib: 1_572_864, disk_gib: 15_360, network: 'RoCE 200G' }, 6_980_000, 2, 1, []],
  ] },
  { by: 'river', kind: 'hpc', name: '江河超算', summary: '万核并行，面向仿真与科研', skus: [
    ['并行计算 512 核', { cores: 512, cpu_model: 'Hygon 7285', gflops_per_core: 32, memory_mib: 262_144, storage_gib: 10_240, network: 'IB EDR', scheduler: 'Slurm' }, 1_299_000, 2, 1, []],
  ] },
  { by: '', kind: 'vm', name: '弹性云主机', summary: '秒级开通，适合开发测试', skus: [
    ['云主机 C4', { vcpu: 4, memory_mib: 8192, disk_gib: 100, bandwidth_mbps: 10 }, 19_900, 6, 0, [['year', 199_000]]],
    ['云主机 C8', { vcpu: 8, memory_mib: 16_384, disk_gib: 200, bandwidth_mbps: 20 }, 38_900, 4, 0, []],
  ] },
  { by: '', kind: 'line', name: '云间专线', summary: '机房之间的二层专线', skus: [
    ['上海—合肥 1G 专线', { bandwidth_mbps: 1000, latency_us: 9800, from_place: '上海临港', to_place: '合肥高新', interface: '10GE LR' }, 1_180_000, 2, 0, []],
  ] },
]

/** @param {Person} of @param {object} draft */
async function terms(of, draft) {
  const { agreement } = await of.post('agreements', draft)
  const { agreement: signed } = await of.post(`agreements/${agreement.id}/sign`, { text_hash: agreement.text_hash, paper: true })
  await of.post(`agreements/${agreement.id}/activate`)
  return signed
}

/** @param {Person} admin @param {string} password */
async function suppliers(admin, password) {
  const made = { '': '' }
  for (const [login, name, person] of [['dawn', '曙星智算科技', '罗敏'], ['river', '江河超级计算中心', '沈涛']]) {
    const one = await admin.post('suppliers', { name, admin_login: login, admin_name: person, admin_password: password })
    await terms(admin, { supplier_id: one.id, title: `${name}供货协议`, ...(login === 'dawn' ? { settle_cycle: 'day' } : { settle_cycle: 'month', settle_day: 5 }), items: [{ scope: 'all', mode: 'discount', rate_bp: 7000 }] })
    made[login] = one.id
  }
  return made
}

/** @param {Person} admin @param {Record<string, string>} from @param {any} at */
async function products(admin, from, at) {
  const region = await admin.post('regions', { name: '合肥高新区' })
  const room = await admin.post('rooms', { region_id: region.id, name: '合肥高新机房', address: '合肥市高新区望江西路 800 号' })
  const rooms = [await admin.post('racks', { room_id: at.room.id, name: 'B-01', height_u: 42 }), await admin.post('racks', { room_id: room.id, name: 'H-01', height_u: 42 })]
  const model = await admin.post('models', { name: '演练机 1U', kind: 'server', height_u: 1 })
  const next = [1, 1]
  const skus = []
  for (const { by, skus: kinds, ...what } of goods) {
    const product = await admin.post('products', { ...what, ...(by ? { supplier_id: from[by] } : {}) })
    for (const [name, spec, price_fen, slots, place, others] of kinds) {
      const prices = [{ cycle: 'month', price_fen }, ...others.map(([cycle, fen]) => ({ cycle, price_fen: fen }))]
      const sku = await admin.post('skus', { product_id: product.id, name, spec, driver: 'sim', ready_s: 3, prices })
      for (let n = 1; n <= slots; n++) {
        const tag = `SIM-${skus.length + 1}-${n}`
        const one = await admin.post('devices', { asset_tag: tag, serial: `SN${tag}`, model_id: model.id, rack_id: rooms[place].id, u: next[place]++ })
        await admin.post(`devices/${one.id}/endpoints`, { driver: 'sim', target: { device: tag.toLowerCase(), seed: 0 } })
        await admin.post(`devices/${one.id}/load`, { sku_id: sku.id, slots: 1 })
      }
      skus.push({ ...sku, kind: what.kind, place })
    }
  }
  return { skus, far: room }
}

/** @param {Person} of @param {number} amount_fen @param {Person} finance */
async function money(of, amount_fen, finance) {
  const claim = await of.post('recharges', { amount_fen, payer: '清江材料研究所', memo: '预存' })
  await finance.post(`recharges/${claim.id}/confirm`)
}

/** @param {Person} customer @param {object} what @param {string} alias */
async function buy(customer, what, alias) {
  const quote = await customer.post('quotes', what)
  const page = await customer.post('orders', { quote_id: quote.id, alias })
  return page.lines[0].resource_id
}

/** @param {Person} customer @param {any[]} skus */
async function life(customer, skus) {
  const [whole, gpu, , , c4, c8] = skus
  await buy(customer, { sku_id: whole.id, cycle: 'hour' }, '夜间训练')
  const kept = await buy(customer, { sku_id: c4.id, periods: 3, coupon: 'HELLO20' }, '开发机')
  const ended = await buy(customer, { sku_id: c8.id }, '临时测试')
  await buy(customer, { sku_id: gpu.id }, '推理服务')
  const open = async (/** @type {string} */ id) => (await customer.get(`resources/${id}`)).resource.state === 'active'
  await until('what was bought is open', async () => (await open(kept)) && (await open(ended)))
  await customer.post(`resources/${kept}/auto-renew`, { on: true })
  await customer.post(`resources/${ended}/close`, { confirm: '临时测试' })
  await customer.post('cart', { sku_id: c8.id, periods: 1, quantity: 2 })
  await customer.post('cart', { sku_id: gpu.id, periods: 3, alias: '训练' })
  return { kept, ended }
}

/** @param {Person} seller @param {any[]} skus @param {string} customer_id @param {number} now */
async function selling(seller, skus, customer_id, now) {
  const staff = (await seller.get('staff')).items
  const [, gpu, , , c4] = skus
  await seller.post(`customers/${customer_id}/profile`, {
    staff_id: staff.find((/** @type {any} */ one) => one.name === '周航')?.id, contact_name: '何青', contact_phone: '13900001111', tags: ['科研', '重点'], note: '每季度采购一次', source: '展会',
  })
  await seller.post(`skus/${c4.id}/sale-prices`, { cycle: 'month', price_fen: 18_900 })
  const promotion = await seller.post('promotions', { name: '新客九五折', scope: 'sku', sku_id: c4.id, kind: 'discount', rate_bp: 9500, first_order: true, budget_fen: 500_000, from_ms: now, to_ms: now + 60 * day })
  await seller.post('promotions', { name: '智算直降', scope: 'sku', sku_id: gpu.id, cycle: 'month', kind: 'reduce', amount_fen: 20_000, budget_fen: 200_000, from_ms: now, to_ms: now + 30 * day })
  await seller.post('coupons', { name: '见面礼', code: 'HELLO20', scope: 'all', kind: 'amount', amount_fen: 2000, min_fen: 20_000, uses_max: 500, each_max: 3, budget_fen: 1_000_000, from_ms: now, to_ms: now + 90 * day })
  await seller.post('coupons', { name: '材料所专享', code: 'QJ-95', scope: 'kind', product_kind: 'ai', kind: 'percent', rate_bp: 500, customer_id, uses_max: 10, each_max: 2, budget_fen: 300_000, from_ms: now, to_ms: now + 90 * day })
  await seller.post('invite-codes', { name: '春季校园行', code: 'CAMPUS26', promotion_id: promotion.id, quota: 100, days: 90, from_ms: now, to_ms: now + 90 * day })
  await seller.post('customer-prices', { customer_id, scope: 'sku', sku_id: gpu.id, cycle: 'month', kind: 'price', price_fen: 228_000, note: '年度框架' })
  await seller.post('customer-prices', { customer_id, scope: 'product', product_id: c4.product_id, kind: 'discount', rate_bp: 9800 })
  await seller.post('quotes', { customer_id, sku_id: gpu.id, periods: 12, quantity: 2 })
  await seller.post('customers/invite', { note: '苏州纳米所' })
  await seller.post('distributors/invite', { note: '常州渠道' })
}

/** @param {Person} seller @param {string} password */
async function house(seller, password) {
  const sales = await seller.post('departments', { name: '销售部' })
  const east = await seller.post('departments', { name: '华东销售组', parent_id: sales.id })
  await seller.post('departments', { name: '财务部' })
  const zhou = await seller.post('members', { login: 'zhou', name: '周航', password, roles: ['sales'] })
  await seller.post('members', { login: 'jiang', name: '江南', password, roles: ['operator', 'sales'] })
  await seller.post(`members/${zhou.id}/department`, { department_id: east.id })
  await seller.post('org', { name: '华东智算', form: 'company', tax_number: '91310000MA1K4E2X7N', address: '上海市徐汇区漕溪北路 1 号', invoice_title: '华东智算科技有限公司', contact_name: '郑凯', contact_phone: '021-61230000', contact_email: 'zheng@example.cn', bank_account: '招商银行上海分行 6214 8888 0000 0001' })
}

/** Two levels below the platform, and the customers of each. @param {Person} seller @param {string} password */
async function below(seller, password) {
  const child = await seller.post('distributors', { name: '苏州云启', admin_login: 'yunqi', admin_name: '顾云', admin_password: password })
  const agreement = await terms(seller, { buyer_id: child.id, title: '区域分销协议', settle_cycle: 'month', settle_day: 10, refund_policy: 'prorata', items: [{ scope: 'all', mode: 'discount', rate_bp: 9200 }, { scope: 'kind', product_kind: 'line', mode: 'excluded' }] })
  await seller.post('agreements', { buyer_id: child.id, title: '区域分销协议', settle_cycle: 'month', settle_day: 10, text_name: '补充条款.txt', text_media: 'text/plain', text: '智算类产品改为九折结算，其余不变。', items: [{ scope: 'all', mode: 'discount', rate_bp: 9200 }, { scope: 'kind', product_kind: 'ai', mode: 'discount', rate_bp: 9000 }] })
  await seller.post('customers', { name: '南湖大学材料学院', admin_login: 'nanhu', admin_name: '陆一鸣', admin_password: password })
  await seller.post('customers', { name: '方舟设计工作室', form: 'person', admin_login: 'ark', admin_name: '方舟', admin_password: password })
  return { child, agreement }
}

/** @param {string} url @param {string} password @param {Person} admin @param {any} at a rack and a model of devices */
export async function fillMarket(url, password, admin, at) {
  const person = (/** @type {string} */ login) => new Person(url, login, password).signIn()
  const now = (await admin.get('me')).server_ms
  const from = await suppliers(admin, password)
  const { skus, far } = await products(admin, from, at)
  const seller = await person('seller')
  await house(seller, password)
  const made = await below(seller, password)
  const customer = await person('customer')
  await selling(seller, skus, customer.org, now)
  return { skus, far, seller, customer, dawn: from.dawn, ...made }
}

/** What needs machines that open: orders, what runs, what was closed. @param {any} market */
export async function tradeMarket(market, /** @type {string} */ url, /** @type {string} */ password) {
  await money(market.customer, 3_000_000, await new Person(url, 'finance', password).signIn())
  const lived = await life(market.customer, market.skus)
  const { seller, customer, skus } = market
  await seller.post('approval-flows', { kind: 'customer_price', levels: [{ role: 'sales', need: 1 }, { role: 'admin', need: 1, min_fen: 100_000 }] })
  const zhou = await new Person(url, 'zhou', password).signIn()
  await zhou.post('customer-prices', { customer_id: customer.org, scope: 'sku', sku_id: skus[5].id, cycle: 'month', kind: 'price', price_fen: 20_000, under_cost: true, note: '竞争报价' })
  await customer.post('recharges', { amount_fen: 800_000, payer: '清江材料研究所', memo: 'QJ0311' })
  return lived
}
