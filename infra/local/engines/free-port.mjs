import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Above those that programs are known by, and below those that a system gives to whoever connects to another. */
const [first, last] = [10_000, 32_767];

/**
 * The preferred port if nobody listens there, else any that is free. None of those that come with port 0: until who asked
 * listens, some connection on its way out may have it.
 */
export async function freePort(preferred = 0) {
  const port = preferred || randomInt(first, last + 1);
  return (await isFree(port)) ? port : freePort();
}

const isFree = (port) =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
