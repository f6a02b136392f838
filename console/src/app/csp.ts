// First import of all: makes the libraries live under the Content-Security-Policy of CSP.txt.
// Trusted types: styles may be written as text, markup may not. xterm's <style> elements get the nonce.

interface Policies {
  createPolicy(name: string, rules: { createHTML: (text: string) => string | null }): unknown
}

export const nonce = document.querySelector<HTMLElement>('script[nonce], meta[property="csp-nonce"]')?.nonce ?? ''

const policies = (window as unknown as { trustedTypes?: Policies }).trustedTypes
policies?.createPolicy('default', { createHTML: (text) => (text.includes('<') ? null : text) })

const create = Document.prototype.createElement
Document.prototype.createElement = function createElement(this: Document, ...args: [string, ElementCreationOptions?]) {
  const made = create.apply(this, args)
  if (made instanceof HTMLStyleElement && nonce) made.nonce = nonce
  return made
} as typeof create
