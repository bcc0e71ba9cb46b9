// The only script of the recovery page: tells the shell which button was pressed. It stands alone, since nothing else runs then.
const said = document.getElementById('status');
const buttons = [...document.querySelectorAll('button')];

/** @param {string} words */
const say = (words) => {
  if (said !== null) said.textContent = words;
};

/** @param {string | undefined} kind */
function wordsFor(kind) {
  if (kind === 'again') return 'Fieldhook begins anew…';
  if (kind === 'restore') return 'Fieldhook begins anew with this backup…';
  return kind === 'quit' ? 'Fieldhook ends…' : '';
}

/** @param {HTMLButtonElement} button */
async function press({ dataset: { kind, backup } }) {
  if (kind !== 'folder') for (const each of buttons) each.disabled = true;
  say(wordsFor(kind));
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch('/recovery', { method: 'POST', headers, body: JSON.stringify({ kind, backup }) });
  if (answer.ok) return;
  for (const each of buttons) each.disabled = false;
  say('That did not work. Quit Fieldhook and start it again.');
}

for (const button of buttons) {
  button.addEventListener('click', () => void press(button));
  // What is pressed earlier would be lost.
  button.disabled = false;
}

export {};
