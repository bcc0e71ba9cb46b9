declare module 'localtunnel/lib/Tunnel.js' {
  import { EventEmitter } from 'node:events';

  /** What the relay says when it gives a name. */
  interface Grant {
    id: string;
    url: string;
    port: number;
    ip?: string | undefined;
    max_conn_count?: number | undefined;
  }

  interface ConnectionInfo {
    max_conn: number;
  }

  /** The client behind `localtunnel()`; emits `error` when the relay refuses a connection, and nothing when it dies otherwise. */
  class LocaltunnelClient extends EventEmitter {
    constructor(options: { host: string; port: number });
    _getInfo(grant: Grant): ConnectionInfo;
    _establish(info: ConnectionInfo): void;
    close(): void;
  }
  export = LocaltunnelClient;
}
