/**
 * Bookings of 20 values each, about 270 bytes as JSON: what all viewers are measured with.
 * @param {number} count
 */
export function bookings(count) {
  return Array.from({ length: count }, (_, index) => ({
    id: `bk_${index}`,
    created: '2026-03-02T09:30:00Z',
    paid: index % 2 === 0,
    price: 65 + index,
    client: {
      name: 'Ada Byron',
      email: `ada.${index}@example.com`,
      phone: '+442079460123',
      tags: ['new', 'web', null],
    },
    service: { name: 'First visit', minutes: 45, room: { floor: 1, name: 'Blue' } },
  }));
}
