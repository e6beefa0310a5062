import { createServer, connect as dial, type AddressInfo, type Socket } from 'node:net';

/** A line between a service and its database server, of which answers can be lost. */
export interface Line {
  /** Of the server, as seen from this end. */
  readonly url: string;
  /** The server does what next has this text in it, and the line breaks before its answer comes. */
  readonly loseAnswerTo: (text: string) => void;
  /** Nobody can dial until it is mended; what was open breaks. */
  readonly cut: () => Promise<void>;
  readonly mend: () => Promise<void>;
  /** Resolves where it is cut. */
  readonly refused: () => Promise<void>;
}

export async function openLine(serverUrl: string): Promise<Line> {
  const server = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let losing: string | null = null;
  const line = createServer((client) => {
    const upstream = dial(Number(server.port || 3306), server.hostname);
    sockets.add(client);
    let isAsked = false;
    client.on('data', (bytes) => {
      isAsked = losing !== null && bytes.includes(losing);
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (!isAsked) return client.write(bytes);
      losing = null;
      upstream.destroy();
      client.destroy();
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => undefined);
      one.on('close', () => other.destroy());
    }
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => line.listen(port, '127.0.0.1', () => resolve()));
  await listen(0);
  const { port } = line.address() as AddressInfo;
  const url = new URL(server);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return {
    url: url.href,
    loseAnswerTo: (text) => void (losing = text),
    cut: () => {
      sockets.forEach((each) => each.destroy());
      return new Promise((resolve) => line.close(() => resolve()));
    },
    mend: () => listen(port),
    refused: () => new Promise((resolve) => dial(port, '127.0.0.1').once('error', () => resolve())),
  };
}
