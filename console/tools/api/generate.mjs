// From openapi.json: schema.d.ts (types, by openapi-typescript) and operations.ts (what a call needs at
// run time: method, path, which inputs the path carries, filters of a list). `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const console_ = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const document = JSON.parse(readFileSync(join(console_, 'openapi.json'), 'utf8'))
const head = '// Generated from openapi.json by tools/api: do not edit.\n'

function filtersOf(operation) {
  const filters = {}
  for (const p of operation.parameters ?? []) {
    if (p.in !== 'query' || p.name === 'cursor' || p.name === 'limit') continue
    filters[p.name] = (p.schema.enum ?? []).filter((w) => w !== '')
  }
  return filters
}

function operationsOf() {
  const table = {}
  for (const [path, verbs] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(verbs)) {
      const named = (where) => (operation.parameters ?? []).filter((p) => p.in === where).map((p) => p.name)
      table[operation.operationId] = {
        method,
        path,
        inPath: named('path'),
        inQuery: named('query'),
        keyed: named('header').includes('Idempotency-Key'),
        list: operation['x-kboss-list'] === true,
        who: operation['x-kboss-who'] ?? [],
        filters: filtersOf(operation),
      }
    }
  }
  return Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function operationsText() {
  const rows = Object.entries(operationsOf()).map(([id, row]) => `  ${id}: ${JSON.stringify(row)},`)
  return `${head}export const operations = {\n${rows.join('\n')}\n} as const\n`
}

const files = {
  'src/api/schema.d.ts': head + astToString(await openapiTS(document, { alphabetize: true })),
  'src/api/operations.ts': operationsText(),
}
let stale = 0
for (const [name, text] of Object.entries(files)) {
  const path = join(console_, name)
  if (!process.argv.includes('--check')) writeFileSync(path, text)
  else if (readFileSync(path, 'utf8') !== text) {
    console.error(`${name} is not what openapi.json gives: run npm run api`)
    stale = 1
  }
}
process.exit(stale)
