/** Gives a text to the browser as a download. */
export function saveText(fileName: string, text: string, contentType = 'application/json'): void {
  const address = URL.createObjectURL(new Blob([text], { type: contentType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
