import { sectionAddress } from '#renderer/ui/section-address.ts';
import type { TopicId } from '#renderer/ui/topics.ts';

/** What a page says. Words between asterisks are what stands on the screen. */
export interface TopicText {
  /** Why one would do it, in a sentence or two. */
  lead: string;
  steps: readonly string[];
  /** What surprises people. */
  notes: readonly string[];
  /** Where on screen it is done. */
  ways: readonly { href: string; label: string }[];
}

const WEBHOOKS = { href: '/', label: 'Open the webhooks' };

export const TOPIC_TEXTS: Record<TopicId, TopicText> = {
  create: {
    lead: 'A webhook is an address of your own. Your booking site, shop or form sends everything that happens there to it.',
    steps: [
      'Press *New webhook* (before the first one: *Use a recipe* or *From scratch*) and give it a name that you will recognise, such as “Bookings”.',
      'If your provider is in the list *Start from*, choose it: a recipe fills in where the values stand.',
      'Press *Create*. The editor opens; its five steps are done from top to bottom, and none of them is locked.',
    ],
    notes: [
      'One webhook for each kind of request: bookings and orders look different, so they are mapped differently.',
      'A new webhook is switched off. Nothing happens before you switch it on.',
    ],
    ways: [WEBHOOKS],
  },
  listen: {
    lead: 'Nothing has to be guessed: Fieldhook waits for one real request and shows you what is in it.',
    steps: [
      'In step 1 of the editor, copy the address.',
      'Press *Listen to payload data*. Fieldhook now waits.',
      'At your provider, find “webhooks” in its settings, paste the address, and choose the event, such as “booking created”.',
      'Make a test booking. The request appears within a moment; pick it if several came, and press *Done*.',
    ],
    notes: [
      'No provider at hand? *Send a sample for me* sends a made-up request the same way.',
      'Nothing arrives: look at the state at the top of the window. Without a public address only programs on this computer reach Fieldhook.',
      'While you listen, a webhook that is off answers the sender with success and does nothing else.',
    ],
    ways: [WEBHOOKS, { href: '/setup/address', label: 'Choose a public address' }],
  },
  preview: {
    lead: 'The sample is the request that you set the webhook up with. The tree shows each of its values in a row of its own.',
    steps: [
      'Step 2 holds the sample. One of the recent requests beside it can take its place, or paste your own.',
      'Press *Preview Payload*. The tree in step 3 now shows that sample.',
      'Search in the tree for a name or a value, such as the e-mail that you booked with.',
    ],
    notes: [
      'The sample only helps you to set up: changing it changes nothing for real requests.',
      'Text that is JSON inside of a text can be opened: select it and choose *Open as JSON*.',
    ],
    ways: [WEBHOOKS],
  },
  map: {
    lead: 'Fieldhook has to know whom a request is about. You show it once where the phone number or the e-mail stands.',
    steps: [
      'Look at the suggestions first: *Accept all* fills what is clear. Your own addresses are never suggested if they are listed under *This is me*.',
      'Or click a value in the tree and choose what it is used for; or press *Pick* beside a row and then click the value; or drag it there.',
      'The row says at once what it found and what it makes of it.',
    ],
    notes: [
      'They are asked in this order: User Ns, CRM Contact Id, Phone, Email. Known: that contact. Not known: a new one, by phone number or e-mail.',
      'A User Ns that nobody has stops the request; the others are not looked at then.',
      'One of the four is enough. Without any, nobody is identified and the log says why.',
    ],
    ways: [WEBHOOKS, { href: '/setup/you', label: 'Say which addresses are yours' }],
  },
  store: {
    lead: 'What you want to use later (in a message, or to look it up) goes into custom fields of the contact.',
    steps: [
      'In step 3, under *Custom fields*, click a value in the tree, or press *Pick* and then click it.',
      'Choose the field, or type the name of a new one. Its kind is guessed from the value: text, number, yes or no, date, time, or JSON.',
      'Press *Add*. The row shows what the value becomes, for the recent requests too.',
    ],
    notes: [
      'A value that cannot be converted is kept out and reported; the field keeps what it had.',
      '*Change the value first* trims it, takes a word of it, or gives a default.',
      '*Store everything in a JSON field* keeps the whole request with the contact.',
      'A field that is made private under *Fields* is hidden wherever it is told or quoted, until you press *Show private values*. A short answer such as “yes” is hidden in its own place and among other words, not where another field says the same: that would tell. What finds a person (number, e-mail, CRM Contact Id, name) is never hidden.',
    ],
    ways: [
      { href: '/fields', label: 'Open the fields' },
      { href: '/contacts', label: 'Open the contacts' },
    ],
  },
  flow: {
    lead: 'A flow is what happens next: a confirmation now, a reminder the day before.',
    steps: [
      'Under *Flows*, press *New flow*, then *Add a step*: a message, a wait, a question, a tag. Beside the steps you see what somebody would get.',
      'In step 4 of the webhook, choose it as *Flow to send*.',
      'Choose the *Channel for new contacts*: it is how they are written to.',
    ],
    notes: [
      'Every channel begins in test mode: messages appear in the Outbox and go nowhere. In its settings, send yourself a test; once that has passed, the channel can be switched to live. Of Twilio that means that it arrived, of e-mail and Messenger that it was taken: there, look whether it came. WhatsApp and Messenger let a test through only within 24 hours after you wrote there yourself.',
      'A message with a hole in it (“Hi ,”) is kept back, unless its text gives a default.',
      'When a sender renames what the flow reads, in a row or in the request itself, the webhook says so and names the messages that wait in the Outbox because of it; the others go out. Use the path that it proposes, then send or drop what waits. Step 4 of the webhook can switch the waiting off.',
      'Messenger cannot write first, and WhatsApp only with an approved template. SMS, call and e-mail can.',
      'An *HTTP request* that may have arrived is never sent a second time, unless you say in the step that its address recognises a request that it already has. A host that does not answer, or asks to wait, is left alone for a while.',
    ],
    ways: [
      { href: '/flows', label: 'Open the flows' },
      { href: sectionAddress('Channels'), label: 'Set up channels' },
    ],
  },
  activate: {
    lead: 'From then on each request finds or makes its contact, fills the fields and starts the flow.',
    steps: [
      'In step 5, read the receipt: it says who it would be, what changes, and what is left out, for the sample.',
      'Look at the recent requests below it: a change that makes one of them worse is marked.',
      'Press *Save*, and switch *Active* on.',
    ],
    notes: [
      'While a webhook is off, its requests are stored and their senders are asked to come again. They can be worked on later from the log.',
      'Changes count from the moment at which they are saved.',
    ],
    ways: [WEBHOOKS],
  },
  test: {
    lead: 'The last look before you rely on it: a real request, from the real provider, all the way.',
    steps: [
      'In step 5, press *Run a live test*.',
      'Make a booking at your provider as a client would, with an e-mail and a number that are not yours under *This is me*.',
      'The entry appears as it happens. Open it to read what was done and why.',
      'In the Outbox, read the message as the client would see it.',
    ],
    notes: [
      'No booking at hand? *Send the sample* there sends the payload of the tree the same way; of that, messages stop in the Outbox.',
      'Leave the channel in test mode until the message reads well.',
      'A flow can be tried at any time, also with a live channel: *Start for a contact…* in its menu, with *Only try it*. It goes through all of its steps at once, waits included, and its messages stop in the Outbox.',
      '*Keep the sample as a test* in step 5, or *Keep as a test* at an entry of the log, remembers whom and what the webhook reads in it, with made-up values in place of the real ones. You are asked before you save or switch on something that breaks a test.',
    ],
    ways: [WEBHOOKS, { href: '/outbox', label: 'Open the Outbox' }],
  },
  logs: {
    lead: 'Each request to one of your webhooks has an entry that says what it did, in words.',
    steps: [
      'Filter by webhook, by outcome or by contact: “Not identified” and “Failed” are those to look at.',
      'Open an entry. *What happened* gives the reason, *Payload* the values, *As received* the request as it came.',
      'Mend the webhook (*Use as sample* takes you there with this request), then *Replay…* it. You see first what would differ. *Replay several…* does the same for many.',
    ],
    notes: [
      '“Unreadable”: the sender did not send what it said it would. “Refused”: the signature was wrong, or too many requests came. Of many that are refused for one reason, the first of each hour are kept and the others counted with the last of them.',
      'No entry at all: the request did not arrive. Compare the address at your provider with the one of the webhook.',
      'How long entries are kept is a setting.',
      'If you ask somebody for help, give them the support file: *See the support file…* in the settings shows all of it before it is saved, and nothing personal is in it.',
    ],
    ways: [
      { href: '/log', label: 'Open the log' },
      {
        href: sectionAddress('How long requests and messages are kept'),
        label: 'How long requests and messages are kept',
      },
    ],
  },
  outbox: {
    lead: 'Every message stands in the Outbox as the person would see it, with what became of it and why. Some wait for you.',
    steps: [
      'Read why: what waits for you stands on top. *Details* leads to the contact, the request and the flow.',
      'Mend what keeps it back: the contact, the flow, or the settings of the channel.',
      'Then *Send now…*, *Try again…*, *Edit the text…* or *Drop…*. Before anything goes out you see its text as it would go.',
    ],
    notes: [
      'The text is filled in with what is known now, beside what it said before. One that you edit goes out as you wrote it.',
      '“Unclear”: the message went out and no clear answer came back. It is never sent again by itself. Ask the person or your provider, then choose *It was sent…* or *Send again…*.',
      '“Goes out later”: quiet hours or the limit of a day hold it, and it goes by itself; the Outbox says when. You can send it before that, or drop it.',
      'In live mode at most 5 messages an hour and 20 in 24 hours go to one address; what is beyond that waits for you. Each channel’s settings can change it.',
      'Each limit in a channel’s settings says how many messages it holds, and releases them when you say so.',
      'What one limit, one refusal of the provider or one missing setting keeps back can be tried again or dropped together: a line above the messages says how many. One that may have gone out is never among them.',
      'A provider that asks to wait, or is in trouble, is left alone for a while. What waits for it says until when, and goes out then.',
      'Where a value is missing, it stands marked in the text. A text with such a mark never goes out.',
      'With the price of a message set, a channel can have a budget of a day. What would cost more waits for you, also on the next day.',
      '*Who wants no messages* lists whoever wrote STOP, and whom you add.',
    ],
    ways: [
      { href: '/outbox', label: 'Open the Outbox' },
      { href: sectionAddress('Channels'), label: 'Set up channels' },
    ],
  },
  contacts: {
    lead: 'Contacts make themselves: everybody a request was about has a page that says what is known, from where, and what happened.',
    steps: [
      'Find somebody by name, e-mail or number above the list, or from anywhere with Ctrl-K.',
      'Their page tells what they are known by, their custom fields and tags; the pencil beside a value changes it.',
      '*What happened* tells everything in one list: requests, messages, flows and changes.',
    ],
    notes: [
      '*Columns* above the contacts shows a field as a column of the list; *New segment…* keeps a group, such as all with a tag.',
      '*Earlier values* shows what a field, an identifier or a name was before, with when and from where: the latest 20 of each.',
      'Tags are given by flows, by an import, or by you: on the page of a contact, or to many at once that you choose in the list.',
      'Twice the same person? *Merge with…* shows what stays before it does anything, and can be undone.',
      '*Add contact* makes one by hand, *Import* many from a CSV file. For seven days *Import contacts* offers to undo that, unless somebody is erased meanwhile; who has been used and what has been changed since stays.',
      '*Export* saves all of them, those that the search and the segment show, or those that you choose in the list, as a CSV file or as JSON; on the page of a contact it saves that one. While a file is made, its rows stand at the bottom of the window, with *Cancel*. You can go on working.',
      'A contact that is deleted can be put back for a minute; the log keeps what they sent. Erasing is final.',
    ],
    ways: [
      { href: '/contacts', label: 'Open the contacts' },
      { href: '/contacts/import', label: 'Import contacts' },
    ],
  },
  conflicts: {
    lead: 'A careful webhook asks all identifiers. If the phone number belongs to one contact and the e-mail to another, it writes nothing and asks you.',
    steps: [
      'In step 4 of the webhook, under *Whom a request is about*, choose *All of them have to agree*.',
      'When one waits, *Conflicts* at the left shows a number. Open it: what the request says stands above the people whom it may mean.',
      'Choose one of them, make somebody new, or merge them. The request is then worked on.',
    ],
    notes: [
      'What you decide can be remembered for the next request of this kind, and forgotten again under *Remembered*.',
      'A merge can be undone. Another decision can be undone for a minute in the note that follows, unless a message went out because of it.',
    ],
    ways: [{ href: '/conflicts', label: 'Open the conflicts' }],
  },
  country: {
    lead: 'The words of Fieldhook are English. Dates, times, numbers and amounts are written as in your country, on the clocks of your time zone.',
    steps: [
      'In the settings, under *Your business*, choose the *Country*: “9:30 PM” or “21:30”, “1,200.5” or “1.200,5” follow from it.',
      'Below it, choose the *Currency*, if the usual one of the country is not yours. What messages cost, and the budget of a day, are said in it.',
      'Choose the *Time zone*: dates and times are shown in it, and flows wait by it.',
    ],
    notes: [
      'Phone numbers are shown with their country code and in groups, such as “+44 117 496 0123”. Where they are copied or exported they have no blanks: “+441174960123”.',
      'Type a number as you would dial it, or with + and its country code. Without the code it is read as a number of your country.',
      'For the requests of a webhook, step 4 has a *Country of phone numbers* and a *Time zone of dates* of its own; new webhooks start with yours.',
      'A search finds a number however it is written: with or without the code, blanks or brackets.',
      'Choosing another currency converts nothing: the prices and budgets that you entered keep their figures.',
      'What receipts, flows and the Outbox said before you changed the country stays written as it was.',
      'Messages to clients do not follow the country: a date in a text is written as its template says. Boxes into which a date or a time is typed look as your computer writes them.',
    ],
    ways: [{ href: sectionAddress('Your business'), label: 'Choose country and currency' }],
  },
  move: {
    lead: 'Everything that Fieldhook knows is in one folder. Take all of it elsewhere, or only the webhooks; a webhook of another platform can come here too.',
    steps: [
      'Everything: in the settings, press *Back up now*, close Fieldhook, and copy its whole data folder to the other computer.',
      'Start Fieldhook there with that folder. Its place is under *About*; another place is chosen with --data.',
      'Only the webhooks: press *Export all* on the first page, look at what the file tells, save it, and press *Import* on the other computer. Fields, flows and the tests of the webhooks come along; requests and contacts do not.',
      'From UChat, Flochat and the like: press *Import*, and type the name, the paths and the custom fields into the form, as they stand there, or paste them all at once under *Paste it*, also as a table.',
    ],
    notes: [
      'What an import would do is shown before anything changes, with how the file’s own tests end, and what it makes is switched off. Where a flow of the same name does something else, yours stays unless you say otherwise; if you replace it, the webhooks that start it are switched off until you have looked.',
      'Secrets are not in an export. A desktop that keeps them in its keychain cannot hand them on: enter them again.',
      'Use one of the two computers at a time. If the public address changes, a list on the first page says which senders must be told.',
      'Contacts travel by themselves as a CSV file: see “Look after your contacts”. *Export* above the log saves the requests that are listed, line by line.',
    ],
    ways: [
      { href: sectionAddress('Backups'), label: 'Open the backups' },
      { href: '/import', label: 'Import webhooks' },
    ],
  },
  erase: {
    lead: 'When somebody asks to be forgotten, Fieldhook removes them everywhere and says what it removed.',
    steps: [
      'Open the person under *Contacts*, and go to *Erase this person* at the end of the page.',
      'Read what was found: the contact, their requests, and where requests of others name them.',
      'Choose what becomes of the backups, and confirm. The report says what went and what stays.',
    ],
    notes: [
      'It cannot be undone.',
      'What you have exported or sent, and what your provider knows, is out of Fieldhook’s reach: ask there too.',
      'To take back a mistake, delete the contact instead; requests stay then.',
    ],
    ways: [{ href: '/contacts', label: 'Open the contacts' }],
  },
};
