// Rows that carry only the id of something else get its name from that thing's list.
import { useList } from '@/api/hooks'
import { useSession } from '@/app/session'
import { idShort } from '@/lib/id'

type Names = (id: string) => string

function namer(rows: readonly { id: string }[], name: (row: never) => string): Names {
  const known = new Map(rows.map((row) => [row.id, name(row as never)]))
  return (id) => known.get(id) ?? idShort(id)
}

export function useDeviceNames(): Names {
  const { can } = useSession()
  const list = useList('devices_list', {}, { enabled: can('devices_list'), limit: 200 })
  return namer(list.rows, (row: { asset_tag: string }) => row.asset_tag)
}

export function useRoomNames(): Names {
  const { can } = useSession()
  const list = useList('rooms_list', {}, { enabled: can('rooms_list'), limit: 200 })
  return namer(list.rows, (row: { name: string }) => row.name)
}

export function useAgentNames(): Names {
  const { can } = useSession()
  const list = useList('agents_list', {}, { enabled: can('agents_list'), limit: 200 })
  return namer(list.rows, (row: { name: string }) => row.name)
}

export function useSkuNames(): Names {
  const { can } = useSession()
  const list = useList('skus_list', {}, { enabled: can('skus_list'), limit: 200 })
  return namer(list.rows, (row: { name: string }) => row.name)
}

export function useProductNames(): Names {
  const { can } = useSession()
  const list = useList('products_list', {}, { enabled: can('products_list'), limit: 200 })
  return namer(list.rows, (row: { name: string }) => row.name)
}

export interface Option { value: string; label: string }

function options(rows: readonly { id: string; name: string }[]): Option[] {
  return rows.map((row) => ({ value: row.id, label: row.name }))
}

/** Colleagues, to choose one of. */
export function useStaffOptions(): Option[] {
  const { can } = useSession()
  return options(useList('staff_list', {}, { enabled: can('staff_list'), limit: 200 }).rows)
}

export function useDepartmentOptions(): Option[] {
  const { can } = useSession()
  return options(useList('departments_list', { state: 'open' }, { enabled: can('departments_list'), limit: 200 }).rows)
}

export function useCustomerOptions(): Option[] {
  const { can } = useSession()
  return options(useList('customers_list', {}, { enabled: can('customers_list'), limit: 200 }).rows)
}

export function useDistributorOptions(): Option[] {
  const { can } = useSession()
  return options(useList('distributors_list', {}, { enabled: can('distributors_list'), limit: 200 }).rows)
}

export function useSupplierOptions(): Option[] {
  const { can } = useSession()
  return options(useList('suppliers_list', {}, { enabled: can('suppliers_list'), limit: 200 }).rows)
}

export function useProductOptions(): Option[] {
  const { can } = useSession()
  return options(useList('products_list', {}, { enabled: can('products_list'), limit: 200 }).rows)
}

/** SKUs by product and name. */
export function useSkuOptions(): Option[] {
  const { can } = useSession()
  const list = useList('skus_list', {}, { enabled: can('skus_list'), limit: 200 })
  return list.rows.map((row) => ({ value: row.id, label: `${row.product} · ${row.name}` }))
}

/** An id of one of these, or of nobody. */
function named(known: readonly Option[]): Names {
  const names = new Map(known.map((one) => [one.value, one.label]))
  return (id) => (id ? (names.get(id) ?? idShort(id)) : '—')
}

export function useStaffNames(): Names {
  return named(useStaffOptions())
}

/** Organisations one deals with, and the own one. */
export function usePartyNames(): Names {
  const { org } = useSession()
  return named([...useCustomerOptions(), ...useDistributorOptions(), ...useSupplierOptions(), { value: org.id, label: org.name }])
}
