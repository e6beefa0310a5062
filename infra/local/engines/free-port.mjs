import { createServer } from 'node:net';

/** The preferred port if nobody listens there, else any that is free. */
export const freePort = (preferred = 0) =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => (preferred === 0 ? reject(error) : resolve(freePort())));
    server.listen(preferred, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
