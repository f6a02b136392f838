// Starts a whole KBOSS in a folder of its own - kbossd on free ports, the demo room, one agent - and fills
// it through the public API: a distributor with an agreement, a customer, products, devices, people.
// `node world.mjs` keeps it up until it is interrupted; with --bare there is no demo room, only made-up machines,
// and all of it was bought and sold a day ago, so that there is something to settle.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Person, until } from './api.mjs'
import { fillBooks } from './books.mjs'
import { fillMarket, tradeMarket } from './market.mjs'
import { fillChannel } from './channel.mjs'
import { fillEntries } from './entries.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const built = ['release', 'dev'].map((preset) => join(root, 'build', preset)).find((dir) => existsSync(join(dir, 'kbossd')))
const bin = process.env.KBOSS_BIN ?? built ?? join(root, 'build', 'release')
const password = 'journey-pass-1'

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** @param {string} program @param {string[]} argv @param {{ input?: string }} [options] */
function run(program, argv, options = {}) {
  const done = spawnSync(program, argv, { encoding: 'utf8', timeout: 240_000, ...options })
  if (done.status !== 0) throw new Error(`${program} ${argv[0]}: ${done.stderr || done.stdout || done.error}`)
  return done.stdout.trim()
}

/** Programs that stay up, and what starts them again, with another clock. */
class Daemons {
  /** @type {{ child: import('node:child_process').ChildProcess, program: string, argv: string[], log: string }[]} */
  #up = []
  /** @type {NodeJS.ProcessEnv} */
  clock = {}

  /** @param {string} program @param {string[]} argv @param {string} log */
  start(program, argv, log) {
    const out = openSync(log, 'a')
    this.#up.push({ child: spawn(program, argv, { stdio: ['ignore', out, out], env: { ...process.env, ...this.clock } }), program, argv, log })
  }

  stop() {
    const ended = this.#up.reverse().map(({ child }) => (child.exitCode ?? child.signalCode) !== null || new Promise((resolve) => child.once('exit', resolve)))
    for (const { child } of this.#up) child.kill('SIGTERM')
    return Promise.all(ended)
  }

  /** The same again, by the true time. */
  async today() {
    await this.stop()
    const were = this.#up.reverse()
    this.#up = []
    this.clock = {}
    for (const { program, argv, log } of were) this.start(program, argv, log)
  }
}

/** More than a day ago: yesterday has ended when the true time comes. */
const yesterday = { LD_PRELOAD: '/usr/$LIB/faketime/libfaketime.so.1', FAKETIME: '-26h', FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1' }

/** @param {string} dir */
function room(dir) {
  run(join(root, 'scripts', 'room'), ['up', dir])
  const lines = readFileSync(join(dir, 'room.state'), 'utf8').split('\n').filter((line) => line.includes('='))
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]))
}

/** Drafted, signed on paper and in force. @param {Person} of @param {string} buyer_id @param {object[]} items */
async function terms(of, buyer_id, items) {
  const { agreement } = await of.post('agreements', { buyer_id, title: '分销协议', settle_cycle: 'day', items })
  await of.post(`agreements/${agreement.id}/sign`, { text_hash: agreement.text_hash, paper: true })
  await of.post(`agreements/${agreement.id}/activate`)
}

/** @param {string} url */
async function people(url) {
  const admin = await new Person(url, 'admin', password).signIn()
  const member = (/** @type {Person} */ of, /** @type {string} */ login, /** @type {string} */ name, /** @type {string[]} */ roles) =>
    of.post('members', { login, name, password, roles })
  await member(admin, 'tech', '李工', ['tech'])
  await member(admin, 'operator', '孙悦', ['operator'])
  await member(admin, 'money', '吴静', ['finance'])
  const sold = await admin.post('distributors', { name: '华东智算', admin_login: 'seller', admin_name: '郑凯', admin_password: password })
  await terms(admin, sold.id, [{ scope: 'all', mode: 'discount', rate_bp: 8500 }])
  const seller = await new Person(url, 'seller', password).signIn()
  await member(seller, 'finance', '钱芳', ['finance'])
  await seller.post('customers', { name: '清江材料研究所', admin_login: 'customer', admin_name: '何青', admin_password: password })
  return admin
}

/** @param {Person} admin */
async function place(admin) {
  const region = await admin.post('regions', { name: '华东一区' })
  const room_ = await admin.post('rooms', { region_id: region.id, name: '上海临港机房', address: '上海市浦东新区云鹃路 88 号' })
  const rack = await admin.post('racks', { room_id: room_.id, name: 'A-01', height_u: 12 })
  const hyper = await admin.post('models', { name: '浪潮 NF5280M6', kind: 'hypervisor', height_u: 2 })
  const server = await admin.post('models', { name: '超聚变 2288H V7', kind: 'server', height_u: 2 })
  return { room: room_, rack, hyper, server }
}

/** @param {Person} admin @param {any} at @param {{ tag: string, model: any, u: number }} what */
const device = (admin, at, what) =>
  admin.post('devices', { asset_tag: what.tag, serial: `CN0${what.tag}`, model_id: what.model.id, rack_id: at.rack.id, u: what.u, attrs: { memory_gib: 512 } })

/** @param {Person} admin @param {any} at @param {Record<string, string>} demo */
async function machines(admin, at, demo) {
  const skus = {}
  const metal = await admin.post('products', { kind: 'device', name: '整机租用', summary: '独享物理机，技术员现场交付' })
  skus.metal = await admin.post('skus', { product_id: metal.id, name: '物理机 2288H', spec: { cores: 64, memory_mib: 524_288 }, driver: 'manual', prices: [{ cycle: 'month', price_fen: 420_000 }] })
  for (const [i, tag] of ['BM-LG-11', 'BM-LG-12', 'BM-LG-13'].entries()) {
    const one = await device(admin, at, { tag, model: at.server, u: 5 + 2 * i })
    await admin.post(`devices/${one.id}/load`, { sku_id: skus.metal.id, slots: 1 })
  }
  if (demo.libvirt !== 'yes') return skus
  const vm = await admin.post('products', { kind: 'vm', name: '通用云主机', summary: '秒级开通，适合开发测试' })
  const spec = { vcpu: 1, memory_mib: 128, disk_gib: 1, template: 'tiny-linux' }
  skus.vm = await admin.post('skus', { product_id: vm.id, name: '云主机 S1', spec, driver: 'libvirt', prices: [{ cycle: 'month', price_fen: 2900 }], ready_s: 4 })
  const host = await device(admin, at, { tag: 'HV-LG-01', model: at.hyper, u: 1 })
  await admin.post(`devices/${host.id}/endpoints`, { driver: 'libvirt', target: { uri: 'qemu:///system', pool: 'kboss', network: 'default' } })
  await admin.post(`devices/${host.id}/load`, { sku_id: skus.vm.id, slots: 4 })
  return skus
}

/** @param {Person} admin @param {string} name */
const online = (admin, name) =>
  until(`${name} is online`, async () => (await admin.get('agents')).items.find((/** @type {any} */ one) => one.name === name && one.link === 'online'))

/** @param {Person} admin @param {any} at @param {{ daemons: Daemons, dir: string, name: string, control: number, stream: number, key: string, templates: string }} how */
async function agent(admin, at, how) {
  const { code } = await admin.post('agents', { room_id: at.room.id, name: how.name })
  const state = join(how.dir, how.name)
  const argv = ['enrol', '--state', state, '--controller', `tcp://127.0.0.1:${how.control}`, '--stream', `tcp://127.0.0.1:${how.stream}`, '--server-key', how.key, '--code', '-', '--name', how.name]
  run(join(bin, 'kboss-agent'), [...argv, ...(how.templates ? ['--templates', how.templates] : [])], { input: `${code}\n` })
  how.daemons.start(join(bin, 'kboss-agent'), ['run', '--state', state], join(how.dir, `${how.name}.log`))
  await online(admin, how.name)
}

/** @param {{ bare?: boolean, port?: number }} [how] bare: without the demo room, for pages that are only looked at */
export async function startWorld(how = {}) {
  const dir = process.env.KBOSS_E2E_DIR ?? mkdtempSync(join(tmpdir(), 'kboss-e2e-'))
  const data = join(dir, 'data')
  mkdirSync(data, { recursive: true })
  if (!existsSync(join(bin, 'kbossd'))) throw new Error(`no kbossd in ${bin}: build it, or say KBOSS_BIN`)
  const [http, control, stream] = [how.port || (await freePort()), await freePort(), await freePort()]
  run(join(bin, 'kbossd'), ['init', '--data', data, '--name', '开元云', '--admin', 'admin'], { input: `${password}\n`, ...(how.bare ? { env: { ...process.env, ...yesterday } } : {}) })
  const daemons = new Daemons()
  if (how.bare) daemons.clock = yesterday
  daemons.start(join(bin, 'kbossd'), [
    'serve', '--data', data, '--listen', `127.0.0.1:${http}`, '--control', `tcp://127.0.0.1:${control}`, '--stream', `tcp://127.0.0.1:${stream}`,
    '--rate', '-1', '--console', join(root, 'console', 'dist'),
  ], join(dir, 'kbossd.log'))
  const stop = async () => {
    await daemons.stop()
    if (!how.bare) spawnSync(join(root, 'scripts', 'room'), ['down', join(dir, 'room')], { timeout: 120_000 })
    if (!process.env.KBOSS_E2E_DIR) rmSync(dir, { recursive: true, force: true })
  }
  try {
    const url = `http://127.0.0.1:${http}`
    const answers = () => until('kbossd answers', () => fetch(`${url}/v1/health`).then((answer) => answer.ok, () => false))
    await answers()
    const demo = how.bare ? {} : room(join(dir, 'room'))
    const admin = await people(url)
    const at = await place(admin)
    const key = run(join(bin, 'kbossd'), ['key', '--data', data])
    await agent(admin, at, { daemons, dir, name: 'lingang-1', control, stream, key, templates: demo.libvirt === 'yes' ? demo.templates : '' })
    const skus = await machines(admin, at, demo)
    const market = await fillMarket(url, password, admin, at)
    await agent(admin, { room: market.far }, { daemons, dir, name: 'hefei-1', control, stream, key, templates: '' })
    if (how.bare) { // journeys begin with empty accounts
      await tradeMarket(market, url, password)
      await daemons.today()
      await answers()
      await admin.signIn() // a day is longer than a session
      for (const name of ['lingang-1', 'hefei-1']) await online(admin, name)
      await fillBooks(market, url, password)
    }
    const ssh = how.bare ? null : { host: demo.ssh_host, port: Number(demo.ssh_port), user: demo.ssh_user, password: readFileSync(demo.ssh_password_file, 'utf8').trim() }
    if (how.bare) {
      await fillEntries(url, password)
      await fillChannel(url, password, market.skus)
    }
    const world = { dir, url, password, libvirt: demo.libvirt === 'yes', ssh, skus }
    writeFileSync(join(dir, 'world.json'), JSON.stringify(world), { mode: 0o600 })
    return { world, stop }
  } catch (error) {
    console.error(readFileSync(join(dir, 'kbossd.log'), 'utf8').split('\n').slice(-15).join('\n'))
    await stop()
    throw error
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { world, stop } = await startWorld({ bare: process.argv.includes('--bare'), port: Number(process.env.PORT ?? 0) })
  console.log(`${world.url}  KBOSS_WORLD=${join(world.dir, 'world.json')}`)
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop().then(() => process.exit(0)))
}
