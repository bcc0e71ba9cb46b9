import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// The yardstick: plain node:http that reads the body and answers 200. Prints its port.
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"status":"accepted"}');
  });
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
