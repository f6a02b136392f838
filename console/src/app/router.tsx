// Every route and the chunk it lives in. Signed-in pages stand under /o/:org: the acting organisation is
// part of the address, so two tabs may act for two organisations.
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router'
import { FirstPaint } from '@/ui/FirstPaint'
import { RouteError } from './shell/RouteError'

// A small group is one chunk; where a list and an object stand side by side each is its own.
const publicPages = () => import('@/pages/public')
const shop = () => import('@/pages/shop/Shop')
const compare = () => import('@/pages/shop/Compare')
const product = () => import('@/pages/shop/Product')
const cart = () => import('@/pages/cart/Cart')
const checkout = () => import('@/pages/cart/Checkout')
const customer = () => import('@/pages/customer')
const desk = () => import('@/pages/desk')
const orders = () => import('@/pages/orders/Orders')
const order = () => import('@/pages/orders/Order')
const placement = () => import('@/pages/orders/Placement')
const resources = () => import('@/pages/resources/Resources')
const resource = () => import('@/pages/resources/Resource')
const terminals = () => import('@/pages/resources/Terminals')
const cost = () => import('@/pages/cost')
const workOrders = () => import('@/pages/workorders/WorkOrders')
const workOrder = () => import('@/pages/workorders/WorkOrder')
const devices = () => import('@/pages/devices/Devices')
const device = () => import('@/pages/devices/Device')
const ops = () => import('@/pages/rooms/Ops')
const rooms = () => import('@/pages/rooms/Rooms')
const jobs = () => import('@/pages/jobs/Jobs')
const job = () => import('@/pages/jobs/Job')
const agents = () => import('@/pages/agents')
const customers = () => import('@/pages/selling/Customers')
const ourCustomer = () => import('@/pages/selling/Customer')
const neighbours = () => import('@/pages/selling/Neighbours')
const customerPrices = () => import('@/pages/selling/Prices')
const quotes = () => import('@/pages/selling/Quotes')
const ourQuote = () => import('@/pages/selling/Quote')
const neighbour = () => import('@/pages/selling/Neighbour')
const marketing = () => import('@/pages/selling/Marketing')
const sales = () => import('@/pages/selling/Sales')
const products = () => import('@/pages/catalogue/Products')
const ourProduct = () => import('@/pages/catalogue/Product')
const newSku = () => import('@/pages/catalogue/NewSku')
const schemas = () => import('@/pages/catalogue/Schemas')
const agreements = () => import('@/pages/agreements/Agreements')
const agreement = () => import('@/pages/agreements/Agreement')
const draft = () => import('@/pages/agreements/Editor')
const approvals = () => import('@/pages/approvals/Approvals')
const approval = () => import('@/pages/approvals/Approval')
const flows = () => import('@/pages/approvals/Flows')
const finance = () => import('@/pages/finance/Finance')
const arrivals = () => import('@/pages/finance/Arrivals')
const vouchers = () => import('@/pages/finance/Vouchers')
const trial = () => import('@/pages/finance/TrialBalance')
const receipts = () => import('@/pages/finance/Receipts')
const claim = () => import('@/pages/finance/Claim')
const withdrawals = () => import('@/pages/finance/Withdrawals')
const ownWithdrawals = () => import('@/pages/cost/Withdrawals')
const settlements = () => import('@/pages/finance/Settlements')
const settlement = () => import('@/pages/finance/Settlement')
const supplierBills = () => import('@/pages/finance/SupplierBills')
const channels = () => import('@/pages/finance/Channels')
const trouble = () => import('@/pages/finance/Trouble')
const payments = () => import('@/pages/cost/Payments')
const bills = () => import('@/pages/cost/Bills')
const usage = () => import('@/pages/cost/Usage')
const entries = () => import('@/pages/finance/Entries')
const periods = () => import('@/pages/finance/Periods')
const subjects = () => import('@/pages/finance/Subjects')
const book = () => import('@/pages/finance/Book')
const reports = () => import('@/pages/finance/Reports')
const templates = () => import('@/pages/finance/Templates')
const verify = () => import('@/pages/finance/Verify')
const messages = () => import('@/pages/org/Messages')
const own = () => import('@/pages/org/Organisation')
const help = () => import('@/pages/help')

function page<N extends string, G extends Record<N, React.ComponentType>>(path: string, group: () => Promise<G>, name: N): RouteObject {
  return { path, lazy: async () => ({ Component: (await group())[name] as React.ComponentType }) }
}

export const inOrg: RouteObject[] = [
  page('home', customer, 'Home'),
  page('desk', desk, 'Desk'),
  page('shop', shop, 'Shop'),
  page('shop/compare', compare, 'Compare'),
  page('shop/p/:sku', product, 'Product'),
  page('cart', cart, 'Cart'),
  page('checkout', checkout, 'Checkout'),
  page('checkout/:id', checkout, 'OfferedQuote'),
  page('orders', orders, 'Orders'),
  page('orders/:id', order, 'Order'),
  page('placement/:id', placement, 'Placement'),
  page('resources', resources, 'Resources'),
  page('resources/:id', resource, 'Resource'),
  page('term', terminals, 'Terminals'),
  page('cost', cost, 'Cost'),
  page('cost/flow', cost, 'FlowList'),
  page('cost/recharges', cost, 'RechargeList'),
  page('cost/refunds', cost, 'RefundList'),
  page('refunds', cost, 'RefundList'),
  page('workorders', workOrders, 'WorkOrders'),
  page('workorders/:id', workOrder, 'WorkOrder'),
  page('ops', ops, 'Ops'),
  page('rooms', rooms, 'Rooms'),
  page('devices', devices, 'Devices'),
  page('devices/:id', device, 'Device'),
  page('jobs', jobs, 'Jobs'),
  page('jobs/:id', job, 'Job'),
  page('placement', placement, 'Placements'),
  page('agents', agents, 'Agents'),
  page('customers', customers, 'Customers'),
  page('customers/:id', ourCustomer, 'CustomerPage'),
  page('prices', customerPrices, 'CustomerPrices'),
  page('quotes', quotes, 'Quotes'),
  page('quotes/:id', ourQuote, 'QuotePage'),
  page('promotions', marketing, 'Promotions'),
  page('coupons', marketing, 'Coupons'),
  page('codes', marketing, 'InviteCodes'),
  page('sales', sales, 'Sales'),
  page('supplies', sales, 'Supplies'),
  page('distributors', neighbours, 'Distributors'),
  page('distributors/:id', neighbour, 'DistributorPage'),
  page('suppliers', neighbours, 'Suppliers'),
  page('suppliers/:id', neighbour, 'SupplierPage'),
  page('agreements', agreements, 'Agreements'),
  page('agreements/new', draft, 'AgreementNew'),
  page('agreements/:id', agreement, 'AgreementPage'),
  page('agreements/:id/edit', draft, 'AgreementEdit'),
  page('products', products, 'Products'),
  page('products/:id', ourProduct, 'ProductPage'),
  page('products/:id/new', newSku, 'NewSku'),
  page('schemas', schemas, 'Schemas'),
  page('approvals', approvals, 'Approvals'),
  page('approvals/:id', approval, 'Approval'),
  page('approval-flows', flows, 'Flows'),
  page('fin', finance, 'Finance'),
  page('fin/arrivals', arrivals, 'Arrivals'),
  page('fin/vouchers', vouchers, 'Vouchers'),
  page('fin/vouchers/:id', vouchers, 'Voucher'),
  page('fin/trial-balance', trial, 'TrialBalance'),
  page('fin/verify', verify, 'Verify'),
  page('fin/receipts', receipts, 'Receipts'),
  page('fin/claims', receipts, 'ClaimList'),
  page('fin/claims/:id', claim, 'Claim'),
  page('fin/withdrawals', withdrawals, 'Withdrawals'),
  page('fin/settlements', settlements, 'Settlements'),
  page('fin/settlements/:id', settlement, 'Settlement'),
  page('fin/settlements/:id/lines', settlement, 'SettlementLines'),
  page('fin/settlement-plan', settlements, 'PaymentPlan'),
  page('fin/objections', settlements, 'Objections'),
  page('fin/supplier-bills', supplierBills, 'SupplierBills'),
  page('fin/supplier-bills/:id', supplierBills, 'SupplierBill'),
  page('fin/bills', bills, 'Bills'),
  page('cost/bills', bills, 'Bills'),
  page('cost/usage/:id', usage, 'Usage'),
  page('fin/entries', entries, 'Entries'),
  page('fin/periods', periods, 'Periods'),
  page('fin/periods/:month', periods, 'Period'),
  page('fin/subjects', subjects, 'Subjects'),
  page('fin/ledger/:code', subjects, 'Ledger'),
  page('fin/book', book, 'Book'),
  page('fin/profit', reports, 'Profit'),
  page('fin/cash-flow', reports, 'CashFlow'),
  page('fin/templates', templates, 'Templates'),
  page('fin/templates/:id', templates, 'Template'),
  page('fin/pay-accounts', channels, 'PayAccounts'),
  page('fin/payouts', channels, 'Payouts'),
  page('fin/chargebacks', trouble, 'Chargebacks'),
  page('fin/pay-strays', trouble, 'Strays'),
  page('fin/payments', payments, 'Payments'),
  page('fin/payments/:id', payments, 'Payment'),
  page('cost/payments', payments, 'Payments'),
  page('cost/payments/:id', payments, 'Payment'),
  page('cost/withdrawals', ownWithdrawals, 'OwnWithdrawals'),
  page('messages', messages, 'Messages'),
  page('org', own, 'Organisation'),
  page('help', help, 'Help'),
]

export const routes: RouteObject[] = [
  {
    errorElement: <RouteError />,
    hydrateFallbackElement: <FirstPaint />,
    children: [
      page('/', publicPages, 'Front'),
      page('/login', publicPages, 'Login'),
      page('/register', publicPages, 'Register'),
      page('/register/:code', publicPages, 'Register'),
      page('/invite/:code', publicPages, 'Join'),
      page('/shop', publicPages, 'PublicShop'),
      page('/help', publicPages, 'PublicHelp'),
      {
        path: '/o/:org',
        lazy: async () => ({ Component: (await import('./shell')).Shell }),
        children: [
          { index: true, lazy: async () => ({ Component: (await import('./shell')).Landing }) },
          ...inOrg,
          { path: '*', element: <RouteError missing /> },
        ],
      },
      { path: '*', element: <Navigate to="/" replace /> },
    ],
  },
]

export const router = createBrowserRouter(routes)
