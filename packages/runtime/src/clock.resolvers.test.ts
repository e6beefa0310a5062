import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graphql, parse } from 'graphql';
import type { Language } from './caller';
import { openSandboxClock, type SandboxClock } from './clock';
import { buildSubgraph, sharedSdl } from './subgraph';
import { aCaller } from './testing/execute';

const schema = buildSubgraph(parse(sharedSdl), []);
const folder = mkdtempSync(join(tmpdir(), 'anju_test_'));
afterAll(() => rmSync(folder, { recursive: true }));

const source = `mutation ($to: Instant!) {
  advanceClock(to: $to) {
    ... on Clock { today sandbox }
    ... on ClockRefusal { code message rule retryable }
  }
}`;

async function advance(sandbox: SandboxClock | null, to: string, language: Language) {
  const clock = sandbox?.now ?? (() => '2022-07-15T15:59:59.999Z');
  const contextValue = { ...aCaller({ roles: new Set(['OPERATOR']), language }), sandbox, clock };
  const { data, errors } = await graphql({ schema, source, contextValue, variableValues: { to } });
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data?.['advanceClock']));
}

test("an operator moves the sandbox's clock, and nobody moves it back", async () => {
  const sandbox = openSandboxClock(join(folder, 'clock.json'), '2022-06-06T01:00:00.000Z');

  // Midnight in China is four in the afternoon in UTC (CONV-3).
  expect(await advance(sandbox, '2022-07-16T00:00:00+08:00', 'zh')).toEqual({
    today: '2022-07-16',
    sandbox: true,
  });
  expect(await advance(sandbox, '2022-07-15T23:59:59+08:00', 'zh')).toEqual({
    code: 'CLOCK_NEVER_GOES_BACK',
    message:
      '时钟只能向前拨，请给出比当前时间更晚的时刻；拨得太远的，只能重新开始：npm start 的城市用 --fresh（指定过 --data 的照旧指定），其他服务见 README。',
    rule: null,
    retryable: false,
  });
});

test('where there is no sandbox nobody moves time', async () => {
  expect(await advance(null, '2030-01-01T00:00:00Z', 'en')).toEqual({
    code: 'NOT_A_SANDBOX',
    message: "Only a sandbox's clock can be moved.",
    rule: null,
    retryable: false,
  });
});
