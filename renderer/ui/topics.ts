/**
 * The pages of the guide, in the order in which a webhook is set up. Only names: the search knows them from the start, the texts are loaded
 * with the page. `words` are others by which somebody may look for it.
 */
export const TOPICS = [
  { id: 'create', title: 'Create a webhook', words: 'new start recipe name' },
  { id: 'listen', title: 'Listen for a first request', words: 'address url sample test receive copy' },
  { id: 'preview', title: 'Preview the payload', words: 'tree json sample data' },
  { id: 'map', title: 'Map who a request is about', words: 'path phone email identify click pick contact' },
  { id: 'store', title: 'Store values in custom fields', words: 'field date number save convert private hide' },
  { id: 'flow', title: 'Connect a flow', words: 'message sms email send whatsapp reminder template' },
  { id: 'activate', title: 'Switch it on', words: 'active activate on off save' },
  { id: 'test', title: 'Run a live test', words: 'try check booking real' },
  { id: 'logs', title: 'Read the log', words: 'error wrong replay history why problem support help' },
  {
    id: 'outbox',
    title: 'Decide what waits in the Outbox',
    words: 'messages held blocked unclear send again drop quiet hours limit budget STOP opt-out',
  },
  {
    id: 'contacts',
    title: 'Look after your contacts',
    words: 'person people find edit merge tag segment columns CSV import export spreadsheet history',
  },
  { id: 'conflicts', title: 'Decide a conflict', words: 'two people different merge duplicate careful' },
  {
    id: 'country',
    title: 'Country, currency and phone numbers',
    words:
      'date time zone clock hours am pm format number decimal money price cost euro dollar pound international prefix +44 language',
  },
  {
    id: 'move',
    title: 'Move to another computer',
    words: 'export import backup restore new machine copy uchat flochat platform',
  },
  { id: 'erase', title: 'Erase a person', words: 'delete forget privacy gdpr data protection' },
] as const;

export type TopicId = (typeof TOPICS)[number]['id'];
