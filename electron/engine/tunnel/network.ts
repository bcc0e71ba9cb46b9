/** The network as an argument. */
export type Fetch = (url: string, request: RequestInit) => Promise<Response>;

/** The first `bytes` or so of an answer as text; whoever sends more, or without end, is not heard out. */
export async function readStart(answer: Response, bytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  if (answer.body === null) return text;
  for await (const chunk of answer.body) {
    text += decoder.decode(chunk, { stream: true });
    // Leaving the loop cancels the rest.
    if (text.length > bytes) break;
  }
  return text;
}
