// Answers are held against openapi.json, so the mock cannot drift from the real API unseen.

function problem(schema, value, at) {
  if (!schema || Object.keys(schema).length === 0) return ''
  if (schema.anyOf) return schema.anyOf.some((one) => !problem(one, value, at)) ? '' : `${at}: none of anyOf`
  if (schema.type === 'null') return value === null ? '' : `${at}: not null`
  if (schema.type === 'object') return objectProblem(schema, value, at)
  if (schema.type === 'array') {
    if (!Array.isArray(value)) return `${at}: not an array`
    return value.map((item, i) => problem(schema.items, item, `${at}[${i}]`)).find(Boolean) ?? ''
  }
  if (schema.type === 'integer') return Number.isSafeInteger(value) ? '' : `${at}: not an integer`
  if (schema.type === 'boolean') return typeof value === 'boolean' ? '' : `${at}: not a boolean`
  if (schema.type === 'string') {
    if (typeof value !== 'string') return `${at}: not a string`
    if (schema.enum && !schema.enum.includes(value)) return `${at}: ${value} is not in ${schema.enum}`
    if (schema.pattern && !new RegExp(schema.pattern).test(value)) return `${at}: ${value} does not match ${schema.pattern}`
  }
  return ''
}

function objectProblem(schema, value, at) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${at}: not an object`
  for (const name of schema.required ?? []) if (!(name in value)) return `${at}.${name}: missing`
  for (const [name, item] of Object.entries(value)) {
    const of = schema.properties?.[name]
    if (!of && schema.additionalProperties === false) return `${at}.${name}: not in the document`
    const found = of ? problem(of, item, `${at}.${name}`) : ''
    if (found) return found
  }
  return ''
}

/** What a field is when the world says nothing of it. */
function nothing(schema) {
  const plain = { string: schema.enum?.[0] ?? '', integer: 0, boolean: false, array: [] }
  return plain[schema.type]
}

/** What the document declares, no less and no more, so one row of the world serves the list and the full object. */
export function shaped(schema, value) {
  if (!schema || value === null || value === undefined) return value
  if (schema.anyOf) return shaped(schema.anyOf.find((one) => one.type !== 'null'), value)
  if (schema.type === 'array' && Array.isArray(value)) return value.map((item) => shaped(schema.items, item))
  if (schema.type !== 'object' || !schema.properties || typeof value !== 'object') return value
  const out = {}
  for (const [name, of] of Object.entries(schema.properties)) {
    const told = name in value ? shaped(of, value[name]) : nothing(of)
    if (told !== undefined) out[name] = told
  }
  return out
}

export function refused(schema, value) {
  return problem(schema, value, '$')
}
