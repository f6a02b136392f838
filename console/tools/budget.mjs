// What the browser loads before a page can be used, gzipped, against the limits: the first load of every
// page, each route's own chunk, and the terminal. Reads the manifest of the last build.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist')
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'))
const FIRST_KB = 400
const CHUNK_KB = 120

const sizes = new Map()
function gzipped(file) {
  if (!sizes.has(file)) {
    const path = join(dist, file)
    sizes.set(file, existsSync(`${path}.gz`) ? readFileSync(`${path}.gz`).length : gzipSync(readFileSync(path)).length)
  }
  return sizes.get(file)
}

/** A chunk with everything it imports at once, and their style sheets. */
function closure(key, files = new Set(), seen = new Set()) {
  if (seen.has(key)) return files
  seen.add(key)
  const chunk = manifest[key]
  files.add(chunk.file)
  for (const css of chunk.css ?? []) files.add(css)
  for (const next of chunk.imports ?? []) closure(next, files, seen)
  return files
}

const kb = (files) => [...files].reduce((sum, file) => sum + gzipped(file), 0) / 1024
const keyOf = (end) => Object.keys(manifest).find((key) => key.endsWith(end))
const entry = closure('index.html')
const words = closure(keyOf('src/i18n/zh/index.ts'))
const shell = closure(keyOf('src/app/shell/index.tsx'))
let over = 0

function row(name, size, limit) {
  const bad = size > limit
  over += bad ? 1 : 0
  console.log(`${bad ? 'OVER' : 'ok  '}  ${name.padEnd(34)} ${size.toFixed(1).padStart(7)} kB of ${limit}`)
}

for (const key of Object.keys(manifest).filter((one) => /^src\/pages\/.*\.tsx$/.test(one)).sort()) {
  const name = key.replace(/^src\/pages\/|(\/index)?\.tsx$/g, '')
  const outside = name === 'public'
  const page = closure(key)
  const list = [...page].some((file) => /\/ListPage-/.test(file)) ? ['src/ui/DataTable.tsx', 'src/ui/Filters.tsx'] : []
  const table = list.flatMap((one) => [...closure(keyOf(one))])
  row(`first load: ${name}`, kb(new Set([...entry, ...words, ...(outside ? [] : shell), ...page, ...table])), FIRST_KB)
  row(`chunk: ${name}`, gzipped(manifest[key].file) / 1024, CHUNK_KB)
}
const before = new Set([...entry, ...shell])
row('terminal, when it is opened', kb([...closure(keyOf('web-terminal/page/Terminal.tsx'))].filter((file) => !before.has(file))), CHUNK_KB)
process.exit(over > 0 ? 1 : 0)
