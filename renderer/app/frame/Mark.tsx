/** Fieldhook's sign: a hook with its eye. */
export function Mark() {
  return (
    <svg width="26" height="26" viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#4547c8" />
      <g stroke="#fff" strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round">
        <circle cx="20.5" cy="9.5" r="2.75" />
        <path d="M20.5 12.25v6.5a5.75 5.75 0 0 1-11.5 0v-2.5m0 0 3.25 3.25M9 16.25l-2.5 2.75" />
      </g>
    </svg>
  );
}
