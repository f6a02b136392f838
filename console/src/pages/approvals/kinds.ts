/** What may need an approval. */
export const flowKinds = ['recharge', 'agreement', 'customer_price', 'under_cost_price', 'withdrawal', 'refund', 'settlement', 'entry'] as const
