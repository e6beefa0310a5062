import { createLog } from './request-log';

test('a line is JSON with its time in UTC, and no token is in it, however it came', () => {
  const lines: string[] = [];
  const log = createLog('funding', 'info', { write: (line) => void lines.push(line) });
  const authorization = 'Bearer secret';
  log.info({ authorization }, 'here');
  log.info({ req: { headers: { authorization } } }, 'in a request');
  log.warn({ forwarded: { authorization } }, 'passed on');
  log.debug('below the level');

  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['here', 'in a request', 'passed on']);
  expect(JSON.parse(lines[0]!)).toMatchObject({ name: 'funding', time: expect.stringMatching(/Z$/) });
  expect(lines.join()).not.toContain('secret');
});
