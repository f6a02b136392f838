// Neighbours and colleagues by name, for rows that carry only their ids.
import { useList } from '@/api/hooks'
import { useSession } from '@/app/session'
import { idShort } from '@/lib/id'

export interface Choice { value: string; label: string }

const choices = (rows: readonly { id: string; name: string }[]): Choice[] => rows.map((row) => ({ value: row.id, label: row.name }))

export function useCustomers(): Choice[] {
  const { can } = useSession()
  return choices(useList('customers_list', {}, { enabled: can('customers_list'), limit: 200 }).rows)
}

export function useSuppliers(): Choice[] {
  const { can } = useSession()
  return choices(useList('suppliers_list', {}, { enabled: can('suppliers_list'), limit: 200 }).rows)
}

export function useDistributors(): Choice[] {
  const { can } = useSession()
  return choices(useList('distributors_list', {}, { enabled: can('distributors_list'), limit: 200 }).rows)
}

/** The name of an organisation one deals with. */
export function useParties(): (id: string) => string {
  const { org } = useSession()
  const known = new Map([...useCustomers(), ...useDistributors(), ...useSuppliers(), { value: org.id, label: org.name }].map((one) => [one.value, one.label]))
  return (id) => (id ? (known.get(id) ?? idShort(id)) : '—')
}

export function usePeople(): (id: string) => string {
  const { can } = useSession()
  const known = new Map(choices(useList('staff_list', {}, { enabled: can('staff_list'), limit: 200 }).rows).map((one) => [one.value, one.label]))
  return (id) => (id ? (known.get(id) ?? idShort(id)) : '—')
}
