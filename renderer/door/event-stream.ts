/** One message of a server-sent-event stream. */
export interface StreamMessage {
  id: string | null;
  data: string;
}

/**
 * Reads the text of a server-sent-event stream piece by piece, as in the HTML standard: messages end with an empty line, several
 * `data` lines are joined, comments and unknown fields are passed over. Returns the messages that the piece completed.
 */
export function createStreamReader(): (piece: string) => StreamMessage[] {
  let rest = '';
  let id: string | null = null;
  let data: string[] = [];

  return (piece) => {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    const messages: StreamMessage[] = [];
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) messages.push({ id, data: data.join('\n') });
        data = [];
        continue;
      }
      const [name, value] = fieldOf(line);
      if (name === 'data') data.push(value);
      else if (name === 'id' && !value.includes('\0')) id = value;
    }
    return messages;
  };
}

function fieldOf(line: string): [name: string, value: string] {
  const colon = line.indexOf(':');
  if (colon === -1) return [line, ''];
  const value = line.slice(colon + 1);
  return [line.slice(0, colon), value.startsWith(' ') ? value.slice(1) : value];
}
