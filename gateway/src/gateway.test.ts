import { Socket } from 'node:net';
import { createIdentity } from '@anju/runtime/identity';
import { createLog } from '@anju/runtime/request-log';
import { startGateway } from './gateway';

test('it tells nobody of itself: whoever it calls is on this machine', async () => {
  const connect = jest.spyOn(Socket.prototype, 'connect');
  const gateway = await startGateway({
    port: 0,
    identity: createIdentity({ issuer: 'urn:nobody', jwks: { keys: [] } }),
    log: createLog('gateway', 'silent'),
  });
  const answer = await fetch(new URL('/healthz', gateway.url));
  expect(answer.status).toBe(200);
  await gateway.stop();

  // A call names its host in the first argument, or in the list that node makes of all arguments.
  const called = connect.mock.calls.map(([first]) => {
    const [options] = [first].flat() as unknown as [{ host?: string }];
    return options.host;
  });
  expect(called.filter((host) => host !== '127.0.0.1')).toEqual([]);
  connect.mockRestore();
});
