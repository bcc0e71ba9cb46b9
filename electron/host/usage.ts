/** What `--help` prints. */
export const USAGE = `Fieldhook catches webhooks on your own computer.

Usage: npm start -- [options]

  --headless       use the browser instead of the desktop window
  --data DIR       folder for everything Fieldhook stores
  --port N         port that receives webhooks (4780; 0 takes any free one)
  --ui-port N      port of the screens in the browser (4781; 0 takes any free one)
  --no-tunnel      no public address, whatever the settings say
  --open           open the browser when ready; --no-open does not
  --restore FILE   put this backup in the place of the data first; what it replaces is kept
  --passphrase-file FILE
                   lock the secrets of senders and channels with what stands in this file
  --json           one line of JSON when ready, then one per log event
  --version        print the version
  --help           print this

Each option but --restore is also a variable: FIELDHOOK_HEADLESS=1, FIELDHOOK_DATA=DIR, FIELDHOOK_PORT=N, FIELDHOOK_UI_PORT=N,
FIELDHOOK_NO_TUNNEL=1, FIELDHOOK_OPEN=1 or 0, FIELDHOOK_JSON=1, FIELDHOOK_PASSPHRASE_FILE=FILE. An option wins over its variable.
`;
