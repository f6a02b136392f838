// The public API as a person or a script uses it: sign in, act for an organisation, one key a write.
import { randomBytes } from 'node:crypto'

export class Person {
  /** @param {string} url @param {string} login @param {string} password */
  constructor(url, login, password) {
    this.url = url
    this.login = login
    this.password = password
    this.cookie = ''
    this.org = ''
  }

  async signIn() {
    const answer = await fetch(`${this.url}/v1/login`, {
      method: 'POST', headers: { 'Content-Type': 'application/json', Origin: this.url }, body: JSON.stringify({ login: this.login, password: this.password }),
    })
    if (!answer.ok) throw new Error(`${this.login} cannot sign in: ${await answer.text()}`)
    this.cookie = (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
    this.org = (await answer.json()).orgs[0].id
    return this
  }

  /** @param {string} method @param {string} path @param {object} [body] @returns {Promise<any>} */
  async ask(method, path, body) {
    const answer = await fetch(`${this.url}/v1/${path}`, {
      method,
      headers: {
        Cookie: this.cookie, 'X-Kboss-Org': this.org, Origin: this.url, 'Content-Type': 'application/json', 'Idempotency-Key': randomBytes(16).toString('hex'),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return JSON.parse(text)
  }

  /** @param {string} path */
  get(path) {
    return this.ask('GET', path)
  }

  /** @param {string} path @param {object} [body] */
  post(path, body = {}) {
    return this.ask('POST', path, body)
  }
}

/** @template T @param {string} what @param {() => Promise<T | null | undefined | false>} look @param {number} [seconds] @returns {Promise<T>} */
export async function until(what, look, seconds = 60) {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const seen = await look()
    if (seen) return seen
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}
