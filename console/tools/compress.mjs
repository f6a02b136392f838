// After the build: a .gz beside every text asset, because the edge does not compress (not index.html: kbossd
// writes a nonce into it for every request), and the header's text, which kbossd reads from dist/.
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync, constants } from 'node:zlib'

const console_ = join(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(console_, 'dist')
copyFileSync(join(console_, 'CSP.txt'), join(dist, 'CSP.txt'))
for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.(js|css|svg|json)$/.test(entry.name)) continue
  const path = join(entry.parentPath, entry.name)
  writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: constants.Z_BEST_COMPRESSION }))
}
