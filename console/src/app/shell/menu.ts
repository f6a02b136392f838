// The left menu as data. An entry is there when the person may run its operation; the roles of one person
// are merged by that. Group order is the order of the menu.
import {
  AccountBookOutlined, ApartmentOutlined, AppstoreOutlined, AuditOutlined, BellOutlined, CloudServerOutlined,
  ShoppingOutlined, TagOutlined,
  CodeOutlined, ClusterOutlined, DashboardOutlined, DatabaseOutlined, FileTextOutlined, HddOutlined, HomeOutlined,
  LinkOutlined, NodeIndexOutlined, PayCircleOutlined, ProfileOutlined, QuestionCircleOutlined,
  SafetyCertificateOutlined, ShopOutlined, ShoppingCartOutlined, TeamOutlined, ThunderboltOutlined, ToolOutlined,
  UnorderedListOutlined, UserOutlined,
} from '@ant-design/icons'
import type { ComponentType } from 'react'
import type { Op } from '@/api/client'
import type { Key } from '@/i18n'
import type { Kind, Session } from '../session'

export interface Entry {
  path: string
  label: Key
  icon: ComponentType
  op: Op
  kinds?: readonly Kind[]
}

export interface Group { label: Key | null; entries: Entry[] }

const seller: readonly Kind[] = ['platform', 'distributor']
const buyer: readonly Kind[] = ['customer']

export const menu: Group[] = [
  {
    label: null,
    entries: [
      { path: 'home', label: 'menu.home', icon: HomeOutlined, op: 'home_get', kinds: buyer },
      { path: 'desk', label: 'menu.desk', icon: DashboardOutlined, op: 'home_get', kinds: [...seller, 'supplier'] },
      { path: 'approvals', label: 'menu.approvals', icon: AuditOutlined, op: 'approvals_list' },
    ],
  },
  {
    label: 'menu.g.use',
    entries: [
      { path: 'resources', label: 'menu.resources', icon: CloudServerOutlined, op: 'resources_list', kinds: buyer },
      { path: 'term', label: 'menu.term', icon: CodeOutlined, op: 'terminals_create', kinds: buyer },
      { path: 'shop', label: 'menu.shop', icon: ShopOutlined, op: 'cart_get', kinds: buyer },
      { path: 'cart', label: 'menu.cart', icon: ShoppingOutlined, op: 'cart_get', kinds: buyer },
    ],
  },
  {
    label: 'menu.g.money',
    entries: [
      { path: 'orders', label: 'menu.orders', icon: ShoppingCartOutlined, op: 'orders_list', kinds: buyer },
      { path: 'cost', label: 'menu.cost', icon: PayCircleOutlined, op: 'balance_get', kinds: buyer },
      { path: 'cost/bills', label: 'menu.bills', icon: FileTextOutlined, op: 'bills_list', kinds: buyer },
      { path: 'cost/payments', label: 'menu.payments', icon: PayCircleOutlined, op: 'pay_ways_list', kinds: buyer },
      { path: 'cost/withdrawals', label: 'menu.own_withdrawals', icon: AccountBookOutlined, op: 'withdrawals_list', kinds: buyer },
      { path: 'coupons', label: 'menu.coupons', icon: TagOutlined, op: 'coupons_list', kinds: buyer },
    ],
  },
  {
    label: 'menu.g.room',
    entries: [
      { path: 'ops', label: 'menu.ops', icon: ThunderboltOutlined, op: 'jobs_list', kinds: seller },
      { path: 'jobs', label: 'menu.jobs', icon: UnorderedListOutlined, op: 'jobs_list', kinds: seller },
      { path: 'workorders', label: 'menu.workorders', icon: ToolOutlined, op: 'work_orders_list', kinds: seller },
      { path: 'devices', label: 'menu.devices', icon: HddOutlined, op: 'devices_list', kinds: seller },
      { path: 'rooms', label: 'menu.rooms', icon: DatabaseOutlined, op: 'rooms_list', kinds: seller },
      { path: 'agents', label: 'menu.agents', icon: ClusterOutlined, op: 'agents_list', kinds: seller },
      { path: 'placement', label: 'menu.placement', icon: NodeIndexOutlined, op: 'orders_placement', kinds: seller },
    ],
  },
  {
    label: 'menu.g.sell',
    entries: [
      { path: 'customers', label: 'menu.customers', icon: UserOutlined, op: 'customers_list', kinds: seller },
      { path: 'quotes', label: 'menu.quotes', icon: FileTextOutlined, op: 'quotes_margin', kinds: seller },
      { path: 'prices', label: 'menu.prices', icon: PayCircleOutlined, op: 'customer_prices_list', kinds: seller },
      { path: 'sales', label: 'menu.sales', icon: ProfileOutlined, op: 'sales_list', kinds: seller },
      { path: 'refunds', label: 'menu.refunds', icon: AccountBookOutlined, op: 'refunds_list', kinds: seller },
    ],
  },
  {
    label: 'menu.g.market',
    entries: [
      { path: 'promotions', label: 'menu.promotions', icon: ThunderboltOutlined, op: 'promotions_list', kinds: seller },
      { path: 'coupons', label: 'menu.coupons', icon: TagOutlined, op: 'coupons_list', kinds: seller },
      { path: 'codes', label: 'menu.codes', icon: LinkOutlined, op: 'invite_codes_list', kinds: seller },
    ],
  },
  {
    label: 'menu.g.goods',
    entries: [
      { path: 'products', label: 'menu.products', icon: AppstoreOutlined, op: 'products_list', kinds: seller },
      { path: 'schemas', label: 'menu.schemas', icon: UnorderedListOutlined, op: 'skus_create', kinds: seller },
      { path: 'agreements', label: 'menu.agreements', icon: LinkOutlined, op: 'agreements_list' },
      { path: 'distributors', label: 'menu.distributors', icon: ApartmentOutlined, op: 'distributors_list', kinds: seller },
      { path: 'suppliers', label: 'menu.suppliers', icon: DatabaseOutlined, op: 'suppliers_list', kinds: seller },
      { path: 'supplies', label: 'menu.supplies', icon: ProfileOutlined, op: 'supplies_list' },
    ],
  },
  {
    label: 'menu.g.finance',
    entries: [
      { path: 'fin', label: 'menu.fin', icon: AccountBookOutlined, op: 'trial_balance_get', kinds: seller },
      { path: 'fin/arrivals', label: 'menu.arrivals', icon: AuditOutlined, op: 'recharges_list', kinds: seller },
      { path: 'fin/vouchers', label: 'menu.vouchers', icon: FileTextOutlined, op: 'vouchers_list', kinds: seller },
      { path: 'fin/trial-balance', label: 'menu.trial_balance', icon: ProfileOutlined, op: 'trial_balance_get', kinds: seller },
      { path: 'fin/receipts', label: 'menu.receipts', icon: DatabaseOutlined, op: 'arrivals_list', kinds: seller },
      { path: 'fin/claims', label: 'menu.claims', icon: LinkOutlined, op: 'claims_list', kinds: seller },
      { path: 'fin/withdrawals', label: 'menu.withdrawals', icon: PayCircleOutlined, op: 'withdrawals_list', kinds: seller },
      { path: 'fin/payments', label: 'menu.payments', icon: PayCircleOutlined, op: 'payments_list', kinds: seller },
      { path: 'fin/pay-accounts', label: 'menu.pay_accounts', icon: AccountBookOutlined, op: 'pay_accounts_list', kinds: seller },
      { path: 'fin/payouts', label: 'menu.payouts', icon: DatabaseOutlined, op: 'payouts_list', kinds: seller },
      { path: 'fin/chargebacks', label: 'menu.chargebacks', icon: NodeIndexOutlined, op: 'chargebacks_list', kinds: seller },
      { path: 'fin/pay-strays', label: 'menu.strays', icon: BellOutlined, op: 'pay_strays_list', kinds: seller },
      { path: 'fin/settlements', label: 'menu.settlements', icon: ApartmentOutlined, op: 'settlements_list' },
      { path: 'fin/objections', label: 'menu.objections', icon: BellOutlined, op: 'objections_list' },
      { path: 'fin/supplier-bills', label: 'menu.supplier_bills', icon: UnorderedListOutlined, op: 'supplier_bills_list' },
      { path: 'fin/bills', label: 'menu.bills', icon: ThunderboltOutlined, op: 'bills_list', kinds: seller },
      { path: 'fin/entries', label: 'menu.entries', icon: AuditOutlined, op: 'entries_list', kinds: seller },
      { path: 'fin/periods', label: 'menu.periods', icon: SafetyCertificateOutlined, op: 'periods_list', kinds: seller },
      { path: 'fin/subjects', label: 'menu.subjects', icon: AccountBookOutlined, op: 'subjects_list', kinds: seller },
      { path: 'fin/templates', label: 'menu.templates', icon: CodeOutlined, op: 'templates_list', kinds: seller },
      { path: 'fin/profit', label: 'menu.profit', icon: ProfileOutlined, op: 'profit_list', kinds: seller },
      { path: 'fin/cash-flow', label: 'menu.cash_flow', icon: NodeIndexOutlined, op: 'cash_flow_list', kinds: seller },
      { path: 'fin/book', label: 'menu.book', icon: ToolOutlined, op: 'book_get', kinds: seller },
      { path: 'fin/verify', label: 'menu.verify', icon: SafetyCertificateOutlined, op: 'books_verify', kinds: seller },
    ],
  },
  {
    label: 'menu.g.own',
    entries: [
      { path: 'messages', label: 'menu.messages', icon: BellOutlined, op: 'messages_list' },
      { path: 'org', label: 'menu.org', icon: TeamOutlined, op: 'sessions_list' },
      { path: 'help', label: 'menu.help', icon: QuestionCircleOutlined, op: 'login' },
    ],
  },
]

/** Open to everybody: not in anybody's list of operations. */
const open = new Set<Op>(['login', 'sessions_list'])

export function menuOf(session: Session): Group[] {
  return menu
    .map((group) => ({
      ...group,
      entries: group.entries.filter((entry) =>
        (!entry.kinds || entry.kinds.includes(session.org.kind)) && (open.has(entry.op) || session.can(entry.op))),
    }))
    .filter((group) => group.entries.length > 0)
}

/** The entry a page belongs to: the longest whose path it begins with. */
export function nearest(path: string, groups: readonly Group[]): string {
  const paths = groups.flatMap((group) => group.entries.map((entry) => entry.path))
  return paths.filter((one) => path === one || path.startsWith(`${one}/`)).sort((a, b) => b.length - a.length)[0] ?? ''
}
