// The book as plain-text accounting: the pages of the export, one after another, as one file.
import { call, type Out } from './client'

export async function bookFile(format: 'hledger' | 'beancount', org: string): Promise<Blob> {
  const texts: string[] = []
  let cursor = ''
  do {
    const page: Out<'book_export'> = await call('book_export', { format, limit: 200, ...(cursor ? { cursor } : {}) }, { org })
    for (const item of page.items) texts.push(item.text)
    cursor = page.next
  } while (cursor)
  return new Blob(texts, { type: 'text/plain;charset=utf-8' })
}
