import { EventEmitter } from 'node:events';
import { type ClientRequest, type RequestOptions, request } from 'node:http';

// The few things of Electron that electron-updater needs to fetch: a session, and a request, which Node's own stands in for.
export const session = { fromPartition: () => null };
export const net = {
  request: ({ protocol, hostname, port, path, method, headers }: RequestOptions): ClientRequest =>
    request({ protocol, hostname, port, path, method, headers }),
};
export const app = new EventEmitter();
