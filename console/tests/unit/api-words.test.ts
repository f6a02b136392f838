// Whatever word the API can answer has a word in both languages: the enumerations of the document, those that
// only the tables know, ledger events, kinds of notices, what the history says, and the pages that the list of
// what stands in the way of closing a month leads to. A new word without its own fails here.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from '../../src/i18n/en'
import { zh } from '../../src/i18n/zh'
import { messageKinds, states } from '../../src/ui/state'

const console_ = join(import.meta.dirname, '..', '..')
const root = join(console_, '..')
const known = (key: string) => Object.hasOwn(zh, key) && Object.hasOwn(en, key)
const lacking = (group: string, words: Iterable<string>) => [...words].filter((word) => word !== '' && !known(`${group}.${word}`)).map((word) => `${group}.${word}`)

/** Proper names, and words that no page shows. */
const unsaid: Record<string, string> = {
  format: 'names of programs', side: 'debit and credit stand in columns of their own', mirror: 'checked, not shown',
  'outbox.state': 'of the queue of effects', 'entry.kind': 'a reversal is marked, an event is the rule',
}

/** The group of words of an enumeration: by its field, or by its field and the operation's first word. */
const fields: Record<string, string> = {
  channel: 'channel', cycle: 'cycle', dims: 'dim', driver: 'driver', flag: 'state.flag', form: 'customer', how: 'objection.how', mode: 'mode', party: 'dim', product_kind: 'kind',
  refund_policy: 'refund_policy', role: 'template.role', rule: 'subject', scope: 'scope', settle_cycle: 'settle', sort: 'shop.sort', source: 'receipt.source', stage: 'state.device',
  verdict: 'state.verdict', view: 'approval.view', wind_policy: 'wind_policy', 'by.profit': 'profit.by', 'by.resources': 'metered.by', 'by.trial': 'tb.by',
  'kind.coupons': 'coupon.kind', 'kind.promotions': 'promotion.kind', 'kind.attr': 'kind', 'kind.products': 'kind', 'kind.skus': 'kind', 'kind.shop': 'kind', 'kind.invitations': 'invite.kind',
  'kind.customers': 'kind', 'kind.distributors': 'kind', 'kind.orgs': 'kind', 'kind.suppliers': 'kind', 'kind.org': 'kind', 'kind.customer': 'cprice.kind', 'kind.approval': 'flow', 'kind.models': 'model',
  'kind.terminals': 'term', 'kind.settlements': 'settle.kind',
}
const stateOf: Record<string, keyof typeof states> = {
  customers: 'org', distributors: 'org', suppliers: 'org', orgs: 'org', org: 'org', members: 'member', withdrawals: 'withdrawal', claims: 'claim', templates: 'template', settlements: 'settlement',
  agreements: 'agreement', bills: 'bill', supplier: 'difference', products: 'product', skus: 'product', coupons: 'offer', invite: 'offer', promotions: 'offer', objections: 'objection',
  departments: 'department', periods: 'period', chargebacks: 'chargeback', pay: 'stray', payments: 'payment', resources: 'resource', arrivals: 'arrival', invitations: 'invitation',
  approvals: 'approval', recharges: 'recharge', entries: 'entry', vouchers: 'entry',
}
/** An answer that carries another object than its operation is named for. */
const carried: Record<string, string> = { 'arrivals_claim.asked': 'state.claim', 'claims_get.unclaimed': 'state.arrival', 'claims_confirm.unclaimed': 'state.arrival', 'claims_reject.unclaimed': 'state.arrival' }

function groupOf(field: string, op: string, words: readonly string[]): string | undefined {
  const first = op.split('_')[0] ?? ''
  if (field === 'state') return carried[`${op}.${words.find((word) => word !== '')}`] ?? (stateOf[first] && `state.${stateOf[first]}`)
  return fields[`${field}.${first}`] ?? fields[field]
}

interface Schema { enum?: string[]; properties?: Record<string, Schema>; items?: Schema; anyOf?: Schema[] }
interface Operation { operationId: string; parameters?: { name: string; schema: Schema }[]; requestBody?: { content: Record<string, { schema: Schema }> }; responses: Record<string, { content?: Record<string, { schema: Schema }> }> }

function* enumsOf(schema: Schema | undefined, field: string): Generator<{ field: string; words: string[] }> {
  if (!schema) return
  if (schema.enum) yield { field, words: schema.enum }
  for (const [name, of] of Object.entries(schema.properties ?? {})) yield* enumsOf(of, name)
  yield* enumsOf(schema.items, field)
  for (const one of schema.anyOf ?? []) yield* enumsOf(one, field)
}

function* declared(): Generator<{ op: string; field: string; words: string[] }> {
  const document = JSON.parse(readFileSync(join(console_, 'openapi.json'), 'utf8')) as { paths: Record<string, Record<string, Operation>> }
  for (const operation of Object.values(document.paths).flatMap((verbs) => Object.values(verbs))) {
    const op = operation.operationId
    for (const one of operation.parameters ?? []) for (const found of enumsOf(one.schema, one.name)) yield { op, ...found }
    for (const part of [operation.requestBody, operation.responses['200']])
      for (const found of enumsOf(part?.content?.['application/json']?.schema, '')) yield { op, ...found }
  }
}

describe('every enumeration of the document', () => {
  it('is found at all', () => expect([...declared()].length).toBeGreaterThan(100))
  it('has a group of words, with a word for each of its values in both languages', () => {
    const missing = new Set<string>()
    for (const { op, field, words } of declared()) {
      if (Object.hasOwn(unsaid, field)) continue
      const group = groupOf(field, op, words)
      if (!group) missing.add(`no group for ${field} of ${op}: ${words.join(' ')}`)
      else for (const key of lacking(group, words)) missing.add(`${key} (${op})`)
    }
    expect([...missing]).toEqual([])
  })
})

/** Of tables whose words the document does not enumerate: what names them in the console. */
const columns: Record<string, string> = {
  'order_line.state': 'state.line', 'refund.state': 'state.refund', 'agent.state': 'state.agent', 'agent.link': 'state.link', 'job.phase': 'state.job', 'job.verb': 'verb',
  'job.on_deadline': 'on_deadline', 'work_order.state': 'state.work', 'work_order.kind': 'work', 'device.stage': 'state.device', 'terminal.state': 'state.terminal', 'terminal.kind': 'term',
  'quote.kind': 'order.kind', 'orders.kind': 'order.kind', 'agreement.kind': 'agreement.kind', 'period_step.step': 'period.step', 'customer_price.state': 'state.price', 'quote.state': 'state.quote',
}

/** Words in CHECKs of the tables, as table.column. */
function checked(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  const dir = join(root, 'store', 'migrations')
  for (const file of readdirSync(dir)) {
    const text = readFileSync(join(dir, file), 'utf8').replace(/--.*$/gm, '')
    for (const [, table = '', body = ''] of text.matchAll(/CREATE TABLE (\w+) \(([\s\S]*?)\n\)/g))
      for (const [, column = '', check = ''] of body.matchAll(/\b(\w+)\s+TEXT\s+NOT NULL[^,()]*?CHECK \(([^)]*'[a-z_]+'[^)]*\)?)\)/g)) {
        const words = [...check.matchAll(/'([a-z_]+)'/g)].map(([, word = '']) => word)
        if (check.includes(`${column} `)) found.set(`${table}.${column}`, new Set([...(found.get(`${table}.${column}`) ?? []), ...words]))
      }
  }
  return found
}

describe('words that only the tables know', () => {
  const tables = checked()
  it('are found at all', () => {
    expect([...(tables.get('order_line.state') ?? [])].sort()).toEqual(['active', 'due', 'held', 'released'])
    expect(tables.get('job.verb')?.size).toBe(8)
  })
  it('have a word in both languages', () => {
    expect(Object.keys(columns).filter((column) => !tables.has(column))).toEqual([])
    expect(Object.entries(columns).flatMap(([column, group]) => lacking(group, tables.get(column) ?? []))).toEqual([])
  })
  it('are, beyond those, enumerated by the document', () => {
    const told = [...declared()].map(({ words }) => new Set(words))
    const untold = [...tables].filter(([column, words]) => {
      const name = column.split('.')[1] ?? ''
      return words.size > 1 && !columns[column] && !unsaid[column] && !unsaid[name] && !told.some((one) => [...words].every((word) => one.has(word)))
    })
    expect(untold.map(([column, words]) => `${column}: ${[...words].join(' ')}`)).toEqual([])
  })
})

const sources = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['build', 'console', 'tests', 'bench', 'docs', 'node_modules', '.git'].includes(entry.name))
  .flatMap((entry) => readdirSync(join(root, entry.name), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && entry.name.endsWith('.c'))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))

const literals = (text: string) => [...text.matchAll(/"([a-z_]+)"/g)].map(([, word = '']) => word)

describe('a notice', () => {
  const kinds = new Set(sources.flatMap((text) => [...text.matchAll(/turn_notice\)?[\w\s]*=?\s*\{[^}]*?\.kind = "([a-z_]+)"/g)].map(([, kind = '']) => kind)))
  it('of every kind the sources tell has a word, a tone and a filter', () => {
    expect(kinds.size).toBeGreaterThan(12)
    expect(lacking('message', kinds)).toEqual([])
    expect([...kinds].filter((kind) => !messageKinds.includes(kind as (typeof messageKinds)[number]))).toEqual([])
    expect(lacking('message', messageKinds)).toEqual([])
  })
})

describe('the history of an object', () => {
  it('has a word for every change the sources tell', () => {
    const verbs = new Set(sources.flatMap((text) => [...text.matchAll(/turn_change\(([^;]*?)\);/g)].flatMap(([, call = '']) => literals(call).slice(1))))
    expect(verbs.size).toBeGreaterThan(30)
    expect(lacking('change', verbs)).toEqual([])
  })
})

describe('a ledger event', () => {
  it('is named in Chinese and in English', () => {
    const dir = join(root, 'store', 'migrations')
    const text = readdirSync(dir).map((file) => readFileSync(join(dir, file), 'utf8')).join('\n')
    const events = [...text.matchAll(/INSERT INTO entry_event \([^)]*\) VALUES\s*([^;]*);/g)].flatMap(([, rows = '']) => [...rows.matchAll(/\('([\w.]+)',\s*'([^']*)',\s*'([^']*)'/g)])
    expect(events.length).toBeGreaterThan(15)
    for (const [, event, name_zh = '', name_en = ''] of events) {
      expect(name_zh, event).toMatch(/[\u4e00-\u9fff]/)
      expect(name_en, event).toMatch(/^[A-Z][^\u4e00-\u9fff]+$/)
    }
  })
})

describe('what stands in the way of closing a month', () => {
  it('leads to pages that are there', () => {
    const router = readFileSync(join(console_, 'src', 'app', 'router.tsx'), 'utf8')
    const pages = new Set([...router.matchAll(/page\('([^']+)'/g)].map(([, path]) => `/${path}`))
    const led = sources.flatMap((text) => [...text.matchAll(/\{ "period\.close",[^}]*?"(\/[^"]+)"/g), ...text.matchAll(/\.where = "(\/[^"]+)"/g)]).map(([, where = '']) => where.replace(/\?.*/, ''))
    expect(led.length).toBeGreaterThan(6)
    expect(led.filter((where) => !pages.has(where))).toEqual([])
  })
})
