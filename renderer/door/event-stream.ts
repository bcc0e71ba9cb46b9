export interface StreamReader {
  /** Takes the next piece of text; returns the data of the messages that it completed. */
  read(piece: string): string[];
  /** The id of the newest message, for going on from there; a message may consist of an id alone. */
  lastId(): string | null;
}

/**
 * Reads a server-sent-event stream piece by piece, as in the HTML standard: messages end with an empty line, several `data` lines are
 * joined, comments and unknown fields are passed over.
 */
export function createStreamReader(): StreamReader {
  let rest = '';
  let id: string | null = null;
  let lastId: string | null = null;
  let data: string[] = [];

  return {
    lastId: () => lastId,
    read(piece) {
      // A CR at the very end may be the first half of CRLF: it waits for the next piece.
      const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      const messages: string[] = [];
      for (const line of lines) {
        if (line === '') {
          lastId = id;
          if (data.length > 0) messages.push(data.join('\n'));
          data = [];
          continue;
        }
        const [name, value] = fieldOf(line);
        if (name === 'data') data.push(value);
        else if (name === 'id' && !value.includes('\0')) id = value;
      }
      return messages;
    },
  };
}

function fieldOf(line: string): [name: string, value: string] {
  const colon = line.indexOf(':');
  if (colon === -1) return [line, ''];
  const value = line.slice(colon + 1);
  return [line.slice(0, colon), value.startsWith(' ') ? value.slice(1) : value];
}
