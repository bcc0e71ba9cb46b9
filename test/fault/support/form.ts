/** The short form is part of `npm test`; the full one is `npm run test:fault`. */
export const isFull = process.env.FIELDHOOK_FAULT === 'full';
