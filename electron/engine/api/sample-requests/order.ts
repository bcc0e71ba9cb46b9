import { isoSeconds } from './sample-time.ts';

/** Someone buys something; shaped like what shop systems send. Prices are text, as shops write them. */
export function orderRequest(now: number): object {
  const placed = isoSeconds(now);
  const address = {
    first_name: 'Oliver',
    last_name: 'Brandt',
    address1: '4 Sample Lane',
    city: 'Manchester',
    zip: 'M1 1ZZ',
    country_code: 'GB',
    phone: '+44 161 496 0735',
  };
  return {
    id: 820_982_911_946,
    name: '#1042',
    order_number: 1042,
    created_at: placed,
    processed_at: placed,
    currency: 'GBP',
    financial_status: 'paid',
    fulfillment_status: null,
    total_price: '64.50',
    subtotal_price: '59.50',
    total_tax: '9.92',
    buyer_accepts_marketing: true,
    email: 'oliver.brandt@example.org',
    phone: null,
    note: 'Please leave it with the neighbour.',
    note_attributes: [{ name: 'gift_message', value: 'Happy birthday!' }],
    tags: 'online, first-order',
    customer: {
      id: 7_100_415_220,
      first_name: 'Oliver',
      last_name: 'Brandt',
      email: 'oliver.brandt@example.org',
      phone: '+441614960735',
      orders_count: 1,
      total_spent: '64.50',
    },
    billing_address: address,
    shipping_address: address,
    shipping_lines: [{ title: 'Standard', price: '5.00' }],
    line_items: [
      { id: 466_157_049, title: 'Beeswax candle, large', sku: 'CND-L', quantity: 2, price: '18.00' },
      { id: 466_157_050, title: 'Linen tea towel', sku: 'TWL-1', quantity: 1, price: '23.50' },
    ],
  };
}
