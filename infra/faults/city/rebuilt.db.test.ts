import { receive } from '@anju/runtime/inbox';
import { appendToOutbox, OutboxTable, toEnvelope } from '@anju/runtime/outbox';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { transaction } from '@anju/runtime/transaction';
import { checkRebuilt } from './rebuilt';
import { services } from './services';

const governance = testDatabase(services.governance.storage);
const funding = testDatabase(services.funding.storage);
const participation = testDatabase(services.participation.storage);
const companies = testDatabase(services['property-management'].storage);
const found = () =>
  checkRebuilt({
    governance: governance(),
    funding: funding(),
    participation: participation(),
    'property-management': companies(),
  });
const now = '2022-09-20T10:00:00.000Z';

beforeEach(async () => {
  await transaction(governance(), (tx) =>
    appendToOutbox(
      tx,
      [
        {
          type: 'governance.building-recorded.v1',
          data: {
            buildingId: 'bld_1',
            communityId: 'com_1',
            number: '1',
            units: [
              {
                unitId: 'unt_1',
                label: '1-1-101',
                areaDm2: 6500,
                housingKind: 'COMMERCIAL_HOUSING',
                ownerIds: ['own_1'],
              },
            ],
            synthetic: true,
          },
        },
      ],
      now,
    ),
  );
  const [told] = await governance().read.find(OutboxTable);
  await receive(funding(), services.funding.consumer, toEnvelope(told!), () => now);
  await receive(participation(), services.participation.consumer, toEnvelope(told!), () => now);
  await receive(companies(), services['property-management'].consumer, toEnvelope(told!), () => now);
});

test('nothing is found where each copy is as told', async () => {
  expect(await found()).toEqual([]);
});

test.each([
  ['a row that differs', 'UPDATE known_unit SET areaDm2 = 6400', '0 rows come, 1 change, 0 go'],
  ['a row that is gone', 'DELETE FROM known_unit', '1 rows come, 0 change, 0 go'],
  [
    'an event that nobody told and that was handled',
    "INSERT INTO inbox (consumer, eventId, subject, sequence, state) VALUES ('funding', 'evt_x', 'bld_x', 1, 'HANDLED')",
    '1 events that were handled did not come again',
  ],
])('%s is found', async (_, sql, words) => {
  await funding().writer.query(sql);
  expect((await found()).join('\n')).toContain(words);
});
